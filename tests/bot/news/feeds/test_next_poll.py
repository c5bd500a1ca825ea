from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.feeds.entries import ParsedFeed
from bot.news.feeds.next_poll import (
    EVERY,
    GONE_EVERY,
    SELDOM,
    SOON,
    after_failure,
    after_status,
    after_success,
    unfinished,
)
from bot.news.web.fetch import Response
from tests.bot.news.samples import NOW, feed

HOUR = timedelta(hours=1)


def response(**said: Any) -> Response:
    given: dict[str, Any] = {
        "status": 200,
        "final_url": "https://news.example/feed",
        "body": b"",
        "content_type": None,
        "etag": None,
        "last_modified": None,
        "retry_after": None,
        "moved_to": None,
    }
    return Response(**{**given, **said})


def parsed(ttl: timedelta | None = None) -> ParsedFeed:
    return ParsedFeed("rss20", "Harbour News", (), ttl, 0)


@pytest.mark.parametrize(
    ("ttl", "asked", "wait"),
    [
        (None, None, EVERY),
        (timedelta(minutes=5), None, EVERY),
        (2 * HOUR, None, 2 * HOUR),
        (timedelta(days=7), None, SELDOM),
        (None, 3 * HOUR, 3 * HOUR),
        (2 * HOUR, 3 * HOUR, 3 * HOUR),
    ],
)
def test_a_feed_that_answers_is_polled_as_often_as_it_likes(
    ttl: timedelta | None, asked: timedelta | None, wait: timedelta
) -> None:
    outcome = after_success(feed(), response(retry_after=asked), parsed(ttl), NOW, 0)
    assert (outcome.due_at - NOW, outcome.error) == (wait, None)


def test_the_validators_of_a_new_body_are_kept() -> None:
    outcome = after_success(feed(etag="old"), response(etag="new"), parsed(), NOW, 0)
    assert (outcome.etag, outcome.last_modified, outcome.title) == ("new", None, "Harbour News")


def test_the_validators_of_an_unchanged_feed_stay() -> None:
    known = feed(etag="old", last_modified="then")
    outcome = after_success(known, response(status=304), None, NOW, 0)
    assert (outcome.etag, outcome.last_modified, outcome.title) == ("old", "then", None)
    outcome = after_success(known, response(status=304, etag="new"), None, NOW, 0)
    assert (outcome.etag, outcome.last_modified) == ("new", "then")


def test_a_feed_that_moved_for_good_is_followed() -> None:
    moved = response(moved_to="HTTPS://b.example:443/feed?feed=rss2")
    outcome = after_success(feed(), moved, parsed(), NOW, 0)
    assert outcome.url == "https://b.example/feed?feed=rss2"


def test_a_feed_that_was_not_taken_in_wholly_is_read_again_soon() -> None:
    outcome = unfinished(after_success(feed(), response(etag="new"), parsed(), NOW, 0), NOW)
    assert (outcome.due_at, outcome.etag, outcome.error) == (NOW + SOON, None, None)


def test_a_feed_that_fails_is_polled_ever_more_seldom_down_to_once_a_day() -> None:
    waits = [after_failure(feed(failures=n), "broken", NOW, 0).due_at - NOW for n in range(9)]
    assert waits[:4] == [EVERY, 2 * EVERY, 4 * EVERY, 8 * EVERY]
    assert waits[5:] == [16 * HOUR, SELDOM, SELDOM, SELDOM]


def test_a_server_that_names_a_time_gets_it() -> None:
    refused = response(status=429, retry_after=5 * HOUR)
    outcome = after_status(feed(), refused, NOW, 0)
    assert (outcome.due_at, outcome.error) == (NOW + 5 * HOUR, "the server answered 429")
    hurried = response(status=503, retry_after=timedelta(0))
    assert after_status(feed(), hurried, NOW, 0).due_at == NOW + EVERY


def test_a_feed_that_is_gone_is_hardly_polled() -> None:
    outcome = after_status(feed(), response(status=410), NOW, 0)
    assert (outcome.due_at, outcome.url) == (NOW + GONE_EVERY, None)
    assert "gone" in (outcome.error or "")


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_times_are_spread_by_a_tenth_at_most(failures: int, jitter: float) -> None:
    exact = after_failure(feed(failures=failures), "x", NOW, 0).due_at - NOW
    spread = after_failure(feed(failures=failures), "x", NOW, jitter).due_at - NOW
    assert exact <= spread <= exact * 1.1
