from __future__ import annotations

from bot.news.feeds.opml import FeedOutline
from bot.news.feeds.starter_feeds import StarterFeeds, StarterTopic
from storage.feeds import Feeds
from tests.bot.news.conftest import FixedClock

OUTLINES = [
    FeedOutline("https://a.example/", "A", "World"),
    FeedOutline("https://b.example/", "B", "Sport"),
    FeedOutline("https://c.example/", "C", "World"),
]


async def test_feeds_are_followed_a_topic_at_a_time(feeds: Feeds) -> None:
    starter = StarterFeeds(feeds, OUTLINES, FixedClock())
    assert not await starter.any_followed()
    assert await starter.topics() == [StarterTopic("World", 2, 0), StarterTopic("Sport", 1, 0)]
    added = await starter.follow(" world ")
    assert [each.feed.url for each in added] == ["https://a.example/", "https://c.example/"]
    assert await starter.any_followed()
    assert await starter.topics() == [StarterTopic("World", 2, 2), StarterTopic("Sport", 1, 0)]


async def test_a_topic_that_is_not_there_follows_nothing(feeds: Feeds) -> None:
    assert await StarterFeeds(feeds, OUTLINES, FixedClock()).follow("Chess") == []
    assert await feeds.list() == []
