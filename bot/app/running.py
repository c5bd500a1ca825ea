"""The bot at work: what starts, in which order, and how it stops.

    lock -> house -> (Telegram: reception and deliveries | the terminal chat) + scheduled work

On one machine a lock keeps a second bot off the same SQLite data; on PostgreSQL any number run.
SIGTERM and Ctrl-C end the waiting, and everything opened is closed again, newest first.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import random
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.app.answers import Answers, open_answers
from bot.app.briefings import open_briefer
from bot.app.house import House, open_house
from bot.app.web import Web, open_web
from bot.briefings.briefer import Briefer
from bot.briefings.delivery import Deliverer, Ledger
from bot.briefings.due import open_due_slots
from bot.briefings.more import Further
from bot.briefings.schedule import Job, Schedule
from bot.chat.dialogue import Dialogue
from bot.chat.privacy import Privacy, third_party
from bot.chat.starting import Starting
from bot.chat.subscribing import Subscribing
from bot.chat.telegram.chats import TelegramChats, introduce, make_bot, running
from bot.chat.telegram.delivery import TelegramDelivery
from bot.chat.telegram.reception import Reception
from bot.chat.terminal.talk import KEY, talk
from bot.news.feeds.intake import Intake
from bot.news.feeds.opml import parse_opml
from bot.news.feeds.poll import Poller
from bot.news.feeds.starter_feeds import StarterFeeds
from bot.news.pipeline import Pipeline
from bot.news.sources import Files
from bot.settings import Settings
from storage.chats import COUNTED
from storage.editions import Editions
from storage.feeds import Feeds
from storage.inbox import Inbox
from storage.placeholders import Placeholders
from storage.records import Chat, ChatKind
from storage.run_lock import RunLock
from storage.slots import Slots
from storage.subscriptions import Subscriptions
from storage.told import Told
from storage.work import Leases, owner_name, release_everything

SEEDS = Path(__file__).parents[2] / "seeds"
FIRST_QUESTION = "What did Kim inspect?"
POLLS, SLOTS, HOUSEKEEPING = timedelta(seconds=15), timedelta(seconds=5), timedelta(hours=1)
FOLLOWING = timedelta(seconds=1)  # between looks for what others stored
PATIENCE = 0.3  # seconds that a question waits for what was stored just now, after a pause
KEPT = timedelta(days=30)  # what was delivered, and what chats were told
SWITCH_SECONDS = 0.0005  # tried: at Python's own 5 ms, an answer beside ingest takes twice as long
NEW_OBJECTS = 10_000  # after which garbage is looked for among them; 700 are Python's own
log = logging.getLogger(__name__)


async def run_bot(settings: Settings, role: str) -> None:
    """Run until a signal asks to stop; in the terminal also until its input ends.

    Raises AlreadyRunning beside another bot on the same SQLite data.
    """
    work = asyncio.ensure_future(_run(settings, role))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        log.info("Dateline stops")


async def _run(settings: Settings, role: str) -> None:
    lock = None if settings.database_url else RunLock.take(settings.dateline_data)
    try:
        async with open_house(settings) as house:
            quicken()
            if lock:  # whoever held claims here before is dead
                await release_everything(house.database, house.clock.now())
            await (_on_telegram(house, role) if settings.telegram_bot_token else _here(house))
    finally:
        if lock:
            lock.release()


def quicken() -> None:
    """Let answers wait little for other threads and for the garbage collector.

    What is there at the start stays, and need not be looked at again and again.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)


async def talk_here(house: House) -> None:
    """Hold the conversation in the terminal until its input ends."""

    async def chat() -> Chat:
        return await house.chats.ensure(KEY, ChatKind.TERMINAL, house.clock.now())

    await house.index.catch_up(house.archive)
    async with (
        open_answers(house, PATIENCE) as answers,
        open_briefer(house) as briefer,
        _scheduled([_following(house)]),
    ):
        await talk(_dialogue(house, answers, briefer), chat, sys.stdin.fileno(), sys.stdout)


async def _here(house: House) -> None:
    if not (await house.archive.coverage()).articles:
        await _load_seeds(house)
    async with open_web(house) as web, _scheduled([*_reading(house, web), _keeping(house)]):
        await talk_here(house)


