from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from bot.briefings.requests import SubscribeRequest, Unsubscribe, parse_subscribe
from bot.briefings.subscriptions import MOST_TOPICS, Following, Line
from bot.briefings.topics import parse_topic
from bot.errors import UsageError
from storage.chats import Chats
from storage.database import Database
from storage.records import Chat, ChatKind
from storage.subscriptions import Subscriptions
from tests.bot.briefings.samples import NOW, FixedClock


@pytest.fixture
def following(database: Database, clock: FixedClock) -> Following:
    return Following(Subscriptions(database), clock)


@pytest.fixture
async def chat(database: Database) -> Chat:
    return await Chats(database).ensure("telegram:1", ChatKind.PRIVATE, NOW)


async def follow(following: Following, chat: Chat, text: str) -> Line:
    return await following.follow(chat.id, 0, parse_subscribe(text, None), "en")


def shown(lines: list[Line]) -> list[tuple[int, str, time, str]]:
    return [(x.number, x.topic.name, x.subscription.at, x.subscription.zone) for x in lines]


async def test_the_list_is_numbered_in_the_order_of_the_day(
    following: Following, chat: Chat
) -> None:
    await follow(following, chat, "20:00 Berlin bitcoin")
    line = await follow(following, chat, "8:00 Berlin North Korea")
    assert line.next_due == datetime(2026, 11, 23, 7, tzinfo=UTC)
    await follow(following, chat, "20:00 Berlin climate")
    assert shown(await following.lines(chat.id, 0)) == [
        (1, "North Korea", time(8), "Europe/Berlin"),
        (2, "bitcoin", time(20), "Europe/Berlin"),
        (3, "climate", time(20), "Europe/Berlin"),
    ]


async def test_leaving_takes_the_numbers_of_the_list(following: Following, chat: Chat) -> None:
    for topic in ("one bridge", "two bridges", "three bridges"):
        await follow(following, chat, f"8:00 Berlin {topic}")
    gone = await following.leave(chat.id, 0, Unsubscribe((3, 1)))
    assert [line.topic.name for line in gone] == ["one bridge", "three bridges"]
    await following.leave(chat.id, 0, Unsubscribe(everything=True))
    assert await following.lines(chat.id, 0) == []


async def test_a_zone_is_needed(following: Following, chat: Chat) -> None:
    request = SubscribeRequest(time(8), None, parse_topic("bitcoin"))
    with pytest.raises(UsageError, match="Name a large city"):
        await following.follow(chat.id, 0, request, "en")


async def test_a_full_list(following: Following, chat: Chat) -> None:
    for n in range(MOST_TOPICS):
        await follow(following, chat, f"8:00 Berlin topic{n}")
    with pytest.raises(UsageError, match="limit"):
        await follow(following, chat, "8:00 Berlin bitcoin")
    await follow(following, chat, "9:00 Berlin topic0")
