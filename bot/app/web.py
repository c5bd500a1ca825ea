"""The way to the web, as the settings allow it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.app.house import House
from bot.news.web.fetch import Downloader, Limits, open_downloader
from bot.news.web.page_fetch import Pages
from bot.news.web.robots import Robots
from bot.news.web.turns import Turns


@dataclass(frozen=True, slots=True)
class Web:
    """The way to the web: the guarded downloader, and pages read politely through it."""

    downloader: Downloader
    pages: Pages


@asynccontextmanager
async def open_web(house: House) -> AsyncIterator[Web]:
    """Open the way to the web; close its connections at the end."""
    settings = house.settings
    limits = Limits(
        bytes=round(settings.dateline_fetch_megabytes * 1_000_000),
        seconds=settings.dateline_fetch_seconds,
    )
    allowed = settings.dateline_fetch_allow
    downloader = open_downloader(limits, allowed, house.clock)
    try:
        robots = Robots(downloader, house.clock)
        yield Web(downloader, Pages(downloader, robots, Turns(), allowed))
    finally:
        await downloader.close()
