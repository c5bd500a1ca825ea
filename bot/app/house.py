"""The parts that every command needs: database, archive, index and chats, opened and closed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.app.precedence import Precedence
from bot.clock import Clock, clock_from
from bot.settings import Settings
from bot.text import irregular, spelling, words
from storage.archive import Archive
from storage.chats import Chats
from storage.database import Database
from storage.index import SearchIndex


@dataclass(frozen=True, slots=True)
class House:
    """The open parts that every command may need; what only some need is made from it."""

    settings: Settings
    clock: Clock
    database: Database
    archive: Archive
    index: SearchIndex
    chats: Chats
    precedence: Precedence


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncIterator[House]:
    """Open the database and what stands on it; close all at the end, in reverse order."""
    clock = clock_from(settings.dateline_clock)
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_url or None, settings.dateline_data)
        stack.push_async_callback(database.close)
        precedence = Precedence()

        def analyze(text: str, language: str) -> list[str]:
            precedence.hold()
            return words.terms(text, language)

        index = SearchIndex.open(settings.dateline_data / "index", analyze, _words_version())
        stack.push_async_callback(index.close)
        chats = Chats(database)
        yield House(settings, clock, database, Archive(database), index, chats, precedence)


def _words_version() -> str:
    """Stand for how texts are cut into terms: another way of it means another index."""
    files = (Path(str(part.__file__)) for part in (words, spelling, irregular))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
