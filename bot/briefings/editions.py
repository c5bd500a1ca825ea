"""Editions: the briefing of one topic for one window and language, made once and shared.

gather (read) -> tell each story (pure) -> Edition -> JSON of the command line
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.briefings.briefing import BriefingItem, Edition, EditionItem, Section
from bot.briefings.gathering import Gathered, Gatherer
from bot.briefings.slots import Window
from bot.briefings.statements import Statement, rarity_among
from bot.briefings.telling import StoryReports, tell
from bot.briefings.topics import Topic, stems
from bot.grounding.citations import cite, sentences_json, sources_json
from storage.archive import Archive
from storage.index import SearchIndex

MOST_ITEMS = 9  # more than one chat is shown, since it may know some


class EditionBuilder:
    """Builds editions from the archive; every sentence in them is verified."""

    def __init__(self, archive: Archive, index: SearchIndex) -> None:
        self._archive = archive
        self._index = index
        self._gatherer = Gatherer(archive, index)

    async def build(self, topic: Topic, window: Window, language: str) -> Edition:
        """Build the edition of a topic for a window, for readers of a language."""
        await self._index.catch_up(self._archive)
        gathered = await self._gatherer.gather(topic.query, window)
        items = await asyncio.to_thread(tell_all, gathered, topic, language)
        return Edition(topic.key, window, language, items, gathered.older, gathered.searched)


def tell_all(gathered: Gathered, topic: Topic, language: str) -> tuple[EditionItem, ...]:
    """Tell the stories, best first; what one has said is not said again by the next."""
    stories = [_for_readers_of(language, story) for story in gathered.stories]
    rarity = rarity_among([story.words for story in stories])
    said: list[Statement] = []
    items: list[EditionItem] = []
    for story in stories:
        told = tell(story, rarity, _topic_words(topic, story), said)
        if told is not None:
            items.append(told.item)
            said.extend(told.statements)
        if len(items) == MOST_ITEMS:
            break
    return tuple(items)


def _for_readers_of(language: str, story: StoryReports) -> StoryReports:
    """The story by its reports in a language, where it has any."""
    own = tuple(r for r in story.reports if r[0].article.language == language)
    return replace(story, reports=own) if own else story


def _topic_words(topic: Topic, story: StoryReports) -> frozenset[str]:
    languages = {article.language for article in story.articles}
    return frozenset(term for one in languages for term in stems(topic.query.words, one))


def section_json(section: Section) -> dict[str, Any]:
    """The briefing of one topic as `dateline brief --json` prints it."""
    searched = section.searched
    return {
        "topic": section.topic.name,
        "items": [_item_json(item) for item in section.items],
        "coverage": {
            "articles": searched.articles,
            "from": _iso(searched.first),
            "to": _iso(searched.last),
            "since": _iso(section.window.start),
            "until": _iso(section.window.end),
            "older": section.older,
            "latest": _iso(_latest(section.items)),
        },
    }


def _item_json(item: BriefingItem) -> dict[str, Any]:
    cited = cite(item.claims)
    return {
        "headline": item.headline,
        "sentences": sentences_json(item.claims, cited),
        "sources": sources_json(cited),
        "outlets": item.outlets,
        "origins": item.origins,
        "differs": list(item.differs),
    }


def _latest(items: Sequence[BriefingItem]) -> datetime | None:
    known: Iterable[datetime] = (item.when for item in items if item.dated)
    return max(known, default=None)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
