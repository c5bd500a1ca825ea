"""What briefs: editions made from the open archive and index, and shared through the database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.app.house import House
from bot.briefings.briefer import Briefer
from bot.briefings.editions import EditionBuilder, SharedEditions
from bot.briefings.writing import StoryWriter
from storage.editions import Editions
from storage.feeds import Feeds
from storage.told import Told


@asynccontextmanager
async def open_briefer(house: House) -> AsyncIterator[Briefer]:
    """Open what briefs; the model's part is imported only where one is set.

    A model that writes briefings gets passages and no word of a reader, so nobody is asked.
    """
    if not house.settings.model_is_set:
        yield _briefer(house, None)
        return
    from bot.app.model import Writers

    writers = Writers(house)
    try:
        yield _briefer(house, writers.stories())
    finally:
        await writers.close()


def _briefer(house: House, writer: StoryWriter | None) -> Briefer:
    builder = EditionBuilder(house.archive, house.index, writer)
    shared = SharedEditions(builder, Editions(house.database), house.clock)
    return Briefer(builder, shared, Told(house.database), Feeds(house.database))
