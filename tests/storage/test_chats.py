from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from storage.chats import COUNTED, Chats
from storage.database import Database
from storage.records import Chat, ChatKind, FollowedTopic, NewSubscription, NewTurn, Turn
from storage.subscriptions import Subscriptions
from tests.storage.samples import NOW


@pytest.fixture
async def chat(chats: Chats) -> Chat:
    return await chats.ensure("telegram:1", ChatKind.PRIVATE, NOW)


async def ask(
    chats: Chats, chat: Chat, question: str, parent: Turn | None = None, **changes: Any
) -> Turn:
    return await chats.add_turn(new_turn(chat, question, parent, **changes), NOW)


def new_turn(chat: Chat, question: str, parent: Turn | None = None, **changes: Any) -> NewTurn:
    given: dict[str, Any] = {
        "chat_id": chat.id,
        "parent_id": parent.id if parent else None,
        "question": question,
        "standalone": question,
        "answer": "{}",
        "message_id": None,
        "question_message_id": None,
    }
    return NewTurn(**{**given, **changes})


async def test_a_chat_is_made_once(chats: Chats, chat: Chat) -> None:
    assert await chats.ensure("telegram:1", ChatKind.PRIVATE, NOW) == chat
    assert await chats.chat(chat.id) == chat
    assert await chats.chat(999) is None
    assert (chat.language, chat.zone, chat.model_consent, chat.blocked) == (None, None, None, False)


async def test_what_a_chat_set_is_kept(chats: Chats, chat: Chat) -> None:
    await chats.set_language(chat.id, "de")
    await chats.set_zone(chat.id, "Europe/Berlin")
    await chats.set_consent(chat.id, False)
    await chats.set_blocked(chat.id, True)
    found = await chats.chat(chat.id)
    assert found is not None
    assert (found.language, found.zone) == ("de", "Europe/Berlin")
    assert (found.model_consent, found.blocked) == (False, True)


async def test_the_briefings_of_a_chat_come_in_its_language(
    database: Database, chats: Chats, chat: Chat
) -> None:
    subscriptions = Subscriptions(database)
    wanted = NewSubscription(chat.id, 0, time(8), "UTC", "en")
    await subscriptions.follow(wanted, FollowedTopic("kim", "Kim"), chat.created)
    await chats.set_language(chat.id, "de")
    (subscription,) = await subscriptions.of_chat(chat.id, 0)
    assert subscription.language == "de"


async def test_a_thread_follows_parents_oldest_first(chats: Chats, chat: Chat) -> None:
    first = await ask(chats, chat, "what did Kim inspect?")
    second = await ask(chats, chat, "who was with him?", first)
    await ask(chats, chat, "something else")
    third = await ask(chats, chat, "when was that?", second)

    assert await chats.thread(third.id, 10) == [first, second, third]
    assert await chats.thread(third.id, 2) == [second, third]
    assert await chats.thread(999, 2) == []


async def test_a_turn_is_found_by_its_messages_in_its_own_chat(chats: Chats, chat: Chat) -> None:
    other = await chats.ensure("telegram:2", ChatKind.GROUP, NOW)
    turn = await chats.add_turn(new_turn(chat, "q", question_message_id=10), NOW)
    await chats.set_message(turn.id, 11)

    found = await chats.turn_by_message(chat.id, 11)
    assert found is not None
    assert (found.id, found.message_id) == (turn.id, 11)
    assert await chats.turn_by_question(chat.id, 10) == found
    assert await chats.turn(chat.id, turn.id) == found
    assert await chats.turn(other.id, turn.id) is None
    assert await chats.turn_by_message(other.id, 11) is None
    assert await chats.turn_by_question(other.id, 10) is None


async def test_a_turn_is_found_by_every_message_that_shows_it(chats: Chats, chat: Chat) -> None:
    other = await chats.ensure("telegram:2", ChatKind.GROUP, NOW)
    turn = await chats.add_turn(new_turn(chat, "q"), NOW)
    later = await chats.add_turn(new_turn(chat, "r"), NOW)
    await chats.also_shown(turn.id, [12, 13])
    await chats.also_shown(turn.id, [13])
    await chats.also_shown(later.id, [])

    assert await chats.turn_by_message(chat.id, 13) == turn
    assert await chats.turn_by_message(other.id, 13) is None


async def test_an_edited_question_replaces_its_turn(chats: Chats, chat: Chat) -> None:
    other = await chats.ensure("telegram:2", ChatKind.GROUP, NOW)
    turn = await ask(chats, chat, "what did Kim see?")
    replaced = await chats.replace_turn(turn.id, new_turn(chat, "what did Kim inspect?"))
    assert replaced is not None
    assert (replaced.id, replaced.question) == (turn.id, "what did Kim inspect?")
    assert await chats.replace_turn(turn.id, new_turn(other, "stolen")) is None


async def test_a_reset_hides_what_was_said_before(chats: Chats, chat: Chat) -> None:
    assert await chats.last_turn(chat.id) is None
    old = await ask(chats, chat, "before")
    assert await chats.last_turn(chat.id) == old
    await chats.reset(chat.id)
    assert await chats.last_turn(chat.id) is None
    new = await ask(chats, chat, "after")
    assert await chats.last_turn(chat.id) == new
    assert await chats.turn(chat.id, old.id) == old


async def test_a_group_that_migrates_keeps_its_conversation(chats: Chats, chat: Chat) -> None:
    turn = await ask(chats, chat, "before")
    early = await chats.ensure("telegram:-100", ChatKind.GROUP, NOW)
    said_early = await ask(chats, early, "already there")

    await chats.migrate("telegram:1", "telegram:-100")
    await chats.migrate("telegram:nobody", "telegram:-100")

    moved = await chats.ensure("telegram:-100", ChatKind.GROUP, NOW)
    assert moved.id == chat.id
    assert await chats.turn(moved.id, turn.id) == turn
    assert await chats.turn(moved.id, said_early.id) is not None


async def test_what_says_more_to_a_question_continues_it(chats: Chats, chat: Chat) -> None:
    turn = await ask(chats, chat, "who?", question_message_id=5)
    assert await chats.continuation(turn) is None
    more = await ask(chats, chat, "who?", turn)
    await ask(chats, chat, "and then?", turn, question_message_id=9)
    assert await chats.continuation(turn) == more
    assert await chats.continuation(more) is None


async def test_chats_of_which_nothing_is_kept_go_with_time(chats: Chats, chat: Chat) -> None:
    spoken_to = await chats.ensure("telegram:2", ChatKind.PRIVATE, NOW)
    await chats.set_language(spoken_to.id, "de")
    asked = await chats.ensure("telegram:3", ChatKind.PRIVATE, NOW)
    await ask(chats, asked, "who?")
    assert await chats.purge(NOW) == 0
    assert await chats.purge(NOW + COUNTED) == 1
    assert await chats.chat(chat.id) is None
    assert await chats.chat(spoken_to.id)
    assert await chats.chat(asked.id)


async def test_a_forgotten_chat_leaves_nothing(chats: Chats, chat: Chat) -> None:
    turn = await ask(chats, chat, "secret")
    assert not await chats.forget(chat.id, NOW)
    assert await chats.chat(chat.id) is None
    assert await chats.thread(turn.id, 5) == []
    again = await chats.ensure("telegram:1", ChatKind.PRIVATE, NOW)
    assert again.id != chat.id
