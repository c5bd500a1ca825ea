"""Polling: feeds and articles a second and peak memory, on a fake web.

    python -m tests.benchmarks.polling [--feeds 200] [--entries 10] [--teasers 0.2]

Every feed is on a host of its own, half of them RSS and half Atom, with whole articles of 300 words
and a share of teasers whose page is fetched. All names lead to loopback. Three rounds: the first
takes everything in, in the second half of the feeds say that nothing changed and the others send
the same again, in the third each feed has one new article and one feed in ten is broken.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, product
from pathlib import Path

from bot.news.feeds.intake import Intake
from bot.news.feeds.poll import Polled, Poller
from bot.news.pipeline import Pipeline
from bot.news.records import Status
from bot.news.web.fetch import Downloader, Limits
from bot.news.web.guard import GuardedBackend
from bot.news.web.page_fetch import Pages
from bot.news.web.robots import Robots
from bot.news.web.turns import Turns
from storage.archive import Archive
from storage.database import Database
from storage.feeds import Feeds
from tests.fakes.web import Asked, FakeWeb, Reply, gzip_bomb, hanging, redirect, versioned

SYLLABLES = [f"{first}{last}" for first in "bdfgklmnprstvz" for last in ("a", "el", "i", "on")]
WORDS = ["".join(word) for word in product(SYLLABLES, SYLLABLES[::2], SYLLABLES[::3])]
random.Random(3).shuffle(WORDS)
WEIGHTS = list(accumulate(1 / (rank + 10) for rank in range(len(WORDS))))
ARTICLE_WORDS = 300
SENTENCE_WORDS = 15


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


@dataclass(frozen=True, slots=True)
class Round:
    """One look at all feeds that are due."""

    name: str
    feeds: int
    failed: int
    articles: int
    seconds: float
    processor: float  # seconds that this process spent, its threads and the fake web included


class Newsroom:
    """Writes feeds and pages onto the fake web."""

    def __init__(self, web: FakeWeb, entries: int, teasers: float) -> None:
        self._web = web
        self._randomly = random.Random(7)
        self._entries = entries
        self._teasers = teasers
        self._items: dict[int, list[str]] = {}

    def publish(self, feed: int, number: int) -> None:
        """Add entries to a feed; feeds of even number say when nothing changed."""
        items = self._items.setdefault(feed, [])
        items[:0] = [self._item(feed, len(items) + n) for n in range(number)]
        body = (_rss if feed % 4 < 2 else _atom)(items)
        path = f"/{feed}/feed"
        if feed % 2:
            self._web.put(path, Reply(body=body, headers={"Content-Type": "text/xml"}))
        else:
            self._web.put(path, versioned(body, "text/xml", etag=f'"{len(items)}"'))

    def _item(self, feed: int, number: int) -> str:
        paragraphs = [self._paragraph() for _ in range(ARTICLE_WORDS // (4 * SENTENCE_WORDS))]
        text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        path = f"/{feed}/{number}"
        if self._randomly.random() < self._teasers:
            page = f"<html><body><h1>{path}</h1><article>{text}</article></body></html>"
            headers = {"Content-Type": "text/html; charset=utf-8"}
            self._web.put(path, Reply(body=page.encode(), headers=headers))
            text = paragraphs[0][:150] + "…"
        return f"{self._web.url(path, host(feed))}|{self._sentence(6)}|{text}"

    def _paragraph(self) -> str:
        return " ".join(self._sentence(SENTENCE_WORDS) for _ in range(4))

    def _sentence(self, words: int) -> str:
        drawn = self._randomly.choices(WORDS, cum_weights=WEIGHTS, k=words)
        return " ".join(drawn).capitalize() + "."


def host(feed: int) -> str:
    return f"news{feed}.example"


def _rss(items: Sequence[str]) -> bytes:
    rows = (item.split("|", 2) for item in items)
    inner = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>Sun, 01 Mar 2026 11:00:00 GMT"
        f"</pubDate><description><![CDATA[{text}]]></description></item>"
        for link, title, text in rows
    )
    return f'<rss version="2.0"><channel><title>News</title>{inner}</channel></rss>'.encode()


def _atom(items: Sequence[str]) -> bytes:
    rows = (item.split("|", 2) for item in items)
    inner = "".join(
        f'<entry><id>{link}</id><title>{title}</title><link href="{link}"/>'
        f"<updated>2026-03-01T11:00:00Z</updated>"
        f'<content type="html"><![CDATA[{text}]]></content></entry>'
        for link, title, text in rows
    )
    return (f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{inner}</feed>').encode()


async def loopback(name: str, port: int) -> Sequence[str]:
    return ["127.0.0.1"]


async def measure(number: int, entries: int, teasers: float) -> list[Round]:
    """Poll `number` feeds three times."""
    clock = Clock()
    hosts = [host(feed) for feed in range(number)]
    get = Downloader(GuardedBackend(hosts, loopback), Limits(seconds=2), clock)
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(None, Path(folder))
        try:
            async with FakeWeb() as web:
                newsroom = Newsroom(web, entries, teasers)
                feeds = Feeds(database)
                for feed in range(number):
                    newsroom.publish(feed, entries)
                    await feeds.add(web.url(f"/{feed}/feed", host(feed)), clock.now())
                poller = _poller(feeds, Archive(database), get, hosts, clock)
                rounds = [await _round("all new", poller)]
                clock.time += timedelta(hours=1)
                rounds.append(await _round("nothing new", poller))
                clock.time += timedelta(hours=1)
                for feed in range(number):
                    newsroom.publish(feed, 1)
                    if feed % 10 == 0:
                        web.put(f"/{feed}/feed", _BROKEN[feed // 10 % len(_BROKEN)])
                rounds.append(await _round("one new each, a tenth broken", poller))
                return rounds
        finally:
            await get.close()
            await database.close()


async def _failing(asked: Asked) -> Reply:
    return Reply(503)


_BROKEN = (_failing, hanging, gzip_bomb(30), redirect("http://127.0.0.2/"), Reply(body=b"<html>"))


def _poller(
    feeds: Feeds, archive: Archive, get: Downloader, hosts: Sequence[str], clock: Clock
) -> Poller:
    pages = Pages(get, Robots(get, clock), Turns(), own_hosts=hosts)
    intake = Intake(archive, pages, Pipeline(archive, clock).store, clock)
    return Poller(feeds, get, intake, clock, "benchmark", lambda: 0.0)


async def _round(name: str, poller: Poller) -> Round:
    begin, busy = time.perf_counter(), time.process_time()
    polled: list[Polled] = await poller.poll_due()
    seconds, processor = time.perf_counter() - begin, time.process_time() - busy
    counts: Counter[Status] = sum((Counter(each.counts) for each in polled), Counter())
    failed = sum(each.error is not None for each in polled)
    return Round(name, len(polled), failed, counts[Status.STORED], seconds, processor)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--entries", type=int, default=10)
    parser.add_argument("--teasers", type=float, default=0.2)
    options = parser.parse_args()
    titles = ("feeds", "failed", "articles", "s", "feeds/s", "articles/s", "processor s")
    print(f"{'polling':<30}" + "".join(f"{title:>12}" for title in titles))
    for each in asyncio.run(measure(options.feeds, options.entries, options.teasers)):
        print(
            f"{each.name:<30}{each.feeds:>12}{each.failed:>12}{each.articles:>12}"
            f"{each.seconds:>12.1f}{each.feeds / each.seconds:>12.1f}"
            f"{each.articles / each.seconds:>12.1f}{each.processor:>12.1f}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB, the fake web's included")


if __name__ == "__main__":
    main()
