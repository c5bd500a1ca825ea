"""What a poll's outcome means for the feed: when it is polled next, what is kept of it. Pure.

A feed that answers is polled every half hour, or as seldom as it asks to (its ttl, Retry-After), at
least daily. One that fails is polled half as often after each failure, down to once a day; one that
is gone (410), once a week. Times are spread by up to a tenth, so that feeds that were added
together do not stay together.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.news.feeds.entries import ParsedFeed
from bot.news.urls import normal_url
from bot.news.web.fetch import Response
from storage.records import Feed, PollOutcome

EVERY = timedelta(minutes=30)
SOON = timedelta(minutes=1)
SELDOM = timedelta(days=1)
GONE_EVERY = timedelta(days=7)

_SPREAD = 0.1
_MOST_DOUBLINGS = 6  # beyond, the wait is a day anyway


def after_success(
    feed: Feed, response: Response, parsed: ParsedFeed | None, now: datetime, jitter: float
) -> PollOutcome:
    """Decide after a feed was read (`parsed`) or had not changed (None). `jitter`: 0 to 1."""
    asked = max(response.retry_after or EVERY, (parsed and parsed.ttl) or EVERY)
    return PollOutcome(
        due_at=now + _spread(min(max(asked, EVERY), SELDOM), jitter),
        etag=response.etag if parsed else response.etag or feed.etag,
        last_modified=(
            response.last_modified if parsed else response.last_modified or feed.last_modified
        ),
        title=parsed.title if parsed else None,
        url=normal_url(response.moved_to) if response.moved_to else None,
    )


def after_failure(
    feed: Feed, error: str, now: datetime, jitter: float, retry_after: timedelta | None = None
) -> PollOutcome:
    """Decide after a feed could not be read; `error` is one line that says why."""
    wait = min(EVERY * 2 ** min(feed.failures, _MOST_DOUBLINGS), SELDOM)
    return PollOutcome(due_at=now + _spread(max(wait, retry_after or wait), jitter), error=error)


def after_status(feed: Feed, response: Response, now: datetime, jitter: float) -> PollOutcome:
    """Decide after the server answered with a status that brings no feed."""
    if response.status == 410:
        error = "the feed is gone (410); remove it, or give its new address"
        return PollOutcome(due_at=now + _spread(GONE_EVERY, jitter), error=error)
    error = f"the server answered {response.status}"
    return after_failure(feed, error, now, jitter, response.retry_after)


def unfinished(outcome: PollOutcome, now: datetime) -> PollOutcome:
    """Decide after a feed was read but not all of it taken in: soon again, and as if unseen."""
    return replace(outcome, due_at=now + SOON, etag=None, last_modified=None)


def _spread(wait: timedelta, jitter: float) -> timedelta:
    return wait * (1 + _SPREAD * jitter)
