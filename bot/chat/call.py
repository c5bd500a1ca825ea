"""What a command of the dialogue is called with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC
from zoneinfo import ZoneInfo

from bot.chat.heard import Heard
from bot.chat.words.languages import ORIGINAL
from bot.chat.words.phrases import Phrases
from bot.grounding.claims import Watch, nobody_watches
from storage.records import Chat

Manages = Callable[[], Awaitable[bool]]


async def everybody_manages() -> bool:
    """Nobody needs to be asked: the person decides for the chat."""
    return True


@dataclass(frozen=True, slots=True)
class Call:
    """What was heard in which chat, and what of it a command works on.

    `manages` tells whether the person may decide for the whole chat; asking may take a request.
    `watch` is told when a language model begins to read, so that it can be shown.
    """

    chat: Chat
    heard: Heard
    argument: str
    manages: Manages = everybody_manages
    watch: Watch = nobody_watches

    @property
    def phrases(self) -> Phrases:
        """The short texts as this chat reads them."""
        return phrases_of(self.chat)

    @property
    def language(self) -> str:
        """The language that this chat is spoken to in."""
        return self.chat.language or ORIGINAL


def phrases_of(chat: Chat) -> Phrases:
    """The short texts as `chat` reads them, times in its zone."""
    zone = ZoneInfo(chat.zone) if chat.zone else UTC
    return Phrases(chat.language or ORIGINAL, zone)
