from __future__ import annotations

from datetime import timedelta

import pytest

from storage.archive import Archive
from storage.database import Database
from storage.errors import LeaseLost
from storage.feeds import Feeds
from storage.records import PollOutcome
from tests.storage.samples import NOW, new_article, store

MINUTE = timedelta(minutes=1)
URL = "https://a.example/feed"


@pytest.fixture
def feeds(database: Database) -> Feeds:
    return Feeds(database)


async def test_a_feed_is_added_once(feeds: Feeds) -> None:
    feed, new = await feeds.add(URL, NOW, title="A", topic="World", outlet="A Post")
    again, new_again = await feeds.add(URL, NOW + MINUTE, title="B")
    assert (new, new_again) == (True, False)
    assert again == feed == await feeds.get(URL)
    assert (feed.title, feed.topic, feed.outlet, feed.due_at) == ("A", "World", "A Post", NOW)
    assert await feeds.list() == [feed]


async def test_a_removed_feed_leaves_its_articles(feeds: Feeds, archive: Archive) -> None:
    feed, _ = await feeds.add(URL, NOW)
    [article] = await store(archive, new_article(feed_id=feed.id))
    assert await feeds.remove(URL)
    assert not await feeds.remove(URL)
    assert await feeds.get(URL) is None
    assert (await archive.articles([article.id]))[article.id].feed_id is None


async def test_a_success_is_remembered(feeds: Feeds) -> None:
    await feeds.add(URL, NOW)
    [claimed] = await feeds.claim_due(NOW, "me", MINUTE, 1)
    later = NOW + 30 * MINUTE
    outcome = PollOutcome(later, etag='"x"', last_modified="yesterday", title="Its own title")
    await feeds.polled(claimed.claim, outcome, NOW + MINUTE)

    feed = await feeds.get(URL)
    assert feed is not None
    assert (feed.etag, feed.last_modified, feed.title) == ('"x"', "yesterday", "Its own title")
    assert (feed.due_at, feed.last_success, feed.failures) == (later, NOW + MINUTE, 0)
    assert await feeds.claim_due(later - MINUTE, "me", MINUTE, 1) == []
    assert len(await feeds.claim_due(later, "me", MINUTE, 1)) == 1


async def test_failures_are_counted_until_a_success(feeds: Feeds) -> None:
    await feeds.add(URL, NOW)
    for failures in (1, 2):
        [claimed] = await feeds.claim_due(NOW, "me", MINUTE, 1)
        await feeds.polled(claimed.claim, PollOutcome(NOW, error="it is a page"), NOW)
        feed = await feeds.get(URL)
        assert feed is not None
        assert (feed.failures, feed.last_error, feed.last_success) == (
            failures,
            "it is a page",
            None,
        )
    [claimed] = await feeds.claim_due(NOW, "me", MINUTE, 1)
    await feeds.polled(claimed.claim, PollOutcome(NOW), NOW)
    feed = await feeds.get(URL)
    assert feed is not None
    assert (feed.failures, feed.last_error, feed.last_success) == (0, None, NOW)


async def test_a_moved_feed_is_followed_unless_it_is_there_already(feeds: Feeds) -> None:
    await feeds.add(URL, NOW)
    await feeds.add("https://b.example/feed", NOW + MINUTE)
    [claimed] = await feeds.claim_due(NOW, "me", MINUTE, 1)
    await feeds.polled(claimed.claim, PollOutcome(NOW, url="https://b.example/feed"), NOW)
    assert await feeds.get(URL) is not None
    [claimed] = await feeds.claim_due(NOW, "me", MINUTE, 1)
    await feeds.polled(claimed.claim, PollOutcome(NOW, url="https://c.example/feed"), NOW)
    assert [feed.url for feed in await feeds.list()] == [
        "https://c.example/feed",
        "https://b.example/feed",
    ]


async def test_the_entries_that_were_taken_in_are_remembered(feeds: Feeds) -> None:
    feed, _ = await feeds.add(URL, NOW)
    assert await feeds.entries(feed.id) == {}
    for entries, known in (
        ({"a": "1", "b": "1"}, {"a": "1", "b": "1"}),
        (None, {"a": "1", "b": "1"}),
        ({"b": "2", "c": "1"}, {"b": "2", "c": "1"}),
        ({}, {}),
    ):
        [claimed] = await feeds.claim_due(NOW, "me", MINUTE, 1)
        await feeds.polled(claimed.claim, PollOutcome(NOW), NOW, entries)
        assert await feeds.entries(feed.id) == known


async def test_a_removed_feed_takes_its_entries_along(feeds: Feeds) -> None:
    feed, _ = await feeds.add(URL, NOW)
    [claimed] = await feeds.claim_due(NOW, "me", MINUTE, 1)
    await feeds.polled(claimed.claim, PollOutcome(NOW), NOW, {"a": "1"})
    await feeds.remove(URL)
    assert await feeds.entries(feed.id) == {}


async def test_nothing_is_remembered_for_a_feed_that_is_gone(feeds: Feeds) -> None:
    feed, _ = await feeds.add(URL, NOW)
    [claimed] = await feeds.claim_due(NOW, "me", MINUTE, 1)
    await feeds.remove(URL)
    with pytest.raises(LeaseLost):
        await feeds.polled(claimed.claim, PollOutcome(NOW), NOW, {"a": "1"})
    assert await feeds.entries(feed.id) == {}
