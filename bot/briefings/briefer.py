"""Puts briefings together: editions, what the chat knows, how the feeds fare."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.briefings.briefing import Briefing, Edition, FeedHealth, section_for, without_repeats
from bot.briefings.editions import EditionBuilder, SharedEditions
from bot.briefings.slots import WINDOW, Window, window_of, window_up_to
from bot.briefings.topics import Topic, parse_topic
from bot.grounding.claims import NOBODYS, Account, Watch, nobody_watches
from storage.feeds import Feeds
from storage.records import Subscription
from storage.told import Told


class Briefer:
    """Makes the briefings of slots, and those that somebody asks for."""

    def __init__(
        self, builder: EditionBuilder, shared: SharedEditions, told: Told, feeds: Feeds
    ) -> None:
        self._builder = builder
        self._shared = shared
        self._told = told
        self._feeds = feeds

    async def asked(
        self,
        topic: Topic,
        now: datetime,
        language: str,
        since: timedelta = WINDOW,
        watch: Watch = nobody_watches,
        account: Account = NOBODYS,
    ) -> Briefing:
        """Brief on a topic as of `now`, whole: also what the asker may know already.

        `watch` is told what is read, where a model begins to write; that counts for `account`.
        """
        window = window_up_to(now, since)
        edition = await self._builder.build(topic, window, language, watch, account)
        section = section_for(edition, topic, {})
        return Briefing((section,), language, await self._health(window), notes=edition.notes)

    async def for_slot(self, subscription: Subscription, due: datetime) -> Briefing:
        """Brief a subscription on its topics for the slot due at `due`, on what is new to it."""
        window = window_of(due)
        sections, notes = [], dict[str, None]()
        for followed in subscription.topics:
            topic = parse_topic(followed.name, subscription.language)
            edition = await self._shared.get(topic, window, subscription.language)
            known = await self._known(subscription, edition)
            sections.append(section_for(edition, topic, known))
            notes |= dict.fromkeys(edition.notes)
        return Briefing(
            without_repeats(tuple(sections)),
            subscription.language,
            await self._health(window),
            notes=tuple(notes),
        )

    async def _known(self, subscription: Subscription, edition: Edition) -> Mapping[int, int]:
        stories = [item.story_id for item in edition.items]
        known = await self._told.known(subscription.chat_id, subscription.thread_id, stories)
        return {story: newest for story, (newest, _) in known.items()}

    async def _health(self, window: Window) -> FeedHealth | None:
        feeds = await self._feeds.list()
        if not feeds:
            return None
        failed = sum(1 for feed in feeds if feed.last_error)
        well = [feed.last_success for feed in feeds if not feed.last_error]
        read = sum(1 for moment in well if moment and moment >= window.start)
        return FeedHealth(read + failed, failed)
