from __future__ import annotations

import pytest

from bot.chat.dialogue import Dialogue
from bot.chat.heard import Kind
from bot.chat.privacy import Privacy, third_party
from bot.clock import SystemClock
from bot.settings import read_settings
from storage.chats import Chats
from storage.database import Database
from storage.records import ChatKind, Spending
from storage.usage import Usage
from tests.bot.chat.samples import ScriptedAnswers
from tests.bot.chat.talk import Talk, talk


@pytest.fixture
def dialogue(chats: Chats) -> Dialogue:
    privacy = Privacy(chats, SystemClock(), "llm.example")
    return Dialogue(ScriptedAnswers(), chats, SystemClock(), privacy=privacy)


@pytest.fixture
async def private(dialogue: Dialogue, chats: Chats) -> Talk:
    return await talk(dialogue, chats, "telegram:1", ChatKind.PRIVATE)


async def consent(chats: Chats, one: Talk) -> bool | None:
    chat = await chats.chat(one.chat.id)
    assert chat
    one.chat = chat
    return chat.model_consent


async def test_the_model_waits_for_a_yes_that_can_be_taken_back(
    private: Talk, chats: Chats
) -> None:
    _, offer = await private.say("/start")
    assert [b.payload for row in offer.buttons for b in row] == ["privacy:yes", "privacy:no"]
    assert await consent(chats, private) is None
    said = await private.read("privacy:yes", 1, kind=Kind.PRESSED)
    assert "A language model of llm.example writes the answers here" in said
    assert await consent(chats, private) is True
    assert len(await private.say("/start")) == 1
    assert "Nobody else gets any of it." in await private.read("/privacy no")
    assert await consent(chats, private) is False


async def test_in_a_group_only_an_admin_says_yes(dialogue: Dialogue, chats: Chats) -> None:
    group = await talk(dialogue, chats, "telegram:-1", ChatKind.GROUP)
    group.manages = False
    assert "Only this group's admins" in await group.read("privacy:yes", 1, kind=Kind.PRESSED)
    assert "48 hours" in await group.read("/privacy@bot")
    assert await consent(chats, group) is None


async def test_everything_of_a_chat_is_forgotten_on_request(private: Talk, chats: Chats) -> None:
    await private.ask("one?", 1, shown_as=2)
    (sure,) = await private.say("/privacy forget")
    assert await chats.chat(private.chat.id)
    payload = sure.buttons[0][0].payload
    assert "nothing of this chat is kept" in await private.read(payload, 3, kind=Kind.PRESSED)
    assert await chats.chat(private.chat.id) is None


async def test_forgetting_begins_no_limit_anew(
    private: Talk, chats: Chats, database: Database
) -> None:
    now = SystemClock().now()
    spent = Spending(now, private.chat.id, "answer", None, "a-model", "hash", 1000, 50, 250, 7)
    await Usage(database).add(spent)
    said = await private.read("/privacy forget now")
    assert "but how much the language model was used for it, for one day" in said
    again = await chats.ensure("telegram:1", ChatKind.PRIVATE, now)
    assert (await Usage(database).total(now, chat_id=again.id)).input_tokens == 1000
    assert await chats.last_turn(again.id) is None


async def test_without_a_third_party_there_is_nothing_to_agree_to(chats: Chats) -> None:
    dialogue = Dialogue(ScriptedAnswers(), chats, SystemClock())
    private = await talk(dialogue, chats, "telegram:1", ChatKind.PRIVATE)
    assert len(await private.say("/start")) == 1
    assert "Nobody else gets any of it." in await private.read("/privacy")
    await private.say("/privacy yes")
    assert await consent(chats, private) is None


@pytest.mark.parametrize(
    ("values", "who"),
    [
        ({}, ""),
        ({"OPENAI_API_KEY": "sk-x"}, "OpenAI"),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:11434/v1"}, ""),
        ({"OPENAI_BASE_URL": "https://gateway.example/v1"}, "gateway.example"),
    ],
)
def test_who_runs_the_model(values: dict[str, str], who: str) -> None:
    assert third_party(read_settings(values)) == who
