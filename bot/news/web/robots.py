"""What sites let a reader of their pages do: robots.txt, as RFC 9309 has it.

A site without one (4xx) allows everything; one whose robots.txt cannot be had (5xx, no connection)
allows nothing until it can. Feeds are not asked for here: they are published to be polled.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from bot.clock import Clock
from bot.errors import FetchError
from bot.news.web.fetch import AddressRefused, Downloader, Request

AGENT = "Dateline"

_FRESH = timedelta(hours=24)  # RFC 9309, 2.4
_FRESH_FAILURE = timedelta(minutes=10)
_LARGEST = 500_000  # bytes that are read of one (RFC 9309, 2.5)
_MOST_SITES = 500
_LONGEST_PAUSE = 30.0  # seconds; a site that wants more gets less often visited, not at once

_ALLOW_ALL = "User-agent: *\nDisallow:\n"
_ALLOW_NONE = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: Protego
    until: datetime


class Robots:
    """Remembers the rules of the sites that were asked last."""

    def __init__(self, downloader: Downloader, clock: Clock) -> None:
        self._downloader = downloader
        self._clock = clock
        self._known: OrderedDict[str, _Rules] = OrderedDict()
        self._asking: dict[str, asyncio.Lock] = {}

    async def check(self, url: str) -> None:
        """Raise AddressRefused when the site does not let robots read this address."""
        if not (await self._rules(url)).can_fetch(url, AGENT):
            raise AddressRefused("its robots.txt does not allow it to be read")

    async def pause(self, url: str) -> float:
        """Return the seconds that the site wants between two requests, from 0 to 30."""
        wanted = (await self._rules(url)).crawl_delay(AGENT)
        return min(max(float(wanted or 0), 0.0), _LONGEST_PAUSE)

    async def _rules(self, url: str) -> Protego:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        async with self._asking.setdefault(site, asyncio.Lock()):
            known = self._known.get(site)
            if known is None or known.until <= self._clock.now():
                known = await self._ask(site)
                self._remember(site, known)
        return known.rules

    def _remember(self, site: str, rules: _Rules) -> None:
        self._known[site] = rules
        self._known.move_to_end(site)
        while len(self._known) > _MOST_SITES:
            oldest, _ = self._known.popitem(last=False)
            self._asking.pop(oldest, None)

    async def _ask(self, site: str) -> _Rules:
        try:
            response = await self._downloader.fetch(Request(f"{site}/robots.txt"))
        except FetchError:
            return self._judged(_ALLOW_NONE, _FRESH_FAILURE)
        if response.ok:
            text = response.body[:_LARGEST].decode("utf-8-sig", errors="replace")
            return self._judged(text, _FRESH)
        if 400 <= response.status < 500:
            return self._judged(_ALLOW_ALL, _FRESH)
        return self._judged(_ALLOW_NONE, _FRESH_FAILURE)

    def _judged(self, text: str, fresh: timedelta) -> _Rules:
        return _Rules(Protego.parse(text), self._clock.now() + fresh)
