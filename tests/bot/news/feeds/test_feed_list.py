from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import DatelineError
from bot.news.feeds.entries import MAX_ENTRIES, NotAFeed
from bot.news.feeds.feed_list import (
    Health,
    add_feed,
    add_outlines,
    health_of,
    health_of_feeds,
    outlines_of,
    remove_feed,
)
from bot.news.feeds.opml import FeedOutline, parse_opml, write_opml
from bot.news.web.fetch import Downloader
from storage.feeds import Feeds
from tests.bot.news.samples import NOW, feed
from tests.fakes.web import FakeWeb, Reply, broken_off, redirect

RSS = b"""<rss version="2.0"><channel><title>Harbour News</title>
<item><title>A</title></item><item><title>B</title></item></channel></rss>"""


async def test_a_feed_is_read_and_followed_from_now_on(
    web: FakeWeb, get: Downloader, feeds: Feeds
) -> None:
    web.put("/feed?x=1", Reply(body=RSS))
    added = await add_feed(feeds, get, f" {web.url('/feed?x=1')}#top ", "World", NOW)
    assert (added.new, added.feed.url) == (True, web.url("/feed?x=1"))
    assert (added.feed.title, added.feed.topic, added.feed.due_at) == ("Harbour News", "World", NOW)
    assert added.remark == "Harbour News: 2 entries, read at the next poll"
    again = await add_feed(feeds, get, web.url("/feed?x=1"), None, NOW)
    assert (again.new, again.feed) == (False, added.feed)


async def test_of_a_huge_feed_it_is_said_what_is_left_out(
    web: FakeWeb, feeds: Feeds, get: Downloader
) -> None:
    items = b"<item><title>A</title></item>" * (MAX_ENTRIES + 7)
    web.put("/feed", Reply(body=b"<rss><channel><title>H</title>" + items + b"</channel></rss>"))
    added = await add_feed(feeds, get, web.url("/feed"), None, NOW)
    assert added.remark == "H: 1000 entries (7 older ones are left out), read at the next poll"


async def test_a_feed_that_moved_is_followed_where_it_is(
    web: FakeWeb, get: Downloader, feeds: Feeds
) -> None:
    web.put("/old", redirect("/new", 301))
    web.put("/new", Reply(body=RSS))
    first = await add_feed(feeds, get, web.url("/old"), None, NOW)
    assert first.feed.url == web.url("/new")
    assert not (await add_feed(feeds, get, web.url("/old"), None, NOW)).new


async def test_the_one_feed_of_a_page_is_followed(
    web: FakeWeb, get: Downloader, feeds: Feeds
) -> None:
    web.put("/", Reply(body=page_naming("/feed")))
    web.put("/feed", Reply(body=RSS))
    added = await add_feed(feeds, get, web.url("/"), None, NOW)
    assert added.feed.url == web.url("/feed")


async def test_of_several_feeds_of_a_page_one_is_to_be_chosen(
    web: FakeWeb, get: Downloader, feeds: Feeds
) -> None:
    web.put("/", Reply(body=page_naming("/a", "/b")))
    with pytest.raises(NotAFeed, match=r"it is a page.*/a, .*/b"):
        await add_feed(feeds, get, web.url("/"), None, NOW)
    assert await feeds.list() == []


def page_naming(*feeds: str) -> bytes:
    links = (f"<link rel=alternate type=application/rss+xml href={feed}>" for feed in feeds)
    return f"<!doctype html><head>{''.join(links)}</head>".encode()


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(body=b"<html>"), "a page, not a feed, and names no feed"),
        (Reply(body=b""), "it is empty"),
        (Reply(404), "the server answered 404"),
        (Reply(410), "the server answered 410"),
        (redirect("/feed"), "in a circle"),
        (redirect("http://169.254.169.254/"), "not a public address"),
        (Reply(body=b"x" * 100_001), "larger than"),
    ],
)
async def test_what_is_no_feed_is_not_followed(
    web: FakeWeb, get: Downloader, feeds: Feeds, reply: Reply, said: str
) -> None:
    web.put("/feed", reply)
    with pytest.raises(DatelineError, match=f"/feed: .*{said}"):
        await add_feed(feeds, get, web.url("/feed"), None, NOW)
    assert await feeds.list() == []