async def _load_seeds(house: House) -> None:
    """Store the demonstration articles, so that there is something to ask about."""
    async for outcome in Pipeline(house.archive, house.clock).ingest(Files([SEEDS])):
        log.debug("seed %s: %s", outcome.url, outcome.status.value)


async def _on_telegram(house: House, role: str) -> None:
    settings = house.settings
    bot = make_bot(settings.telegram_bot_token, settings.telegram_api_url)
    async with (
        running(bot) as app,
        open_web(house) as web,
        open_answers(house, PATIENCE) as answers,
        open_briefer(house) as briefer,
    ):
        dialogue = _dialogue(house, answers, briefer)
        telegram = TelegramChats(
            app,
            dialogue,
            house.chats,
            house.clock,
            Placeholders(house.database),
            settings.dateline_allowed,
        )
        delivery = TelegramDelivery(telegram.sender, dialogue, house.chats)
        jobs = [*_reading(house, web), *_delivering(house, briefer, delivery), _keeping(house)]
        await house.index.catch_up(house.archive)
        async with _scheduled([_following(house), *(jobs if role != "chat" else [])]):
            log.info("Dateline is running as @%s; Ctrl-C stops it", bot.username)
            if role == "worker":
                await asyncio.Event().wait()
            await introduce(bot, dialogue.menu)
            leases = Leases(house.database)
            inbox = Inbox(house.database)
            reception = Reception(telegram, inbox, leases, house.clock, owner_name())
            await reception.run()


def _dialogue(house: House, answers: Answers, briefer: Briefer) -> Dialogue:
    async def tries() -> Sequence[str]:
        answer = await answers.from_stored(FIRST_QUESTION)
        return [FIRST_QUESTION] if answer.answered else []

    subscriptions = Subscriptions(house.database)
    subscribing = Subscribing(briefer, subscriptions, house.chats, house.clock)
    outlines = parse_opml((SEEDS / "feeds.opml").read_bytes())
    starting = Starting(StarterFeeds(Feeds(house.database), outlines, house.clock))
    return Dialogue(
        answers,
        house.chats,
        house.clock,
        tries,
        subscribing,
        starting,
        house.archive,
        Privacy(house.chats, house.clock, third_party(house.settings)),
        Further(house.archive, house.index),
    )


def _reading(house: House, web: Web) -> list[Job]:
    """What brings new articles in."""
    pipeline = Pipeline(house.archive, house.clock, house.precedence)
    poller = Poller(
        Feeds(house.database),
        web.downloader,
        Intake(house.archive, web.pages, pipeline.store, house.clock),
        house.clock,
        owner_name(),
        random.random,
    )

    async def poll() -> int:
        polled = len(await poller.poll_due())
        await house.index.catch_up(house.archive)  # so that no question has to wait for it
        return polled

    return [Job("polls", POLLS, poll)]


def _delivering(house: House, briefer: Briefer, delivery: TelegramDelivery) -> list[Job]:
    """What brings briefings to chats."""
    database = house.database
    subscriptions, slots = Subscriptions(database), Slots(database)
    ledger = Ledger(slots, subscriptions, house.chats, Told(database))
    deliverer = Deliverer(ledger, briefer, delivery, house.clock)

    async def deliver() -> int:
        await open_due_slots(subscriptions, slots, house.clock.now())
        return await deliverer.deliver_due()

    return [Job("slots", SLOTS, deliver)]


def _following(house: House) -> Job:
    """What keeps the search index up with what others store, so that no question waits for it."""

    async def follow() -> int:
        await house.index.catch_up(house.archive)
        return 0

    return Job("following", FOLLOWING, follow)


def _keeping(house: House) -> Job:
    """What keeps the house in order."""

    async def keep() -> int:
        now = house.clock.now()
        slots = Slots(house.database)
        await slots.settle_lost(now)
        await slots.purge(now - KEPT)
        await Editions(house.database).purge(now - KEPT)
        await Told(house.database).purge(now - KEPT)
        await house.chats.purge(now - COUNTED)
        return 0

    return Job("housekeeping", HOUSEKEEPING, keep)


@asynccontextmanager
async def _scheduled(jobs: Sequence[Job]) -> AsyncIterator[None]:
    schedule = Schedule(jobs)
    schedule.start()
    try:
        yield
    finally:
        await schedule.stop()
