from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from storage.chats import Chats
from storage.database import Database
from storage.records import Chat, ChatKind, FollowedTopic, NewSlot, NewSubscription, Timing
from storage.slots import Slots
from storage.subscriptions import Subscriptions

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)
KOREA = FollowedTopic("north korea", "North Korea")
COINS = FollowedTopic("bitcoin", "bitcoin")
BERLIN = "Europe/Berlin"


def daily(chat_id: int, at: time, thread_id: int = 0) -> NewSubscription:
    return NewSubscription(chat_id, thread_id, at, BERLIN, "en")


@pytest.fixture
def subscriptions(database: Database) -> Subscriptions:
    return Subscriptions(database)


@pytest.fixture
async def chat(chats: Chats) -> Chat:
    return await chats.ensure("telegram:1", ChatKind.PRIVATE, NOW)


async def test_topics_of_one_time_share_a_subscription(
    subscriptions: Subscriptions, chat: Chat
) -> None:
    first = await subscriptions.follow(daily(chat.id, time(8)), KOREA, NOW)
    second = await subscriptions.follow(daily(chat.id, time(8)), COINS, NOW)
    assert second.id == first.id
    assert second.topics == (KOREA, COINS)
    assert (second.at, second.zone, second.since) == (time(8), BERLIN, NOW)
    assert await subscriptions.get(first.id) == second


async def test_a_topic_stands_once_and_moves(subscriptions: Subscriptions, chat: Chat) -> None:
    morning = await subscriptions.follow(daily(chat.id, time(8)), KOREA, NOW)
    evening = await subscriptions.follow(daily(chat.id, time(20)), KOREA, NOW)
    assert await subscriptions.of_chat(chat.id, 0) == [evening]
    assert await subscriptions.get(morning.id) is None


async def test_following_again_changes_nothing(subscriptions: Subscriptions, chat: Chat) -> None:
    once = await subscriptions.follow(daily(chat.id, time(8)), KOREA, NOW)
    again = await subscriptions.follow(daily(chat.id, time(8)), KOREA, NOW + timedelta(days=1))
    assert again == once


async def test_forum_topics_are_apart(subscriptions: Subscriptions, chat: Chat) -> None:
    await subscriptions.follow(daily(chat.id, time(8)), KOREA, NOW)
    there = await subscriptions.follow(daily(chat.id, time(9), 7), KOREA, NOW)
    await subscriptions.unfollow(chat.id, there.id, KOREA.key)
    assert await subscriptions.of_chat(chat.id, 7) == []
    assert len(await subscriptions.of_chat(chat.id, 0)) == 1


async def test_unfollows_only_its_own(
    subscriptions: Subscriptions, chat: Chat, chats: Chats
) -> None:
    other = await chats.ensure("telegram:2", ChatKind.PRIVATE, NOW)
    mine = await subscriptions.follow(daily(chat.id, time(8)), KOREA, NOW)
    await subscriptions.unfollow(other.id, mine.id, KOREA.key)
    assert await subscriptions.get(mine.id) == mine
    await subscriptions.unfollow(chat.id, mine.id, KOREA.key)
    assert await subscriptions.get(mine.id) is None


async def test_pause_and_resume(subscriptions: Subscriptions, chat: Chat) -> None:
    made = await subscriptions.follow(daily(chat.id, time(8)), KOREA, NOW)
    await subscriptions.pause(chat.id)
    paused = await subscriptions.get(made.id)
    assert paused is not None
    assert not paused.active
    later = NOW + timedelta(days=2)
    await subscriptions.resume(chat.id, later)
    resumed = await subscriptions.get(made.id)
    assert resumed is not None
    assert (resumed.active, resumed.since) == (True, later)


async def test_what_a_forgotten_chat_followed_is_gone(
    subscriptions: Subscriptions, chat: Chat, chats: Chats
) -> None:
    made = await subscriptions.follow(daily(chat.id, time(8)), KOREA, NOW)
    await chats.forget(chat.id, NOW)
    assert await subscriptions.get(made.id) is None


async def test_timings_name_the_newest_slot(
    subscriptions: Subscriptions, chat: Chat, chats: Chats, database: Database
) -> None:
    made = await subscriptions.follow(daily(chat.id, time(8)), KOREA, NOW)
    other = await chats.ensure("telegram:2", ChatKind.PRIVATE, NOW)
    await subscriptions.follow(daily(other.id, time(8)), KOREA, NOW)
    await subscriptions.pause(other.id)
    assert await subscriptions.timings() == [Timing(made.id, time(8), BERLIN, NOW, None)]
    for day in range(3):
        due = NOW + timedelta(days=day)
        await Slots(database).open(NewSlot(made.id, due.date(), due), NOW)
    assert await subscriptions.timings() == [
        Timing(made.id, time(8), BERLIN, NOW, NOW + timedelta(days=2))
    ]
    await chats.set_blocked(chat.id, blocked=True)
    assert await subscriptions.timings() == []
