"""Which stories of a window come first in an edition: a pure score over what is known of each.

Theory. What several newsrooms report on their own matters more than what one wire story's reprints
repeat, so independent origins weigh most, on a logarithm: the step from one to two says more
than from ten to eleven. Reprints add a little, since editors chose them. Within a day newer comes
first, gently (HALF_AFTER), so that a morning's large story is not displaced by the evening's
small one. What fits the topic in its title comes far before what mentions it in passing.

Where it fails: importance that nobody reports yet; many small items of one busy outlet (each is
its own story of one origin) are only told apart by recency and fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log2

from storage.records import Article, Story

HALF_AFTER = timedelta(hours=18)
REPRINT_WEIGHT = 0.15
FIT_POWER = 1.5


@dataclass(frozen=True, slots=True)
class RankedStory:
    """A story with how well it fits its topic (0 to 1) and its score; higher comes first."""

    story: Story
    fit: float
    score: float


def dated(article: Article) -> datetime:
    """When an article counts: published, or stored where that is not known."""
    return article.published or article.stored


def newest(story: Story) -> datetime:
    """When the story's newest article counts."""
    return max(map(dated, story.articles))


def outlets(articles: Iterable[Article]) -> int:
    """Count outlets; one that is not known counts by its source."""
    return len({article.outlet or article.source for article in articles})


def origins(articles: Iterable[Article]) -> int:
    """Count independent origins."""
    return len({article.origin_id for article in articles})


def rank(stories: Iterable[tuple[Story, float]], until: datetime) -> Sequence[RankedStory]:
    """Order stories, each with its fit (0 to 1), as of the window's end `until` (aware)."""
    ranked = [RankedStory(story, fit, _score(story, fit, until)) for story, fit in stories]
    return sorted(ranked, key=lambda one: (-one.score, -one.story.id))


def _score(story: Story, fit: float, until: datetime) -> float:
    independent = origins(story.articles)
    reprints = outlets(story.articles) - independent
    width = log2(1 + independent) + REPRINT_WEIGHT * log2(1 + max(reprints, 0))
    age = max((until - newest(story)) / HALF_AFTER, 0.0)
    value: float = width / (1 + age) * fit**FIT_POWER
    return value
