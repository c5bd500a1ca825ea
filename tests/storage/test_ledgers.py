from __future__ import annotations

from datetime import timedelta

from storage import marks
from storage.archive import Archive
from storage.chats import Chats
from storage.database import Database
from storage.records import ChatKind, Spending
from storage.told import Told
from storage.usage import Total, Usage
from tests.storage.samples import NOW, new_article, store

DAY = timedelta(days=1)


async def test_spendings_are_summed(database: Database, chats: Chats) -> None:
    usage = Usage(database)
    chat = await chats.ensure("telegram:1", ChatKind.PRIVATE, NOW)
    spent = Spending(NOW, chat.id, "answer", None, "a-model", "hash", 1000, 50, 250)
    briefing = Spending(NOW - DAY, None, "briefing", 7, "a-model", "hash", 2000, 100, 2**40)
    await usage.add(spent)
    await usage.add(briefing)

    assert await usage.total(NOW - 2 * DAY) == Total(2, 3000, 150, 250 + 2**40)
    assert await usage.total(NOW, chat_id=chat.id) == Total(1, 1000, 50, 250)
    assert await usage.total(NOW, purpose="briefing") == Total(0, 0, 0, 0)
    assert [entry async for entry in usage.entries(NOW - 2 * DAY)] == [briefing, spent]


async def test_what_a_forgotten_chat_took_counts_for_a_day_and_then_for_nobody(
    chats: Chats, database: Database
) -> None:
    usage, chat = Usage(database), await chats.ensure("telegram:9", ChatKind.PRIVATE, NOW)
    for at in (NOW - 2 * DAY, NOW):
        await usage.add(Spending(at, chat.id, "answer", None, "a-model", "hash", 1000, 50, 250, 7))
    assert await chats.forget(chat.id, NOW)
    again = await chats.ensure("telegram:9", ChatKind.PRIVATE, NOW)
    assert again.id != chat.id
    long_ago, once = NOW - 3 * DAY, Total(1, 1000, 50, 250)
    assert await usage.total(long_ago, chat_id=again.id) == once
    assert await usage.total(long_ago, user_id=7) == once
    assert await chats.purge(NOW + DAY) == 1
    assert await usage.total(long_ago, user_id=7) == Total(0, 0, 0, 0)
    assert await usage.total(long_ago) == Total(2, 2000, 100, 500)


async def test_marks_are_put_replaced_and_taken_away(database: Database) -> None:
    assert await marks.get(database, "breaker") is None
    await marks.put(database, "breaker", "open")
    await marks.put(database, "breaker", "closed")
    assert await marks.get(database, "breaker") == "closed"
    assert await marks.once(database, "breaker", "other") == "closed"
    await marks.put(database, "breaker", None)
    assert await marks.once(database, "breaker", "other") == "other"


async def test_what_a_chat_was_told_is_known_by_story(
    database: Database, chats: Chats, archive: Archive
) -> None:
    told = Told(database)
    chat = await chats.ensure("telegram:1", ChatKind.PRIVATE, NOW)
    a, b = await store(archive, new_article("a"), new_article("b"))
    await told.tell(chat.id, 0, {a.story_id: a.id}, NOW)
    await told.tell(chat.id, 0, {a.story_id: b.id}, NOW + DAY)
    await told.tell(chat.id, 0, {}, NOW)
    assert await told.known(chat.id, 0, [a.story_id, b.story_id]) == {a.story_id: (b.id, NOW + DAY)}
    assert await told.known(chat.id, 5, [a.story_id]) == {}
    assert await told.purge(NOW + DAY) == 0
    assert await told.purge(NOW + 2 * DAY) == 1
    assert await told.known(chat.id, 0, [a.story_id]) == {}
