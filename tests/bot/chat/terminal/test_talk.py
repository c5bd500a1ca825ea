from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.chat.dialogue import Dialogue
from bot.chat.terminal.talk import KEY, OpenChat, talk
from bot.clock import SystemClock
from bot.errors import DatelineError
from bot.grounding.claims import Answer, Asker, Exchange, Watch
from storage.chats import Chats
from storage.records import Chat, ChatKind
from tests.bot.chat.samples import ScriptedAnswers


@pytest.fixture
def chat(chats: Chats) -> OpenChat:
    async def here() -> Chat:
        return await chats.ensure(KEY, ChatKind.TERMINAL, SystemClock().now())

    return here


@pytest.fixture
def dialogue(chats: Chats) -> Dialogue:
    return Dialogue(ScriptedAnswers(), chats, SystemClock())


async def session(dialogue: Dialogue, chat: OpenChat, typed: bytes, out: io.TextIOWrapper) -> str:
    """Type `typed` through a pipe and return what is shown."""
    reading, writing = os.pipe()
    os.write(writing, typed)
    os.close(writing)
    try:
        await asyncio.wait_for(talk(dialogue, chat, reading, out), 30)
    finally:
        os.close(reading)
    out.seek(0)
    return out.read()


def screen(encoding: str = "utf-8") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


async def test_a_piped_session_has_no_prompt_and_ends_with_its_input(
    dialogue: Dialogue, chat: OpenChat
) -> None:
    text = await session(dialogue, chat, b"one?\n\n/sources", screen())
    assert text.startswith("\nI brief you on news topics")
    assert "one?: Six guests saw bombers" in text
    assert text.endswith("Stored 19 Nov 2026, 10:02 UTC. The same report as [1].\n\n")
    assert "Try: /sources" in text
    assert "\n> " not in text


async def test_what_is_said_may_change_the_chat(dialogue: Dialogue, chat: OpenChat) -> None:
    typed = b"/language de\nnichts, nothing?\n/privacy forget now\n/help\nwhat?\n"
    text = await session(dialogue, chat, typed, screen())
    assert "\nNicht in meinen Quellen" in text
    assert "\n/ask a question" in text
    assert "/subscribe" not in text
    assert "what?: Six guests" in text


@pytest.mark.parametrize("leave", [b"/quit\n", b"/exit\n"])
async def test_quit_ends_it(dialogue: Dialogue, chat: OpenChat, leave: bytes) -> None:
    assert "never asked" not in await session(dialogue, chat, leave + b"never asked?\n", screen())


async def test_broken_bytes_and_a_poor_encoding_do_no_harm(
    dialogue: Dialogue, chat: OpenChat
) -> None:
    text = await session(dialogue, chat, b"\xff\x1b[31mwho\n", screen("ascii"))
    assert "who: Six guests" in text
    assert "\x1b" not in text


async def test_a_regular_file_can_be_the_input(
    dialogue: Dialogue, chat: OpenChat, tmp_path: Path
) -> None:
    (tmp_path / "typed").write_text("one?\n" * 3)
    out = screen()
    with (tmp_path / "typed").open() as file:
        await talk(dialogue, chat, file.fileno(), out)
    out.seek(0)
    assert out.read().count("one?:") == 3


class FailingAnswers:
    async def answer(
        self, question: str, *, thread: Sequence[Exchange] = (), asker: Asker, watch: Watch
    ) -> Answer:
        raise DatelineError("the disk is away; put it back")


async def test_an_error_is_one_line_and_the_talk_goes_on(chats: Chats, chat: OpenChat) -> None:
    dialogue = Dialogue(FailingAnswers(), chats, SystemClock())
    text = await session(dialogue, chat, b"one?\n/reset\n", screen())
    assert "\nthe disk is away; put it back\n" in text
    assert "Forgotten." in text


async def test_it_can_be_cancelled_while_it_waits(dialogue: Dialogue, chat: OpenChat) -> None:
    reading, writing = os.pipe()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(talk(dialogue, chat, reading, screen()), 0.2)
    os.close(reading)
    os.close(writing)


async def test_keys_that_only_move_are_no_question(dialogue: Dialogue, chat: OpenChat) -> None:
    text = await session(dialogue, chat, b"\x1b[A\x1b[B\n\x1bOAone\x1b[D?\n", screen())
    assert text.count("Six guests") == 1
    assert "one?: Six guests" in text
