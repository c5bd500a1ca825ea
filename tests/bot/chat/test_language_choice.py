from __future__ import annotations

import pytest

from bot.chat.dialogue import Dialogue
from bot.chat.heard import Kind
from bot.clock import SystemClock
from storage.chats import Chats
from storage.records import ChatKind
from tests.bot.chat.samples import ScriptedAnswers
from tests.bot.chat.talk import Talk, talk


@pytest.fixture
def dialogue(chats: Chats) -> Dialogue:
    return Dialogue(ScriptedAnswers(), chats, SystemClock())


async def opened(dialogue: Dialogue, chats: Chats, kind: ChatKind) -> Talk:
    return await talk(dialogue, chats, f"telegram:{kind}", kind)


@pytest.mark.parametrize("typed", ["/language de", "/language Deutsch", "/language DE-at"])
async def test_a_group_speaks_what_an_admin_chooses(
    dialogue: Dialogue, chats: Chats, typed: str
) -> None:
    group = await opened(dialogue, chats, ChatKind.GROUP)
    assert await group.read(typed) == "Ab jetzt spreche ich hier Deutsch."
    chat = await chats.chat(group.chat.id)
    assert chat
    assert chat.language == "de"


async def test_the_languages_are_offered_as_buttons(dialogue: Dialogue, chats: Chats) -> None:
    group = await opened(dialogue, chats, ChatKind.GROUP)
    (offer,) = await group.say("/language klingon")
    buttons = {button.label: button.payload for row in offer.buttons for button in row}
    assert list(buttons) == ["English", "Español", "Deutsch", "Русский", "العربية"]
    said = await group.read(buttons["Русский"], 3, kind=Kind.PRESSED)
    assert said == "Теперь я говорю здесь по-русски."


async def test_only_admins_choose(dialogue: Dialogue, chats: Chats) -> None:
    group = await opened(dialogue, chats, ChatKind.GROUP)
    group.manages = False
    assert "Only this group's admins" in await group.read("language:de", 3, kind=Kind.PRESSED)


async def test_a_private_chat_goes_by_its_app_and_a_terminal_by_choice(
    dialogue: Dialogue, chats: Chats
) -> None:
    private = await opened(dialogue, chats, ChatKind.PRIVATE)
    assert "the language of your Telegram app" in await private.read("/language de")
    terminal = await opened(dialogue, chats, ChatKind.TERMINAL)
    assert "Deutsch" in await terminal.read("/language de")
