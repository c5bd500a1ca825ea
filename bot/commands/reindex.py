"""`dateline reindex`: the search index, built anew from the database."""

from __future__ import annotations

import argparse

from bot.app.house import open_house
from bot.errors import DatelineError
from bot.settings import Settings


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Build the index anew and say how much it holds.

    Raises DatelineError while another process writes to it.
    """
    async with open_house(settings) as house:
        if not await house.index.rebuild(house.archive):
            raise DatelineError("the index is being written by another process; try again later")
        print(f"{house.index.size} passages can be found")
    return 0
