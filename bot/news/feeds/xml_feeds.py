"""Read RSS, Atom and CDF with feedparser, well-formed or not.

feedparser opens files and addresses when it is given a string or bytes: it is only ever given a
stream. It neither loads external entities nor expands bombs of them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser

from bot.news.feeds.entries import (
    MAX_ENTRIES,
    Entry,
    NotAFeed,
    ParsedFeed,
    newest,
    one_line,
    tidied,
)
from bot.news.feeds.markup import plain_text
from bot.news.feeds.newest_items import newest_items

Object = Mapping[str, Any]

# What feedparser lets through from its own inside on hostile input; a feed must not stop others.
_STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
_HEAD = 4096  # bytes in which a document says what it is
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_MOST_TAGS = 400_000  # a tag costs 25 µs, those in CDATA sections less
_MAX_TTL_MINUTES = 7 * 24 * 60


def parse_xml_feed(body: bytes, content_type: str | None, url: str) -> ParsedFeed:
    """Read an XML feed; raises NotAFeed when it is none."""
    body, cut_off = _affordable(body)
    read = _parsed(body, content_type, url)
    if not (read.get("version") or read.entries or has_feed_root(body[:_HEAD])):
        raise NotAFeed("it is neither RSS, Atom nor JSON Feed")
    language = read.feed.get("language")
    entries, left_out = newest(tidied(_entry(item, language), url) for item in read.entries)
    return ParsedFeed(
        kind=read.get("version") or "xml",
        title=_line(read.feed, "title"),
        entries=entries,
        ttl=_ttl(read.feed),
        left_out=cut_off + left_out,
    )


def _affordable(body: bytes) -> tuple[bytes, int]:
    """Cut a feed down to its newest items, to fewer where they hold too many elements."""
    limit, cut_off = MAX_ENTRIES, 0
    while limit:
        body, older = newest_items(body, limit)
        cut_off += older
        if body.count(b"<") <= _MOST_TAGS:
            return body, cut_off
        limit //= 2
    raise NotAFeed(f"it holds more elements than a feed (limit {_MOST_TAGS})")


def has_feed_root(head: bytes) -> bool:
    """Whether the beginning of a document holds an element that only feeds begin with."""
    return _ROOT.search(head) is not None


def _parsed(body: bytes, content_type: str | None, url: str) -> Any:
    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    try:
        return feedparser.parse(
            io.BytesIO(body),
            response_headers=headers,
            sanitize_html=False,  # only words are taken from it
            resolve_relative_uris=False,
        )
    except _STUMBLES as error:
        raise NotAFeed(f"it cannot be read as a feed ({type(error).__name__})") from error


def _entry(item: Object, language: str | None) -> Entry:
    contents = [part for part in item.get("content") or () if part.get("value")]
    longest: Object = max(contents, key=lambda part: len(part["value"]), default={})
    return Entry(
        id=item.get("id") or "",
        url=item.get("link"),
        title=_line(item, "title"),
        summary=item.get("summary"),
        content=longest.get("value"),
        published=_time(item, "published_parsed") or _time(item, "updated_parsed"),
        author=_line(item, "author"),
        language=longest.get("language") or language,
        outlet=_line(item.get("source") or {}, "title"),
    )


def _line(holder: Object, name: str) -> str | None:
    """A field of one line; feedparser says whether it holds markup."""
    value = holder.get(name)
    if not isinstance(value, str):
        return None
    kind = (holder.get(f"{name}_detail") or {}).get("type", "")
    return one_line(plain_text(value) if "html" in kind else value)


def _time(item: Object, name: str) -> datetime | None:
    if name not in item:  # asking for it regardless, feedparser would give another date
        return None
    parts = item[name]
    try:
        year, month, day, hour, minute, second = parts[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None  # a date that feedparser could not read is None


def _ttl(feed: Object) -> timedelta | None:
    text = str(feed.get("ttl") or "").strip()
    if not (text.isascii() and text.isdigit()):
        return None
    return timedelta(minutes=min(int(text[:9]), _MAX_TTL_MINUTES)) or None
