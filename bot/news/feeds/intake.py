"""Take in what a feed has that is new: pages of teasers fetched, articles stored.

Of an entry that is only a teaser the page is fetched, once for each thing it says; where that
fails, the teaser is stored. A teaser never replaces a stored article: mostly it is the same one
with its whole text, from this feed or another.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.clock import Clock
from bot.errors import FetchError
from bot.news.feeds.entries import Entry, ParsedFeed
from bot.news.feeds.entry_articles import digest, key, raw_article, with_own_links, with_page
from bot.news.feeds.teasers import is_teaser, tells_the_same
from bot.news.records import Outcome, RawArticle, Status
from bot.news.web.page_fetch import Pages
from storage.archive import Archive
from storage.records import Feed

CHUNK = 10  # entries that are stored together

Ingest = Callable[[Sequence[RawArticle]], Awaitable[Sequence[Outcome]]]

_UNSEEN = ""  # the digest of no entry
_LAST = datetime.max.replace(tzinfo=UTC)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in: the digest of each entry by its key, and what became of the new ones.

    `whole` is False where time ran out before all were looked at.
    """

    digests: Mapping[str, str]
    counts: Mapping[Status, int]
    whole: bool


class Intake:
    """Turns the entries of feeds into stored articles; `ingest` stores, in the order given.

    Whatever reads texts runs in a thread: a feed may be huge, and answers must not wait for it.
    """

    def __init__(self, archive: Archive, pages: Pages, ingest: Ingest, clock: Clock) -> None:
        self._archive = archive
        self._pages = pages
        self._ingest = ingest
        self._clock = clock
        self._storing = asyncio.Lock()

    async def take_in(
        self, feed: Feed, parsed: ParsedFeed, known: Mapping[str, str], seconds: float
    ) -> Taken:
        """Store the entries that are new or say something else than `known` (digest by key).

        Begins nothing more after `seconds`. Oldest first, so that stories grow as they happened.
        """
        entries = with_own_links(parsed.entries)
        digests = await asyncio.to_thread(_digests, entries)
        fresh = [entry for entry in entries if known.get(key(entry)) != digests[key(entry)]]
        fresh.sort(key=lambda entry: entry.published or _LAST)
        end = asyncio.get_running_loop().time() + seconds
        counts: Counter[Status] = Counter()
        for start in range(0, len(fresh), CHUNK):
            if asyncio.get_running_loop().time() > end:
                late = {key(entry): known.get(key(entry), _UNSEEN) for entry in fresh[start:]}
                return Taken({**digests, **late}, counts, whole=False)
            counts.update(await self._store(feed, fresh[start : start + CHUNK], known))
        return Taken(digests, counts, whole=True)

    async def _store(
        self, feed: Feed, entries: Sequence[Entry], known: Mapping[str, str]
    ) -> list[Status]:
        choices = [
            await self._choices(feed, entry, bool(known.get(key(entry), _UNSEEN)))
            for entry in entries
        ]
        wanted = [choice for choice in choices if choice]
        statuses = await self._statuses([choice[0] for choice in wanted])
        again = [
            at
            for at, status in enumerate(statuses)
            if status is Status.REJECTED and len(wanted[at]) > 1
        ]
        second = await self._statuses([wanted[at][1] for at in again])
        for at, status in zip(again, second, strict=True):
            statuses[at] = status
        return statuses + [Status.DUPLICATE] * (len(choices) - len(wanted))

    async def _statuses(self, articles: Sequence[RawArticle]) -> list[Status]:
        if not articles:
            return []
        # One feed at a time: it is work for one processor, and answers need the others.
        async with self._storing:
            return [outcome.status for outcome in await self._ingest(articles)]

    async def _choices(self, feed: Feed, entry: Entry, revised: bool) -> list[RawArticle]:
        """The forms in which an entry may be stored, the best first; none: it is stored already."""
        own = raw_article(entry, feed.url, feed.outlet, feed.id)
        if entry.url is None or not await asyncio.to_thread(is_teaser, entry):
            return [own]
        stored = await self._archive.article_by_url(own.url) is not None
        if stored and not revised:
            return []
        page = await self._page(entry.url, entry)
        whole = [with_page(own, page)] if page else []
        return whole if stored else [*whole, own]

    async def _page(self, url: str, entry: Entry) -> str | None:
        try:
            page = await self._pages.get(url)
        except FetchError as error:
            log.info("no page for a teaser: %s", error)
            return None
        return page if await asyncio.to_thread(tells_the_same, entry, page) else None


def _digests(entries: Sequence[Entry]) -> dict[str, str]:
    return {key(entry): digest(entry) for entry in entries}
