"""Polling from the fake web through the real pipeline into an archive."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

import pytest

from bot.news.feeds.intake import CHUNK, Ingest, Intake
from bot.news.feeds.parse import parse_feed
from bot.news.feeds.poll import AT_ONCE, LEASE, Polled, Poller
from bot.news.pipeline import Pipeline
from bot.news.records import Outcome, RawArticle, Status
from bot.news.web.fetch import Downloader, Limits
from bot.news.web.page_fetch import Pages
from bot.news.web.robots import Robots
from bot.news.web.turns import Turns
from storage.archive import Archive
from storage.database import Database
from storage.feeds import Feeds
from storage.records import Feed
from tests.bot.news.webs import HOSTS, downloader
from tests.fakes.web import (
    Asked,
    FakeWeb,
    Reply,
    Script,
    babbling,
    broken_off,
    dripping,
    gzip_bomb,
    hanging,
    redirect,
    versioned,
)

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
PAGE = {"Content-Type": "text/html; charset=utf-8"}


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = START

    def now(self) -> datetime:
        return self.time


class Bench:
    """A poller on a fake web and a fresh archive."""

    def __init__(self, web: FakeWeb, database: Database, get: Downloader) -> None:
        self.web = web
        self.clock = Clock()
        self.feeds = Feeds(database)
        self.archive = Archive(database)
        self.store: Ingest = Pipeline(self.archive, self.clock).store
        self.ingested: list[str] = []
        pages = Pages(get, Robots(get, self.clock), Turns(), own_hosts=HOSTS)
        self.intake = Intake(self.archive, pages, self.ingest, self.clock)
        self.poller = Poller(self.feeds, get, self.intake, self.clock, "me", lambda: 0.0, look=0.01)

    async def ingest(self, raws: Sequence[RawArticle]) -> Sequence[Outcome]:
        self.ingested += [raw.url for raw in raws]
        return await self.store(raws)

    async def follow(self, path: str, host: str = "127.0.0.1") -> Feed:
        feed, _ = await self.feeds.add(self.web.url(path, host), self.clock.now())
        return feed

    async def poll(self) -> Polled:
        """Poll the one feed that is due."""
        (polled,) = await self.poller.poll_due()
        return polled

    async def feed(self) -> Feed:
        (feed,) = await self.feeds.list()
        return feed

    async def text(self, url: str) -> str:
        article = await self.archive.article_by_url(url)
        assert article
        return await self.archive.text(article.id) or ""


@pytest.fixture
async def bench(web: FakeWeb, database: Database) -> AsyncIterator[Bench]:
    get = downloader(Limits(bytes=1_000_000, seconds=0.5))
    yield Bench(web, database, get)
    await get.close()


def words(topic: str, count: int = 120) -> str:
    """A text of its own for each topic, long enough to be no teaser."""
    return " ".join(f"The {topic} council met in hall {n} on Monday." for n in range(count // 8))


def item(name: str, text: str, link: str | None = None, more: str = "") -> str:
    link = f"<link>https://news.example/{name}</link>" if link is None else f"<link>{link}</link>"
    return (
        f"<item><title>{name} council</title>{link}<guid>{name}</guid>"
        f"<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>"
        f"<description>{escape(text)}</description>{more}</item>"
    )


def rss(*items: str, head: str = "") -> bytes:
    return (
        f'<rss version="2.0"><channel><title>Harbour News</title>{head}{"".join(items)}'
        "</channel></rss>"
    ).encode()


async def test_a_new_feed_is_polled_at_once_and_its_articles_stored(bench: Bench) -> None:
    feed = await bench.follow("/feed")
    bench.web.put("/feed", Reply(body=rss(item("bridge", words("bridge"))), headers={"ETag": "1"}))
    polled = await bench.poll()
    assert polled == Polled(feed.url, None, {Status.STORED: 1})
    article = await bench.archive.article_by_url("https://news.example/bridge")
    assert article
    assert (article.title, article.feed_id) == ("bridge council", feed.id)
    assert article.published == datetime(2026, 3, 1, 10, tzinfo=UTC)
    known = await bench.feed()
    assert (known.title, known.etag, known.last_error) == ("Harbour News", "1", None)
    assert (known.last_success, known.due_at) == (START, START + HALF_HOUR)
    assert await bench.poller.poll_due() == []


async def test_an_unchanged_feed_costs_nothing(bench: Bench) -> None:
    await bench.follow("/feed")
    bench.web.put("/feed", versioned(rss(item("bridge", words("bridge"))), "text/xml"))
    await bench.poll()
    bench.clock.time += HALF_HOUR
    polled = await bench.poll()
    assert (polled.error, polled.counts) == (None, {})
    assert bench.ingested == ["https://news.example/bridge"]
    assert (await bench.feed()).etag == '"v1"'


async def test_of_a_feed_only_what_is_new_or_revised_is_taken_in(bench: Bench) -> None:
    await bench.follow("/feed")
    bench.web.put("/feed", Reply(body=rss(item("a", words("a")), item("b", words("b")))))
    await bench.poll()
    bench.clock.time += HALF_HOUR
    revised = item("b", words("b") + " It was adjourned.")
    bench.web.put("/feed", Reply(body=rss(item("c", words("c")), item("a", words("a")), revised)))
    assert (await bench.poll()).counts == {Status.STORED: 1, Status.UPDATED: 1}
    assert "adjourned" in await bench.text("https://news.example/b")


TEASER = "The ferry council met in hall 1 on Monday."


async def test_of_a_teaser_the_page_is_fetched_once(bench: Bench) -> None:
    await bench.follow("/feed")
    link = bench.web.url("/ferry")
    html = f"<html><body><article><p>{words('ferry', 400)}</p></article></body></html>"
    bench.web.put("/ferry", Reply(body=html.encode(), headers=PAGE))
    bench.web.put("/feed", Reply(body=rss(item("ferry", TEASER, link))))
    assert (await bench.poll()).counts == {Status.STORED: 1}
    assert "hall 30" in await bench.text(link)
    bench.clock.time += HALF_HOUR
    await bench.poll()
    assert bench.web.paths().count("/ferry") == 1


@pytest.mark.parametrize(
    "page",
    [
        Reply(404),
        Reply(500),
        hanging,
        Reply(headers={"Content-Type": "video/mp4"}),
        Reply(body=b"<html><p>Sign in to go on reading, please.</p>", headers=PAGE),
        redirect("http://169.254.169.254/"),
    ],
)
async def test_where_the_page_fails_the_teaser_is_stored_and_it_is_not_asked_again(
    bench: Bench, page: Reply | Script
) -> None:
    await bench.follow("/feed")
    link = bench.web.url("/ferry")
    bench.web.put("/ferry", page)
    bench.web.put("/feed", Reply(body=rss(item("ferry", TEASER, link))))
    assert (await bench.poll()).counts == {Status.STORED: 1}
    assert await bench.text(link) == TEASER
    bench.clock.time += HALF_HOUR
    assert (await bench.poll()).counts == {}
    assert bench.web.paths().count("/ferry") == 1


async def test_a_page_that_robots_txt_forbids_is_not_fetched(bench: Bench) -> None:
    await bench.follow("/feed")
    bench.web.put("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /ferry"))
    bench.web.put("/feed", Reply(body=rss(item("ferry", TEASER, bench.web.url("/ferry")))))
    assert (await bench.poll()).counts == {Status.STORED: 1}
    assert "/ferry" not in bench.web.paths()


async def test_a_teaser_never_replaces_an_article(bench: Bench) -> None:
    link = bench.web.url("/ferry")
    await bench.follow("/whole")
    bench.web.put("/whole", Reply(body=rss(item("ferry", words("ferry"), link))))
    await bench.poll()
    await bench.follow("/teasers")
    bench.web.put("/teasers", Reply(body=rss(item("ferry", TEASER, link))))
    assert (await bench.poll()).counts == {Status.DUPLICATE: 1}
    assert await bench.text(link) == words("ferry")
    assert "/ferry" not in bench.web.paths()


BROKEN: dict[str, Reply | Script] = {
    "page": Reply(body=b"<html><head><title>News</title>"),
    "empty": Reply(body=b""),
    "json": Reply(body=b"{}"),
    "missing": Reply(404),
    "gone": Reply(410),
    "down": Reply(503),
    "circle": redirect("/circle"),
    "inside": redirect("http://127.0.0.2/"),
    "metadata": redirect("http://169.254.169.254/latest/"),
    "bomb": gzip_bomb(50),
    "hanging": hanging,
    "dripping": dripping,
    "broken": broken_off,
    "babbling": babbling,
}


async def test_broken_feeds_are_written_down_and_delay_no_other(bench: Bench) -> None:
    for name, answer in BROKEN.items():
        bench.web.put(f"/{name}", answer)
        await bench.follow(f"/{name}")
    await bench.follow("/good")
    bench.web.put("/good", Reply(body=rss(item("bridge", words("bridge")))))
    polled = {each.url: each.error for each in await bench.poller.poll_due()}
    assert polled.pop(bench.web.url("/good")) is None
    assert all(polled.values())
    for feed in await bench.feeds.list():
        broken = not feed.url.endswith("/good")
        assert (feed.failures, feed.last_error is not None) == (broken, broken)
        assert feed.due_at >= START + HALF_HOUR
    assert await bench.archive.article_by_url("https://news.example/bridge")


async def test_a_feed_that_falls_due_while_another_hangs_is_polled(bench: Bench) -> None:
    released = asyncio.Event()

    async def slow(asked: Asked) -> Reply:
        await bench.follow("/quick", "news.example")
        await released.wait()
        return Reply(body=rss())

    async def quick(asked: Asked) -> Reply:
        released.set()
        return Reply(body=rss())

    bench.web.put("/slow", slow)
    bench.web.put("/quick", quick)
    await bench.follow("/slow", "wire.example")
    assert [each.error for each in await bench.poller.poll_due()] == [None, None]


async def test_many_feeds_of_a_host_that_hangs_delay_no_other(bench: Bench) -> None:
    released = asyncio.Event()

    async def slow(asked: Asked) -> Reply:
        await released.wait()
        return Reply(body=rss())

    async def quick(asked: Asked) -> Reply:
        released.set()
        return Reply(body=rss())

    for number in range(AT_ONCE + 1):
        bench.web.put(f"/{number}", slow)
        await bench.follow(f"/{number}", "wire.example")
    bench.web.put("/quick", quick)
    await bench.follow("/quick", "news.example")
    assert {each.error for each in await bench.poller.poll_due()} == {None}


async def test_a_feed_that_moved_for_good_is_followed(bench: Bench) -> None:
    await bench.follow("/old")
    bench.web.put("/old", redirect("/new", 308))
    bench.web.put("/new", Reply(body=rss()))
    await bench.poll()
    assert (await bench.feed()).url == bench.web.url("/new")


async def test_a_feed_that_recovers_is_well_again(bench: Bench) -> None:
    await bench.follow("/feed")
    bench.web.put("/feed", Reply(500))
    await bench.poll()
    bench.clock.time += HALF_HOUR
    bench.web.put("/feed", Reply(body=rss()))
    await bench.poll()
    known = await bench.feed()
    assert (known.failures, known.last_error, known.last_success) == (0, None, bench.clock.time)


async def test_a_poll_that_is_killed_loses_nothing_and_repeats_nothing(bench: Bench) -> None:
    await bench.follow("/feed")
    items = [item(name, words(name)) for name in ("a", "b")]
    bench.web.put("/feed", Reply(body=rss(*items)))
    stored = asyncio.Event()
    store = bench.store

    async def stored_and_stuck(raws: Sequence[RawArticle]) -> Sequence[Outcome]:
        await store(raws)
        stored.set()
        await asyncio.Event().wait()
        raise AssertionError("never reached")

    bench.store = stored_and_stuck
    polling = asyncio.create_task(bench.poller.poll_due())
    await stored.wait()
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    bench.store = store
    assert await bench.poller.poll_due() == []
    bench.clock.time += LEASE
    assert (await bench.poll()).counts == {Status.DUPLICATE: 2}
    assert (await bench.feed()).last_error is None


async def test_a_feed_that_is_removed_while_it_is_polled_is_let_go(bench: Bench) -> None:
    feed = await bench.follow("/feed")

    async def removed(asked: Asked) -> Reply:
        await bench.feeds.remove(feed.url)
        return Reply(body=rss())

    bench.web.put("/feed", removed)
    assert "removed" in ((await bench.poll()).error or "")
    assert await bench.feeds.list() == []


async def test_an_error_that_nobody_expected_stops_no_other_feed(bench: Bench) -> None:
    store = bench.store

    async def failing(raws: Sequence[RawArticle]) -> Sequence[Outcome]:
        if raws[0].url.endswith("/bad"):
            raise RuntimeError("a fault in the program")
        return await store(raws)

    bench.store = failing
    for name in ("bad", "good"):
        await bench.follow(f"/{name}")
        bench.web.put(f"/{name}", Reply(body=rss(item(name, words(name)))))
    polled = {each.url: each.error for each in await bench.poller.poll_due()}
    assert polled[bench.web.url("/bad")] == "it could not be polled: RuntimeError"
    assert polled[bench.web.url("/good")] is None


async def test_what_time_does_not_suffice_for_waits_for_the_next_poll(bench: Bench) -> None:
    feed = await bench.follow("/feed")
    body = rss(*(item(f"n{n}", words(f"n{n}")) for n in range(CHUNK + 3)))
    parsed = parse_feed(body, None, feed.url)
    first = await bench.intake.take_in(feed, parsed, {}, seconds=-1)
    assert (first.whole, first.counts) == (False, {})
    second = await bench.intake.take_in(feed, parsed, first.digests, seconds=60)
    assert (second.whole, second.counts) == (True, {Status.STORED: CHUNK + 3})
