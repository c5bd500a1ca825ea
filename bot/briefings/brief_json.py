"""A section of a briefing as `dateline brief --json` prints it."""

from __future__ import annotations

from typing import Any

from bot.briefings.briefing import BriefingItem, Section
from bot.clock import iso
from bot.grounding.citations import cite, sentences_json, sources_json
from bot.news.differences import say


def section_json(section: Section) -> dict[str, Any]:
    """The briefing of one topic; `older` says that it is the latest before the window."""
    searched = section.searched
    return {
        "topic": section.topic.name,
        "items": [_item_json(item) for item in section.items],
        "coverage": {
            "articles": searched.articles,
            "from": iso(searched.first),
            "to": iso(searched.last),
            "since": iso(section.window.start),
            "until": iso(section.window.end),
            "older": section.older,
            "latest": iso(max((i.when for i in section.items if i.dated), default=None)),
        },
    }


def _item_json(item: BriefingItem) -> dict[str, Any]:
    cited = cite(item.claims)
    return {
        "headline": item.title,
        "sentences": sentences_json(item.claims, cited),
        "sources": sources_json(cited),
        "outlets": item.outlets,
        "origins": item.origins,
        "differs": [say(difference) for difference in item.differs],
    }
