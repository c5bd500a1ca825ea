"""The only place where concrete parts meet: what is opened, in which order, and closed again."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from bot.clock import Clock, clock_from
from bot.settings import Settings
from storage.archive import Archive
from storage.chats import Chats
from storage.database import Database

# Libraries whose lower levels tell addresses, the bot's token in them, or every tick.
TALKATIVE = ("httpx", "httpx2", "httpcore", "httpcore2", "openai", "telegram", "apscheduler")


@dataclass(frozen=True, slots=True)
class House:
    """The open parts that every command may need; what only some need is made from it."""

    settings: Settings
    clock: Clock
    database: Database
    archive: Archive
    chats: Chats


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncIterator[House]:
    """Open the database and what stands on it; close all at the end, in reverse order."""
    clock = clock_from(settings.dateline_clock)
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_url or None, settings.dateline_data)
        stack.push_async_callback(database.close)
        yield House(settings, clock, database, Archive(database), Chats(database))


def set_up_logging(settings: Settings) -> None:
    """Log to standard error at the level that is set; what carries addresses stays at warnings."""
    logging.basicConfig(
        level=settings.dateline_log_level.upper(),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    for talkative in (
        "httpx",
        "httpx2",
        "httpcore",
        "httpcore2",
        "openai",
        "telegram",
        "apscheduler",
    ):
        logging.getLogger(talkative).setLevel(logging.WARNING)
