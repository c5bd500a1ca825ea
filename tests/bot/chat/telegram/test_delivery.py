"""Briefings sent to the fake server: what arrived, what surely did not, what is not known."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.briefings.briefing import Briefing
from bot.briefings.delivery import Blocked, MayHaveArrived, SurelyFailed
from bot.chat.dialogue import Dialogue
from bot.chat.subscribing import Subscribing
from bot.chat.telegram.chats import make_bot, running
from bot.chat.telegram.delivery import TelegramDelivery
from bot.chat.telegram.sending import Sender
from bot.clock import SystemClock
from storage.chats import Chats
from storage.database import Database
from storage.records import Chat, ChatKind
from storage.subscriptions import Subscriptions
from tests.bot.chat.briefing_samples import ITEM, ScriptedBriefer, briefing
from tests.bot.chat.samples import ScriptedAnswers
from tests.fakes.botapi import TOKEN, BotApi

LONG = briefing(*(replace(ITEM, title="A long title " * 20) for _ in range(20)))


@pytest.fixture
async def chat(chats: Chats) -> Chat:
    return await chats.ensure("telegram:-5", ChatKind.GROUP, SystemClock().now())


@pytest.fixture
async def delivery(
    api: BotApi, chats: Chats, database: Database
) -> AsyncIterator[TelegramDelivery]:
    clock = SystemClock()
    subscribing = Subscribing(ScriptedBriefer(), Subscriptions(database), chats, clock)
    dialogue = Dialogue(ScriptedAnswers(), chats, clock, subscribing=subscribing)
    async with running(make_bot(TOKEN, api.url)) as app:
        yield TelegramDelivery(Sender(app.bot), dialogue, chats)


async def test_a_briefing_arrives_in_its_topic_and_replies_to_any_part_find_it(
    delivery: TelegramDelivery, api: BotApi, chat: Chat, chats: Chats
) -> None:
    ids = await delivery.send(chat, 9, LONG)
    assert len(ids) > 1
    assert [sent.message_id for sent in api.in_chat(-5)] == list(ids)
    assert {sent.params["message_thread_id"] for sent in api.in_chat(-5)} == {9}
    turns = [await chats.turn_by_message(chat.id, one) for one in ids]
    assert turns[0]
    assert {turn.id for turn in turns if turn} == {turns[0].id}


@pytest.mark.parametrize(
    ("failure", "retry_after"),
    [
        ({"status": 429, "parameters": {"retry_after": 7}}, timedelta(seconds=7)),
        ({"status": 401}, None),
        ({"status": 400, "description": "Bad Request: strange"}, None),
    ],
)
async def test_what_surely_failed_is_left_to_another_time(
    delivery: TelegramDelivery,
    api: BotApi,
    chat: Chat,
    failure: dict[str, Any],
    retry_after: timedelta | None,
) -> None:
    api.fail("sendMessage", **failure)
    with pytest.raises(SurelyFailed) as caught:
        await delivery.send(chat, 0, briefing(ITEM))
    assert caught.value.retry_after == retry_after
    assert len(api.called("sendMessage")) == 1


@pytest.mark.parametrize(
    "failure",
    [{"status": 502}, {"drop": True, "arrives": True}, {"status": 200, "body": b"<html>"}],
)
async def test_what_may_have_arrived_is_not_sent_again(
    delivery: TelegramDelivery, api: BotApi, chat: Chat, failure: dict[str, Any]
) -> None:
    api.fail("sendMessage", **failure)
    with pytest.raises(MayHaveArrived):
        await delivery.send(chat, 0, briefing(ITEM))
    assert len(api.called("sendMessage")) == 1


@pytest.mark.parametrize("failure", [{"status": 429, "parameters": {"retry_after": 7}}, {}])
async def test_a_part_that_arrived_is_told(
    delivery: TelegramDelivery, api: BotApi, chat: Chat, failure: dict[str, Any]
) -> None:
    parts: list[Briefing] = [LONG]
    api.fail("sendMessage", delay=0.01)  # the first part goes through
    api.fail("sendMessage", **failure)
    with pytest.raises(MayHaveArrived) as caught:
        await delivery.send(chat, 0, parts[0])
    assert list(caught.value.message_ids) == [api.in_chat(-5)[0].message_id]


async def test_a_chat_that_refuses_is_told_apart(
    delivery: TelegramDelivery, api: BotApi, chat: Chat, chats: Chats
) -> None:
    api.blocked.add(-5)
    with pytest.raises(Blocked):
        await delivery.send(chat, 0, briefing(ITEM))
    terminal = await chats.ensure("terminal", ChatKind.TERMINAL, SystemClock().now())
    with pytest.raises(Blocked):
        await delivery.send(terminal, 0, briefing(ITEM))


async def test_a_group_that_moved_is_followed_next_time(
    delivery: TelegramDelivery, api: BotApi, chat: Chat, chats: Chats
) -> None:
    api.migrated[-5] = -1_000_000_000_005
    with pytest.raises(SurelyFailed):
        await delivery.send(chat, 0, briefing(ITEM))
    moved = await chats.chat(chat.id)
    assert moved
    await delivery.send(moved, 0, briefing(ITEM))
    assert api.in_chat(-1_000_000_000_005)
