"""Well-known feeds by topic, for who follows none yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.clock import Clock
from bot.news.feeds.feed_list import Added, add_outlines
from bot.news.feeds.opml import FeedOutline
from storage.feeds import Feeds


@dataclass(frozen=True, slots=True)
class StarterTopic:
    """A topic of the list, and how many of its feeds are followed."""

    name: str
    feeds: int
    followed: int


class StarterFeeds:
    """A list of feeds (seeds/feeds.opml) that can be followed a topic at a time."""

    def __init__(self, feeds: Feeds, outlines: Iterable[FeedOutline], clock: Clock) -> None:
        self._feeds = feeds
        self._clock = clock
        self._by_topic: dict[str, list[FeedOutline]] = {}
        for outline in outlines:
            self._by_topic.setdefault(outline.topic or "", []).append(outline)

    async def any_followed(self) -> bool:
        """Whether any feed is followed at all, of this list or not."""
        return bool(await self._feeds.list())

    async def topics(self) -> list[StarterTopic]:
        """Return the topics in the order of the list."""
        followed = {feed.url for feed in await self._feeds.list()}
        return [
            StarterTopic(name, len(outlines), sum(each.url in followed for each in outlines))
            for name, outlines in self._by_topic.items()
        ]

    async def follow(self, topic: str) -> list[Added]:
        """Follow the feeds of a topic (in any case); none where there is no such topic."""
        wanted = topic.strip().casefold()
        named = (group for name, group in self._by_topic.items() if name.casefold() == wanted)
        return await add_outlines(self._feeds, next(named, ()), self._clock.now())
