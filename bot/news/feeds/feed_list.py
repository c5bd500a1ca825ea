"""Which feeds are followed: adding, removing, and how each fares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from bot.errors import UsageError
from bot.news.feeds.entries import NotAFeed, ParsedFeed
from bot.news.feeds.opml import FeedOutline
from bot.news.feeds.parse import ACCEPT, parse_feed
from bot.news.urls import is_web_address, normal_url, shown_url
from bot.news.web.fetch import Downloader, Request, TooSlow, UnknownHost, Unreachable
from storage.feeds import Feeds
from storage.records import Feed

_NOT_NOW = (TooSlow, UnknownHost, Unreachable)
_FOR_NOW = (408, 425, 429)  # statuses below 500 that another day may change


@dataclass(frozen=True, slots=True)
class Added:
    """A feed that was asked for; `remark` is one line for the person who asked."""

    feed: Feed
    new: bool
    remark: str


class Health(StrEnum):
    """How a feed fares."""

    NEW = "new"  # not polled yet
    WELL = "well"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """What `dateline feeds list` tells of a feed; times are aware, UTC."""

    url: str
    title: str | None
    topic: str | None
    health: Health
    last_success: datetime | None
    failures: int
    error: str | None
    due: datetime


async def add_feed(
    feeds: Feeds, downloader: Downloader, address: str, topic: str | None, now: datetime
) -> Added:
    """Follow the feed at an address, or the one feed that a page there names.

    It is read once to see that it is a feed; one that cannot be reached is followed all the same
    and tried later. Raises UsageError for what is no address, FetchError for what is not fetched
    from or leads nowhere, and NotAFeed for what is something else.
    """
    url = _feed_address(address)
    known = await feeds.get(url)
    if known:
        return Added(known, False, f"{shown_url(url)} is followed already")
    try:
        url, parsed = await _read(downloader, url)
    except _NOT_NOW as error:
        feed, new = await feeds.add(url, now, topic=topic)
        return Added(feed, new, f"stored, and tried again later: {error}")
    feed, new = await feeds.add(url, now, title=parsed.title, topic=topic)
    return Added(feed, new, _welcome(feed, new, parsed))


async def add_outlines(
    feeds: Feeds, outlines: Iterable[FeedOutline], now: datetime, topic: str | None = None
) -> list[Added]:
    """Follow the feeds of a list, unread; the first poll will tell which are none.

    `topic` is of those that the list gives none.
    """
    added = []
    for outline in outlines:
        under = outline.topic or topic
        feed, new = await feeds.add(
            outline.url, now, title=outline.title, topic=under, outlet=outline.outlet
        )
        remark = "followed" if new else "followed already"
        added.append(Added(feed, new, f"{shown_url(feed.url)}: {remark}"))
    return added


async def remove_feed(feeds: Feeds, address: str) -> str:
    """Follow a feed no longer; its articles stay. Returns its url.

    Raises UsageError when none of this address is followed.
    """
    url = _feed_address(address)
    if not await feeds.remove(url):
        raise UsageError(f"{shown_url(url)} is not followed; `dateline feeds list` names those are")
    return url


async def outlines_of(feeds: Feeds) -> list[FeedOutline]:
    """Return all feeds as a list for other readers."""
    return [FeedOutline(f.url, f.title, f.topic, f.outlet) for f in await feeds.list()]


async def health_of_feeds(feeds: Feeds) -> list[FeedHealth]:
    """Tell how each feed fares, in the order in which they were added."""
    return [health_of(feed) for feed in await feeds.list()]


def health_of(feed: Feed) -> FeedHealth:
    """Tell how a feed fares."""
    health = Health.FAILING if feed.last_error else Health.WELL if feed.last_success else Health.NEW
    return FeedHealth(
        url=feed.url,
        title=feed.title,
        topic=feed.topic,
        health=health,
        last_success=feed.last_success,
        failures=feed.failures,
        error=feed.last_error,
        due=feed.due_at,
    )


def _feed_address(address: str) -> str:
    """Return the address as feeds are known by; raises UsageError."""
    typed = address.strip()
    full = typed if "://" in typed else f"https://{typed}"
    if not is_web_address(full) or any(letter.isspace() for letter in full):
        raise UsageError(
            f"{shown_url(typed)!r} is no web address; example: https://example.org/feed.xml"
        )
    if urlsplit(full).username is not None:
        raise UsageError("addresses with a user name are not fetched; leave it out")
    return normal_url(full)


async def _read(downloader: Downloader, url: str) -> tuple[str, ParsedFeed]:
    """Read a feed, or the only one that a page names; returns its lasting address too."""
    try:
        return await _read_feed(downloader, url)
    except NotAFeed as error:
        if len(error.feeds) != 1:
            raise
        return await _read_feed(downloader, error.feeds[0])


async def _read_feed(downloader: Downloader, url: str) -> tuple[str, ParsedFeed]:
    response = await downloader.fetch(Request(url, accept=ACCEPT))
    if response.status >= 500 or response.status in _FOR_NOW:
        raise Unreachable(f"{shown_url(url)}: the server answered {response.status}")
    if not response.ok:
        raise NotAFeed(f"{shown_url(url)}: the server answered {response.status}")
    try:
        parsed = parse_feed(response.body, response.content_type, response.final_url)
    except NotAFeed as error:
        raise NotAFeed(f"{shown_url(url)}: {error}", error.feeds) from error
    return normal_url(response.moved_to or url), parsed


def _welcome(feed: Feed, new: bool, parsed: ParsedFeed) -> str:
    name = feed.title or shown_url(feed.url)
    if not new:
        return f"{name} is followed already"
    older = f" ({parsed.left_out} older ones are left out)" if parsed.left_out else ""
    count = len(parsed.entries)
    entries = "1 entry" if count == 1 else f"{count} entries"
    return f"{name}: {entries}{older}, read at the next poll"
