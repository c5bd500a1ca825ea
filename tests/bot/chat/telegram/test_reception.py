"""Updates from the fake server through a real inbox to the dialogue."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import pytest

from bot.chat.dialogue import Dialogue
from bot.chat.telegram import reception
from bot.chat.telegram.chats import TelegramChats, make_bot, running
from bot.chat.telegram.reception import Reception
from bot.clock import SystemClock
from bot.grounding.claims import Answer, Asker, Exchange, Watch, nobody_watches
from storage.chats import Chats
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.inbox import Inbox
from storage.placeholders import Placeholders
from storage.work import Leases, owner_name
from tests.bot.chat.samples import ScriptedAnswers
from tests.fakes.botapi import TOKEN, BotApi


class GatedAnswers(ScriptedAnswers):
    """Holds questions with "slow" until `gate` opens; fails as `failures` says, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.failures: list[Exception] = []

    async def answer(
        self,
        question: str,
        *,
        thread: Sequence[Exchange] = (),
        asker: Asker,
        watch: Watch = nobody_watches,
    ) -> Answer:
        if "slow" in question:
            await self.gate.wait()
        if "fail" in question and self.failures:
            raise self.failures.pop(0)
        return await super().answer(question, thread=thread, asker=asker, watch=watch)


@asynccontextmanager
async def process(api: BotApi, database: Database, answers: GatedAnswers) -> AsyncIterator[None]:
    """Run one bot process's reception."""
    clock = SystemClock()
    chats = Chats(database)
    async with running(make_bot(TOKEN, api.url)) as app:
        telegram = TelegramChats(
            app, Dialogue(answers, chats, clock), chats, clock, Placeholders(database)
        )
        inbox, leases = Inbox(database), Leases(database)
        reception = Reception(telegram, inbox, leases, clock, owner_name())
        task = asyncio.create_task(reception.run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def test_a_chat_is_served_in_order_and_chats_side_by_side(
    api: BotApi, database: Database
) -> None:
    answers = GatedAnswers()
    async with process(api, database, answers):
        await api.say("slow one?", chat_id=1)
        await api.say("two?", chat_id=1)
        await api.say("other?", chat_id=2)
        await api.said(1, chat_id=2)
        assert api.in_chat(1) == []
        answers.gate.set()
        await api.said(2, chat_id=1)
    assert [m.text.partition("?")[0] for m in api.in_chat(1)] == ["slow one", "two"]


async def test_an_update_is_acknowledged_only_when_it_is_stored(
    api: BotApi, database: Database
) -> None:
    async with process(api, database, GatedAnswers()):
        await api.say("one?")
        await api.said(1)
    fresh = BotApi()
    async with fresh, process(fresh, database, GatedAnswers()):
        await fresh.say("one?")  # the same update_id as before: Telegram repeats it
        await fresh.until(lambda a: not a.pending)
        assert await Inbox(database).waiting() == 0
    assert fresh.messages == []


async def test_of_two_processes_one_polls_and_another_takes_over(
    api: BotApi, database: Database
) -> None:
    answers = GatedAnswers()
    async with process(api, database, answers):
        await api.until(lambda a: a.called("getMe"))
        async with process(api, database, answers):
            await api.say("one?")
            await api.said(1)
        await api.say("two?")
        await api.said(2)
    assert await Inbox(database).waiting() == 0
    assert len(api.in_chat(1)) == 2


async def test_what_breaks_is_said_sorry_for_and_does_not_stop_the_rest(
    api: BotApi, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    answers = GatedAnswers()
    answers.failures = [ZeroDivisionError()]
    async with process(api, database, answers):
        await api.say("fail?", chat_id=1)
        await api.say("next?", chat_id=1)
        assert "went wrong on my side" in (await api.said(1)).text
        assert (await api.said(2)).text.startswith("next?")
    assert "broke" in caplog.text


async def test_a_storage_that_was_away_is_tried_again(
    api: BotApi, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "RETRIED_AFTER", 0.05)
    answers = GatedAnswers()
    answers.failures = [StorageUnavailable("the database is away")]
    async with process(api, database, answers):
        await api.say("fail?")
        assert (await api.said(1)).text.startswith("fail?: Six guests")
    assert await Inbox(database).waiting() == 0


async def test_what_is_being_worked_on_at_the_end_is_given_back(
    api: BotApi, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "LEAVING", 0.05)
    answers = GatedAnswers()
    async with process(api, database, answers):
        await api.say("slow?")
        await api.until(lambda a: a.called("sendChatAction"))
    answers.gate.set()
    async with process(api, database, answers):
        assert (await api.said(1)).text.startswith("slow?: ")
