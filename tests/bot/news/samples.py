"""Entries and feeds that tests of polling share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.news.feeds.entries import Entry
from storage.records import Feed

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LONG = "The harbour bridge reopened on Monday after two years of repairs. " * 20


def entry(**said: Any) -> Entry:
    given: dict[str, Any] = {
        "id": "1",
        "url": "https://news.example/bridge",
        "title": "Bridge reopens",
        "summary": None,
        "content": None,
        "published": NOW,
        "author": None,
        "language": None,
        "outlet": None,
    }
    return Entry(**{**given, **said})


def feed(**said: Any) -> Feed:
    given: dict[str, Any] = {
        "id": 7,
        "url": "https://news.example/feed",
        "title": None,
        "topic": None,
        "outlet": None,
        "etag": None,
        "last_modified": None,
        "created": NOW,
        "due_at": NOW,
        "failures": 0,
        "last_success": None,
        "last_error": None,
    }
    return Feed(**{**given, **said})
