"""Feeds in the conversation: at the first contact and with /feeds, topics of well-known feeds are
offered, each a button that follows its feeds.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.call import Call
from bot.chat.message import Button, Message, fits_a_button, notice
from bot.chat.words.phrases import Phrases
from bot.news.feeds.starter_feeds import StarterFeeds, StarterTopic
from storage.records import ChatKind

_A_ROW = 2  # buttons


class Starting:
    """The part of the dialogue that chooses what is read."""

    def __init__(self, starter: StarterFeeds) -> None:
        self._starter = starter

    async def offer(self, call: Call) -> list[Message]:
        """Offer the topics to who follows no feed yet."""
        if await self._starter.any_followed():
            return []
        if call.chat.kind is ChatKind.TERMINAL:  # sixteen topics would bury the greeting
            return [notice(call.phrases.how_to_choose_feeds())]
        buttons = _buttons(await self._starter.topics())
        return [notice(call.phrases.no_feeds_yet(), buttons)]

    async def feeds(self, call: Call) -> list[Message]:
        """Follow the feeds of the topic that the argument names; without one, offer the topics."""
        if not await call.manages():
            return [notice(call.phrases.admins_only())]
        added = await self._starter.follow(call.argument)
        topics = await self._starter.topics()
        followed = sum(topic.followed for topic in topics)
        return [notice(_said(call.phrases, len(added), followed), _buttons(topics))]


def _said(phrases: Phrases, added: int, followed: int) -> str:
    if added:
        return phrases.feeds_followed(added)
    return phrases.feeds_to_choose(followed) if followed else phrases.no_feeds_yet()


def _buttons(topics: Sequence[StarterTopic]) -> list[list[Button]]:
    """The topics that are not followed wholly, two in a row."""
    buttons = [
        Button(topic.name, f"feeds:{topic.name}", f"/feeds {topic.name}")
        for topic in topics
        if topic.followed < topic.feeds and fits_a_button(f"feeds:{topic.name}")
    ]
    return [buttons[at : at + _A_ROW] for at in range(0, len(buttons), _A_ROW)]
