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
        buttons = _buttons(await self._starter.topics(), call.phrases)
        return [notice(call.phrases.no_feeds_yet(), buttons)]

    async def feeds(self, call: Call) -> list[Message]:
        """Follow the feeds of the topic that the argument names; without one, offer the topics."""
        if not await call.manages():
            return [notice(call.phrases.admins_only())]
        topics = await self._starter.topics()
        added = await self._starter.follow(_meant(call.argument, topics, call.phrases))
        topics = await self._starter.topics()
        followed = sum(topic.followed for topic in topics)
        said = _said(call.phrases, len(added), followed)
        return [notice(said, _buttons(topics, call.phrases))]


def _meant(typed: str, topics: Sequence[StarterTopic], phrases: Phrases) -> str:
    """The topic as the list calls it, where it was typed as the chat reads it."""
    read = {phrases.starter_topic(topic.name).casefold(): topic.name for topic in topics}
    return read.get(typed.strip().casefold(), typed)


def _said(phrases: Phrases, added: int, followed: int) -> str:
    if added:
        return phrases.feeds_followed(added)
    return phrases.feeds_to_choose(followed) if followed else phrases.no_feeds_yet()


def _buttons(topics: Sequence[StarterTopic], phrases: Phrases) -> list[list[Button]]:
    """The topics that are not followed wholly, two in a row."""
    buttons = [
        Button(name, f"feeds:{topic.name}", f"/feeds {name}")
        for topic in topics
        if topic.followed < topic.feeds and fits_a_button(f"feeds:{topic.name}")
        for name in [phrases.starter_topic(topic.name)]
    ]
    return [buttons[at : at + _A_ROW] for at in range(0, len(buttons), _A_ROW)]
