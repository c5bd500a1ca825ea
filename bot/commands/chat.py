"""`dateline chat`: the conversation in the terminal, without the bot around it."""

from __future__ import annotations

import argparse

from bot.app.house import open_house
from bot.app.running import talk_here
from bot.settings import Settings


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Talk until the input ends or /quit."""
    async with open_house(settings) as house:
        await talk_here(house)
    return 0