@pytest.mark.parametrize("answer", [Reply(503), Reply(429), broken_off])
async def test_what_cannot_be_reached_now_is_tried_later(
    web: FakeWeb, get: Downloader, feeds: Feeds, answer: Reply
) -> None:
    web.put("/feed", answer)
    added = await add_feed(feeds, get, web.url("/feed"), None, NOW)
    assert (added.new, added.feed.url) == (True, web.url("/feed"))
    assert added.remark.startswith("stored, and tried again later: http://127.0.0.1")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "  ",
        "two words",
        "ftp://a.example/",
        "file:///etc/passwd",
        "http://",
        "http://u:pw@a.example/",
    ],
)
async def test_what_is_no_address_is_refused(get: Downloader, feeds: Feeds, address: str) -> None:
    with pytest.raises(DatelineError, match=r"web address|user name") as raised:
        await add_feed(feeds, get, address, None, NOW)
    assert "pw" not in str(raised.value)


async def test_an_address_without_scheme_is_taken_as_https(get: Downloader, feeds: Feeds) -> None:
    added = await add_feed(feeds, get, "127.0.0.1:1/feed", None, NOW)
    assert added.feed.url == "https://127.0.0.1:1/feed"


async def test_a_feed_is_removed_by_any_spelling(feeds: Feeds) -> None:
    await add_outlines(feeds, [FeedOutline("https://a.example/feed", "A", "World")], NOW)
    assert await remove_feed(feeds, "HTTPS://A.example:443/feed") == "https://a.example/feed"
    with pytest.raises(DatelineError, match=r"a\.example/feed is not followed"):
        await remove_feed(feeds, "a.example/feed")


async def test_feeds_of_a_list_without_a_topic_get_the_one_that_is_given(feeds: Feeds) -> None:
    outlines = [
        FeedOutline("https://a.example/", "A", "World"),
        FeedOutline("https://b.example/", "B", None),
    ]
    added = await add_outlines(feeds, outlines, NOW, topic="Mine")
    assert [each.feed.topic for each in added] == ["World", "Mine"]


async def test_a_list_is_followed_unread(feeds: Feeds) -> None:
    outlines = [FeedOutline("https://a.example/", "A", "World")] * 2
    added = await add_outlines(feeds, outlines, NOW)
    assert [each.new for each in added] == [True, False]
    assert added[0].remark == "https://a.example/: followed"
    (health,) = await health_of_feeds(feeds)
    assert (health.title, health.topic, health.health) == ("A", "World", Health.NEW)


async def test_what_is_followed_can_be_taken_elsewhere(feeds: Feeds) -> None:
    outlines = [
        FeedOutline("https://a.example/", "A, Asia", "World", "A"),
        FeedOutline("https://b.example/", "B", None),
    ]
    await add_outlines(feeds, outlines, NOW)
    assert parse_opml(write_opml(await outlines_of(feeds))) == outlines


def test_how_a_feed_fares() -> None:
    well = feed(last_success=NOW)
    assert health_of(well).health is Health.WELL
    failing = replace(well, last_error="it is empty", failures=2, due_at=NOW + timedelta(hours=2))
    told = health_of(failing)
    assert (told.health, told.error, told.failures) == (Health.FAILING, "it is empty", 2)
    assert told.due == NOW + timedelta(hours=2)


def test_the_feeds_to_start_with_are_a_list_by_topic() -> None:
    seeds = Path(__file__).parents[4] / "seeds" / "feeds.opml"
    feeds = parse_opml(seeds.read_bytes())
    assert len(feeds) > 50
    assert all(each.title and each.topic and each.outlet for each in feeds)
    assert all(each.url.startswith("https://") for each in feeds)
