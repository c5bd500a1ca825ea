"""Processes that race for work and are killed: what the rows of a database must survive.

    python -m tests.storage.races

runs the full form on both databases and prints what happened; the tests run a smaller one. The
world that a worker changes is a file of lines: a line stands for a message that was sent, an update
that was handled, a feed that was polled. Workers are forked from a process that has imported
everything and holds no thread, so that they start within milliseconds.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from storage.archive import Archive
from storage.chats import Chats
from storage.database import Database
from storage.errors import LeaseLost, StorageUnavailable
from storage.feeds import Feeds
from storage.inbox import Inbox
from storage.index import SearchIndex
from storage.records import (
    ChatKind,
    Claim,
    FollowedTopic,
    NewSlot,
    NewSubscription,
    NewUpdate,
    PollOutcome,
    SlotState,
)
from storage.slots import Slots
from storage.subscriptions import Subscriptions
from storage.work import owner_name
from tests.postgres import find_programs, running_server
from tests.storage.samples import new_article, placement

RACERS = 4
LONG, SHORT = timedelta(minutes=5), timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the work is, and the file that stands for the world."""

    url: str | None
    data: Path
    lease: timedelta = LONG

    @property
    def world(self) -> Path:
        """The file whose lines are what was done."""
        return self.data / "world"

    def done(self) -> Counter[str]:
        """Return what was done, and how often."""
        return Counter(self.world.read_text().split("\n")[:-1])

    def size(self) -> int:
        """Return how much was done, in bytes."""
        return self.world.stat().st_size if self.world.exists() else 0

    def do(self, what: str) -> None:
        """Do something that cannot be taken back: one write, whole or not at all."""
        file = os.open(self.world, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(file, f"{what}\n".encode())
        os.close(file)


def now() -> datetime:
    """Return the time: leases really run out here."""
    return datetime.now(UTC)


async def prepare(place: Place, number: int) -> None:
    """Put so many slots, feeds and updates (in lanes of ten) there."""
    database = await Database.open(place.url, place.data)
    chat = await Chats(database).ensure("telegram:1", ChatKind.PRIVATE, now())
    wanted = NewSubscription(chat.id, 0, now().time(), "UTC", "en")
    topic = FollowedTopic("north korea", "North Korea")
    subscription = await Subscriptions(database).follow(wanted, topic, now())
    slots, feeds, inbox = Slots(database), Feeds(database), Inbox(database)
    for at in range(number):
        local_date = date(2026, 1, 1) + timedelta(days=at)
        await slots.open(NewSlot(subscription.id, local_date, now()), now())
        await feeds.add(f"https://{at}.example/feed", now())
    updates = [NewUpdate(at + 1, f"lane {at // 10}", "{}") for at in range(number)]
    await inbox.store(updates, now())
    await database.close()


async def work(place: Place) -> None:
    """Do all the work there is, until none is left."""
    database = await Database.open(place.url, place.data)
    slots, feeds, inbox, owner = Slots(database), Feeds(database), Inbox(database), owner_name()
    idle = 0
    while idle < 5:
        sent = await deliver(place, slots, owner)
        handled = await handle(place, inbox, owner)
        polled = await poll(place, feeds, owner)
        idle = 0 if sent or handled or polled else idle + 1
        await asyncio.sleep(0.01 * idle)
    await database.close()


async def deliver(place: Place, slots: Slots, owner: str) -> bool:
    """Send the slots that are due."""
    claimed = await slots.claim(now(), owner, place.lease, 10)
    for slot in claimed:

        async def send(held: Claim = slot.claim) -> None:
            await slots.sending(held, now(), place.lease)
            place.do(f"slot {held.id}")
            await slots.sent(held, [held.id], now())

        await unless_lost(send)
    return bool(claimed)


async def handle(place: Place, inbox: Inbox, owner: str) -> bool:
    """Handle the updates that wait."""
    claimed = await inbox.claim(now(), owner, place.lease, 10)
    for update in claimed:

        async def finish(held: Claim = update.claim, lane: str = update.row.lane) -> None:
            place.do(f"update {held.id} {lane}")
            await inbox.finish(held, now())

        await unless_lost(finish)
    return bool(claimed)


async def poll(place: Place, feeds: Feeds, owner: str) -> bool:
    """Poll the feeds that are due."""
    claimed = await feeds.claim_due(now(), owner, place.lease, 10)
    for feed in claimed:

        async def polled(held: Claim = feed.claim) -> None:
            place.do(f"feed {held.id}")
            await feeds.polled(held, PollOutcome(now() + timedelta(hours=1)), now())

        await unless_lost(polled)
    return bool(claimed)


async def unless_lost(step: Callable[[], Awaitable[None]]) -> None:
    """Do a step; somebody else has the row where this worker was too slow."""
    try:
        await step()
    except LeaseLost:
        print("a lease was lost", file=sys.stderr)


async def store_and_index(place: Place) -> None:
    """Store articles and follow them with the index, for ever."""
    database = await Database.open(place.url, place.data)
    archive = Archive(database)
    index = open_index(place)
    while True:
        async with archive.ingesting(now()) as batch:
            for _ in range(5):
                name = f"{os.getpid()}-{random.getrandbits(40)}"
                await batch.insert(new_article(name, "All one. All two."), placement())
            known = (await archive.coverage()).articles
            if known:
                again = new_article(f"revised {random.getrandbits(40)}", "All revised.")
                await batch.revise(random.randint(1, known), again, placement())
        await index.catch_up(archive)
        place.do("indexed")


def open_index(place: Place) -> SearchIndex:
    return SearchIndex.open(place.data / "index", lambda text, _: text.lower().split())


async def index_is_exact(place: Place) -> tuple[int, int, bool]:
    """Return passages of the archive, passages of the index, and whether they are the same."""
    database = await Database.open(place.url, place.data)
    archive = Archive(database)
    index = open_index(place)
    caught_up = await index.catch_up(archive)
    changed = [id_ for id_, _ in await archive.changed_after(0)]
    stored = sorted(row.passage_id for row in await archive.searchable(changed))
    found = sorted(hit.passage_id for hit in index.search([("all", 1.0)], 1_000_000))
    await index.close()
    await database.close()
    return len(stored), len(found), caught_up and stored == found


def fork(job: Callable[[Place], Awaitable[None]], place: Place) -> int:
    """Start a worker and return its process id."""
    if child := os.fork():
        return child
    code = 1
    try:
        random.seed()
        asyncio.run(_run(job, place))
        code = 0
    finally:
        os._exit(code)


async def _run(job: Callable[[Place], Awaitable[None]], place: Place) -> None:
    try:
        await job(place)
    except StorageUnavailable as error:
        print(error, file=sys.stderr)
        raise


def race(place: Place, number: int) -> Counter[str]:
    """Let four processes race for so many slots, polls and updates; return what was done."""
    asyncio.run(prepare(place, number))
    racers = [fork(work, place) for _ in range(RACERS)]
    codes = [os.waitpid(racer, 0)[1] for racer in racers]
    assert codes == [0] * RACERS, codes
    return place.done()


def kill_at_random(
    job: Callable[[Place], Awaitable[None]], place: Place, kills: int, at_once: int
) -> None:
    """Keep so many workers running and kill one of them at a random moment, so often."""
    running = [fork(job, place) for _ in range(at_once)]
    for _ in range(kills):
        wait_for_progress(place)
        time.sleep(random.uniform(0, 0.2))
        victim = running.pop(random.randrange(at_once))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        running.append(fork(job, place))
    for worker in running:
        if job is store_and_index:
            os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


def wait_for_progress(place: Place, at_most: float = 2) -> None:
    """Wait until something more is done in the world, or it seems that nothing is left to do."""
    before, until = place.size(), time.monotonic() + at_most
    while place.size() == before and time.monotonic() < until:
        time.sleep(0.005)


async def states(place: Place) -> tuple[dict[int, SlotState], int]:
    """Return the state of each slot, and how many updates still wait."""
    database = await Database.open(place.url, place.data)
    slots = Slots(database)
    await slots.settle_lost(now() + place.lease)
    found = {}
    number = sum((await slots.counts()).values())
    for id_ in range(1, number + 1):
        slot = await slots.get(id_)
        assert slot is not None
        found[id_] = slot.state
    waiting = await Inbox(database).waiting()
    await database.close()
    return found, waiting


def faults_of_kills(place: Place, number: int, kills: int, at_once: int) -> list[str]:
    """Kill workers at random moments; return what was lost or repeated."""
    asyncio.run(prepare(place, number))
    kill_at_random(work, place, kills, at_once)
    time.sleep(place.lease.total_seconds())
    last = fork(work, place)
    os.waitpid(last, 0)
    done = place.done()
    slots, waiting = asyncio.run(states(place))
    faults = [f"{waiting} updates wait"] if waiting else []
    for id_, state in slots.items():
        times = done[f"slot {id_}"]
        allowed = {SlotState.SENT: (1,), SlotState.UNCERTAIN: (0, 1)}.get(state, ())
        if times not in allowed:
            faults.append(f"slot {id_} is {state} and was sent {times} times")
    for at in range(number):
        if not done[f"update {at + 1} lane {at // 10}"]:
            faults.append(f"update {at + 1} was lost")
        if not done[f"feed {at + 1}"]:
            faults.append(f"feed {at + 1} was not polled")
    print(f"   {Counter(slots.values())}, {sum(done.values())} things done", file=sys.stderr)
    return faults


def out_of_order(place: Place) -> list[str]:
    """Return updates whose first handling came before an earlier one's of their lane."""
    newest: dict[str, int] = {}
    found = []
    for line in place.world.read_text().split("\n"):
        if line.startswith("update "):
            _, id_, lane = line.split(" ", 2)
            if int(id_) < newest.get(lane, 0):
                found.append(line)
            newest[lane] = max(int(id_), newest.get(lane, 0))
    return found


def main() -> None:
    """Run the full form on both databases."""
    programs = find_programs()
    assert programs is not None
    with running_server(programs) as server, tempfile.TemporaryDirectory() as scratch:
        for kind in ("SQLite", "PostgreSQL"):

            def place(lease: timedelta = LONG, kind: str = kind) -> Place:
                url = server.empty_database() if kind == "PostgreSQL" else None
                return Place(url, Path(tempfile.mkdtemp(dir=scratch)), lease)

            started = time.monotonic()
            done = race(place(), 500)
            took = time.monotonic() - started
            repeated = [what for what, times in done.items() if times != 1]
            print(f"{kind}: race for 1,500 rows: {len(done)} done in {took:.1f} s; {repeated=}")
            for at_once in (1, 4):
                faults = faults_of_kills(place(SHORT), 500, 50, at_once)
                print(
                    f"{kind}: 50 kills, {at_once} at once: {faults or 'nothing lost or repeated'}"
                )
        indexed = Place(None, Path(tempfile.mkdtemp(dir=scratch)))
        kill_at_random(store_and_index, indexed, 100, 1)
        print(f"index, 100 kills: {asyncio.run(index_is_exact(indexed))}")


if __name__ == "__main__":
    main()
