"""Get the page of an article: allowed by robots.txt, in turn, not faster than the site wants."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection
from urllib.parse import urlsplit

from bot.errors import FetchError
from bot.news.urls import shown_url
from bot.news.web.fetch import Downloader, Request, Response
from bot.news.web.robots import Robots
from bot.news.web.turns import Turns

ACCEPT = "text/html, application/xhtml+xml;q=0.9"
PAUSE = 1.0  # seconds between two pages of one host

_PAGE_TYPES = ("", "text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_HEAD = 4096  # bytes of a page in which it names its encoding


class NotAPage(FetchError):
    """What came back is no page that could hold an article."""


class Pages:
    """Reads pages; between those of `own_hosts` (the owner's) there is no pause."""

    def __init__(
        self,
        downloader: Downloader,
        robots: Robots,
        turns: Turns,
        own_hosts: Collection[str] = (),
    ) -> None:
        self._downloader = downloader
        self._robots = robots
        self._turns = turns
        self._own_hosts = frozenset(own_hosts)

    async def get(self, url: str) -> str:
        """Return a page's HTML. Raises FetchError, with one line on why not."""
        wanted = await self._robots.pause(url)
        pause = 0.0 if urlsplit(url).hostname in self._own_hosts else max(PAUSE, wanted)
        async with self._turns.turn(url, pause):
            response = await self._downloader.fetch(Request(url, accept=ACCEPT), self._robots.check)
        return _html(response)


def _html(response: Response) -> str:
    shown = shown_url(response.final_url)
    if not response.ok:
        raise NotAPage(f"{shown}: the server answered {response.status}")
    kind = (response.content_type or "").partition(";")[0].strip().lower()
    if kind not in _PAGE_TYPES:
        raise NotAPage(f"{shown}: it is {kind[:50]}, not a page")
    return decode_page(response.body, response.content_type)


def decode_page(body: bytes, content_type: str | None) -> str:
    """Decode a page: UTF-8 where it reads as such, else what its header or itself says.

    Never raises; what cannot be read becomes U+FFFD.
    """
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if body.startswith(mark):
            return body.decode("utf-16", errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = _CHARSET.search(content_type or "")
        said = said or _CHARSET.search(body[:_HEAD].decode("latin-1"))
        return body.decode(_known(said[1] if said else ""), errors="replace")


def _known(encoding: str) -> str:
    """Return the encoding, or the one that most old pages are in when nobody knows it."""
    try:
        return codecs.lookup(encoding).name if encoding else "cp1252"
    except LookupError:
        return "cp1252"
