"""The conversation in a terminal or through a pipe: one line in, messages as plain text out.

Lines are read from the file descriptor when the loop says there are any, so that nothing blocks
what runs beside the chat, and Ctrl-C needs no thread to be ended. A regular file never blocks.
Arrow keys and their like, which a line takes in as escape sequences, are no part of what was said.
"""

from __future__ import annotations

import asyncio
import codecs
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TextIO

from bot.chat.call import phrases_of
from bot.chat.dialogue import Dialogue
from bot.chat.heard import Heard, Kind, command_in
from bot.chat.message import Message, notice
from bot.chat.terminal.render import render, screen_width
from bot.chat.words.phrases import Phrases
from bot.errors import DatelineError
from bot.grounding.claims import Reading, Watch, nobody_watches
from bot.text.escapes import without_escapes
from storage.errors import StorageError
from storage.records import Chat

KEY = "terminal"
PROMPT = "> "
LEAVING = ("quit", "exit")
_READ = 65536


OpenChat = Callable[[], Awaitable[Chat]]


async def talk(dialogue: Dialogue, chat: OpenChat, source: int, out: TextIO) -> None:
    """Greet, then answer each line of the file descriptor `source` until it ends or /quit.

    `chat` gives the chat as it is now: what is said may change it.
    """
    prompt = PROMPT if os.isatty(source) and out.isatty() else ""
    await _reply(dialogue, chat, "/start", out)
    _write(prompt, out)
    try:
        async for typed in lines(source):
            line = without_escapes(typed).strip()
            if (command := command_in(line)) and command.name in LEAVING:
                return
            if line:
                await _reply(dialogue, chat, line, out)
            _write(prompt, out)
    finally:
        _write("\n" if prompt else "", out)


async def lines(source: int) -> AsyncIterator[str]:
    """Each line that the file descriptor gives, the last one also without its line feed."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    rest = ""
    while data := await _read(source):
        *whole, rest = (rest + decoder.decode(data)).split("\n")
        for line in whole:
            yield line
    if rest := rest + decoder.decode(b"", final=True):
        yield rest


async def _read(source: int) -> bytes:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    try:
        loop.add_reader(source, ready.set)
    except PermissionError:  # a regular file, which is always ready
        return os.read(source, _READ)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(source)
    return os.read(source, _READ)


async def _reply(dialogue: Dialogue, chat: OpenChat, text: str, out: TextIO) -> None:
    try:
        here = await chat()
        watch = _watch(phrases_of(here), out) if out.isatty() else nobody_watches
        messages = await dialogue.hear(here, Heard(Kind.SAID, text), watch=watch)
        shown = "\n\n".join(_shown(message, here) for message in messages)
    except (DatelineError, StorageError) as error:
        shown = str(error)
    _write(f"\n{shown}\n\n" if shown else "", out)


def _shown(message: Message, chat: Chat) -> str:
    text = render(message, screen_width())
    typed = [button.typed for row in message.buttons for button in row if button.typed]
    tries = notice(phrases_of(chat).try_typing(typed))
    return f"{text}\n\n{render(tries, screen_width())}" if typed else text


def _watch(phrases: Phrases, out: TextIO) -> Watch:
    """Shows on a line of its own what a model reads."""

    def watch(reading: Reading) -> None:
        _write(f"{phrases.reading(reading.articles, reading.outlets)}\n", out)

    return watch


def _write(text: str, out: TextIO) -> None:
    encoding = out.encoding or "utf-8"
    out.write(text.encode(encoding, "replace").decode(encoding))
    out.flush()
