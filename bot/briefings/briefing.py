"""Editions, and briefings: an edition as one chat gets it.

An edition is the same for all who follow its topic, so what a chat knows already is decided
here, from what was told to it: for each story the newest article (by id) that went into what it
read. Each sentence of an edition carries `known_since`, the first article that said it, figures
and all. A sentence is news to a chat exactly when that article is newer than what it was told.
So a story is new, updated (only its new sentences are shown) or left out and counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.briefings.slots import Window
from bot.briefings.topics import Topic
from bot.grounding.claims import Claim
from bot.news.differences import Difference
from storage.records import Coverage

MOST_STORIES = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verified sentence and the id of the first article of its story that said as much."""

    claim: Claim
    known_since: int


@dataclass(frozen=True, slots=True)
class EditionItem:
    """One story. `title` is a stored one; `when` its newest report, `dated` if published then.

    `sentences` are for readers who do not know the story, `updates` are its newest statements
    beside those. `origins` of 1 means that a single source stands behind it. `newest` is the id
    of the newest article that went in.
    """

    story_id: int
    title: str
    sentences: tuple[Sentence, ...]
    updates: tuple[Sentence, ...]
    when: datetime
    dated: bool
    outlets: int
    origins: int
    differs: tuple[Difference, ...]
    newest: int


@dataclass(frozen=True, slots=True)
class Edition:
    """The briefing of one topic for one window and language, stories best first.

    `older` says that nothing was in the window and these are the latest before it. `searched`
    counts the articles of the window, on any topic; of all time where the window held nothing.
    `notes` say how it came about, for people.
    """

    topic_key: str
    window: Window
    language: str
    items: tuple[EditionItem, ...]
    older: bool
    searched: Coverage
    notes: tuple[str, ...] = ()


class Mark(StrEnum):
    """What a story is to a chat."""

    NEW = "new"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class BriefingItem:
    """A story as one chat gets it: `claims` are what it has not been told."""

    story_id: int
    title: str
    mark: Mark
    claims: tuple[Claim, ...]
    when: datetime
    dated: bool
    outlets: int
    origins: int
    differs: tuple[Difference, ...]
    newest: int


@dataclass(frozen=True, slots=True)
class Section:
    """One topic of a briefing. `known` counts stories left out because the chat knows them."""

    topic: Topic
    window: Window
    items: tuple[BriefingItem, ...]
    known: int
    older: bool
    searched: Coverage


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How many feeds were read in the window, and how many of those failed.

    A feed counts as read where a poll of it succeeded in the window, or the last one failed.
    """

    read: int
    failed: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """What one chat gets: a section a topic, and what it should know about how it came.

    `late` says that the slot was due a while ago, `unconfirmed` counts earlier briefings that may
    not have arrived.
    """

    sections: tuple[Section, ...]
    language: str
    feeds: FeedHealth | None = None
    late: bool = False
    unconfirmed: int = 0
    notes: tuple[str, ...] = ()

    @property
    def told(self) -> Mapping[int, int]:
        """For each story in it the newest article: what the chat knows once this has arrived."""
        return {item.story_id: item.newest for section in self.sections for item in section.items}


def section_for(
    edition: Edition, topic: Topic, told: Mapping[int, int], most: int = MOST_STORIES
) -> Section:
    """Make the section of a chat that was told `told` (story id: newest article id).

    Somebody who asks for a briefing gets it whole: an empty `told`.
    """
    made = [_item_for(item, told.get(item.story_id)) for item in edition.items]
    shown = [item for item in made if item is not None]
    return Section(
        topic=topic,
        window=edition.window,
        items=tuple(shown[:most]),
        known=len(made) - len(shown),
        older=edition.older,
        searched=edition.searched,
    )


def without_repeats(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Leave out of each section the stories that an earlier one of the same briefing tells."""
    seen: set[int] = set()
    kept = []
    for section in sections:
        items = tuple(item for item in section.items if item.story_id not in seen)
        seen.update(item.story_id for item in items)
        kept.append(replace(section, items=items))
    return tuple(kept)


def _item_for(item: EditionItem, told: int | None) -> BriefingItem | None:
    """The story as news for a chat that knows its articles up to `told`; None if it knows all."""
    if told is None:
        mark, claims = Mark.NEW, tuple(sentence.claim for sentence in item.sentences)
    else:
        fresh = (s for s in (*item.sentences, *item.updates) if s.known_since > told)
        mark, claims = Mark.UPDATED, tuple(sentence.claim for sentence in fresh)
    if not claims:
        return None
    return BriefingItem(
        story_id=item.story_id,
        title=item.title,
        mark=mark,
        claims=claims,
        when=item.when,
        dated=item.dated,
        outlets=item.outlets,
        origins=item.origins,
        differs=item.differs,
        newest=item.newest,
    )
