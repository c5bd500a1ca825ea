"""What briefs: editions made from the open archive and index, and shared through the database."""

from __future__ import annotations

from bot.app.house import House
from bot.briefings.briefer import Briefer
from bot.briefings.editions import EditionBuilder, SharedEditions
from storage.editions import Editions
from storage.feeds import Feeds
from storage.told import Told


def briefer(house: House) -> Briefer:
    """Make what briefs from the house's archive."""
    builder = EditionBuilder(house.archive, house.index)
    shared = SharedEditions(builder, Editions(house.database), house.clock)
    return Briefer(builder, shared, Told(house.database), Feeds(house.database))
