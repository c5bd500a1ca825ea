"""Read a JSON Feed (versions 1 and 1.1, jsonfeed.org), leniently: a field of a wrong kind is as one
that is missing, and only what is no JSON Feed at all is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.news.feeds.entries import Entry, NotAFeed, ParsedFeed, aware_utc, newest, one_line, tidied

Object = Mapping[str, Any]


def parse_json_feed(body: bytes, url: str) -> ParsedFeed:
    """Read a JSON Feed; raises NotAFeed when it is none."""
    try:
        feed = json.loads(body.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as error:
        raise NotAFeed("it begins as JSON but cannot be read as such") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise NotAFeed("it is JSON, but no JSON Feed (it has no list of items)")
    items = [item for item in feed["items"] if isinstance(item, dict)]
    entries, left_out = newest(tidied(_entry(feed, item), url) for item in items)
    return ParsedFeed("json", one_line(_text(feed, "title")), entries, None, left_out)


def _entry(feed: Object, item: Object) -> Entry:
    return Entry(
        id=_text(item, "id") or "",
        url=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or _text(item, "content_text"),
        published=_time(item, "date_published") or _time(item, "date_modified"),
        author=_author(item) or _author(feed),
        language=_text(item, "language") or _text(feed, "language"),
        outlet=None,
    )


def _text(holder: Object, name: str) -> str | None:
    value = holder.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # ids are often numbers
    return value if isinstance(value, str) and value.strip() else None


def _time(holder: Object, name: str) -> datetime | None:
    try:
        return aware_utc(datetime.fromisoformat((_text(holder, name) or "").strip()))
    except (ValueError, OverflowError):
        return None


def _author(holder: Object) -> str | None:
    listed = holder.get("authors")
    authors = [*(listed if isinstance(listed, list) else []), holder.get("author")]
    names = (_text(author, "name") for author in authors if isinstance(author, dict))
    return ", ".join(name for name in names if name) or None
