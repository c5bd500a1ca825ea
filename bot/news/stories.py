"""Which story an article belongs to, decided as it arrives.

Observed: reports of one event share its names (people, places, outfits), its numbers and its rare
words, above all near the top; look-alike events (two earthquakes, two trials of one person) share
the common words of their topic and differ in names, numbers and days. The average over a story's
articles decides better than the single nearest article, which drags whole stories together. Early
in an archive frequencies say little, and the first two articles of an event may not look alike
until a third stands between them. Two events that look alike are
near enough to be one story until there are several reports of each to compare.

How it works: an article's features are its words, its names and its numbers, each weighing by how
often it occurs, more in the first 150 words. Two articles are as like as the cosines of these
three, weighed by inverse article frequency as known at that moment. An article joins the story
whose articles it is most like on average, if that is enough, else it opens one. Then its nearest
neighbours are asked again, now that it is there: one that is more like its story moves to it.
Last, the story that has changed is looked at for two events in one (bot.news.parting). Everything
looks at a bounded neighbourhood, so that the cost does not grow with the archive.

Time counts little: what follows from an event comes weeks and months later, in the same names. A
story is as near as the nearest of its articles; two months cost nothing, a year three tenths.

Where it fails: reports of one event in different languages; long-running affairs, which become
several stories or one depending on how much the news changes; opinion pieces about an event.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from operator import mul
from statistics import fmean
from sys import intern

from bot.news.parting import parts
from bot.text.words import fold, is_stop, stem, tokens

WORD, NAME, NUMBER = " ", "^", "#"
"""The marks of features; names and numbers start with theirs, a word with a letter."""

NEIGHBOURS = 24
"""How many articles that share telling features are looked at."""

STORIES = 8
"""How many of their stories are considered, nearest first."""

MEMBERS = 12
"""How many of a story's articles are compared with, the newest."""

FOUND_BY = 32
"""By how many of its features an article can be found."""

_LEAD_WORDS = 150
_LEAD_WEIGHT = 3
_MOST_WORDS = 600  # of an article that are looked at
_SATURATION = 1.5  # occurrences that make half of a feature's full weight
_MOST_FEATURES = 160  # of an article that are compared, by what they tell
_OPENS = re.compile(r"[.!?:\n\"“”‘'’(]\W*$|\A\W*$")

SHARES = {WORD: 0.5, NAME: 1.0, NUMBER: 0.2}
"""How much words, names and numbers count in likeness."""

_ENOUGH = 0.14  # likeness to a story, on average, from which an article joins it
_NEAR = 0.09  # likeness from which an article is a neighbour
_WORTH = 0.06  # likeness of its nearest candidate from which a story is considered
_ASKED_AGAIN = 20  # neighbours that may move
_SAME_DAYS = timedelta(days=60)  # an event and what follows from it: no cost
_OTHER_DAYS = timedelta(days=365)  # from so far apart on, they are this much as like:
_APART = 0.7

Vector = Mapping[str, float]

Compared = Mapping[str, tuple[tuple[str, ...], "array[float]"]]
"""The features of an article that are compared and how often each is said, by their mark.

Some 3 KB, a quarter of their vector, which is made of it faster than it is read from a database.
"""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of `total` articles each feature occurs; one that is not listed, in `rare`."""

    total: int
    counts: Mapping[str, int]
    rare: int = 0


class Telling(dict[str, float]):
    """How much each feature tells: its inverse article frequency, never below 0."""

    def __init__(self, frequencies: Frequencies) -> None:
        super().__init__()
        self._frequencies = frequencies

    def __missing__(self, feature: str) -> float:
        known = self._frequencies
        count = known.counts.get(feature, known.rare)
        self[feature] = max(0.0, math.log((known.total + 1) / (count + 0.5)))
        return self[feature]


@dataclass(frozen=True, slots=True)
class Member:
    """An article as stories are decided by it; `story` is None before it has one."""

    id: int
    story: int | None
    vector: Vector
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Decision:
    """The story to join (None: a new one), and which articles move: article id to story.

    A move to None is one to the newcomer's new story. Articles `apart` leave the newcomer's story
    together, after all moves, for a new one of their own.
    """

    story: int | None
    moves: Mapping[int, int | None]
    apart: frozenset[int] = frozenset()


def features(title: str, text: str, language: str = "en") -> dict[str, float]:
    """Return what tells an article's event, with how often it is said (0 to 1)."""
    said = f"{title}.\n{text}"
    leading: list[str] = []
    following: list[str] = []
    end = 0
    for at, (word, start, stop) in enumerate(tokens(said)[:_MOST_WORDS]):
        named = word[0].isupper() and not _OPENS.search(said, max(end - 1, 0), start)
        end = stop
        (leading if at < _LEAD_WORDS else following).extend(_features_of(word, named, language))
    counts = Counter(leading * _LEAD_WEIGHT + following)  # counts much faster than one by one
    return {feature: round(count / (count + _SATURATION), 3) for feature, count in counts.items()}


@lru_cache(maxsize=100_000)
def _features_of(word: str, named: bool, language: str) -> tuple[str, ...]:
    if word[0].isdigit():
        return (NUMBER + fold(word),)
    if len(word) < 2 or is_stop(word, language):
        return ()
    term = stem(word, language)
    return (term, NAME + term) if named else (term,)


def most_telling(said: Vector, telling: Telling) -> list[str]:
    """Return the features by what they tell: how often they are said and how rare they are.

    By the first FOUND_BY of them later articles find this one, and it finds earlier ones.
    """
    weights = {feature: often * telling[feature] for feature, often in said.items()}
    return sorted(sorted(weights), key=weights.__getitem__, reverse=True)


def compared(said: Vector, most: int = _MOST_FEATURES) -> Compared:
    """Return of the features, given in the order of what they tell, those that are compared."""
    grouped: dict[str, dict[str, float]] = {mark: {} for mark in SHARES}
    for feature, often in islice(said.items(), most):
        grouped[feature[0] if feature[0] in SHARES else WORD][intern(feature)] = often
    return {mark: (tuple(its), array("d", its.values())) for mark, its in grouped.items() if its}


def vector(said: Compared, telling: Telling) -> dict[str, float]:
    """Weigh features so that the product of two vectors is their articles' likeness."""
    whole = sum(SHARES.values())
    weighed: dict[str, float] = {}
    for mark, (its, often) in said.items():
        weights = list(map(mul, often, map(telling.__getitem__, its)))
        length = math.sqrt(sum(map(mul, weights, weights))) or 1.0
        scale = math.sqrt(SHARES[mark] / whole) / length
        weighed.update(zip(its, [weight * scale for weight in weights], strict=True))
        if 0.0 in weights:
            weighed = {feature: weight for feature, weight in weighed.items() if weight}
    return weighed


def likeness(one: Member, other: Member) -> float:
    """Return from 0 to 1 how like two articles are."""
    return product(one.vector, other.vector) * _nearness(one.published, other.published)


def product(one: Vector, other: Vector) -> float:
    """Return the product of two vectors."""
    return sum([one[feature] * other[feature] for feature in filter(other.__contains__, one)])


def _nearness(one: datetime | None, other: datetime | None) -> float:
    """Return 1 for articles of the same days, falling to _APART; 1 where a day is not known."""
    if one is None or other is None:
        return 1.0
    apart = min(max(abs(one - other), _SAME_DAYS), _OTHER_DAYS)
    return float(_APART ** ((apart - _SAME_DAYS) / (_OTHER_DAYS - _SAME_DAYS)))


def nearest_stories(newcomer: Member, candidates: Sequence[Member]) -> list[int]:
    """Return the stories of the candidates, the nearest article's first, at most STORIES.

    A story is left out when no candidate of it comes near being a neighbour: what was found of it
    by the most telling features is hardly less like than the rest, so that it would neither win
    nor lose anybody.
    """
    near = {member.id: likeness(newcomer, member) for member in candidates}
    ranked = sorted((m for m in candidates if near[m.id] >= _WORTH), key=lambda m: -near[m.id])
    return list(dict.fromkeys(m.story for m in ranked if m.story is not None))[:STORIES]


def decide(newcomer: Member, known: Sequence[Member]) -> Decision:
    """Decide the newcomer's story and who moves, given the articles of the stories near it."""
    return _Neighbourhood(newcomer, known).settle()


class _Neighbourhood:
    """The newcomer among the stories near it.

    How like an article is to a story on average is its likeness to the sum of the story's vectors,
    so that a story is asked at the cost of one article; the newcomer is compared with each anyway.
    """

    def __init__(self, newcomer: Member, known: Sequence[Member]) -> None:
        self._newcomer = newcomer
        self._members = {member.id: member for member in (*known, newcomer)}
        self._story: dict[int, int | None] = {member.id: member.story for member in known}
        self._groups: dict[int | None, _Group] = {}
        for member in known:
            self._groups.setdefault(member.story, _Group()).add(member)
        self._shared = {m.id: product(newcomer.vector, m.vector) for m in known}

    def settle(self) -> Decision:
        own = self._newcomers_story()
        self._put(self._newcomer, own)
        moves = {}
        for member in self._nearest():
            better = self._better_story(member)
            if better != self._story[member.id]:
                self._groups[self._story[member.id]].remove(member)
                self._put(member, better)
                moves[member.id] = better
        return self._parted(own, moves)

    def _newcomers_story(self) -> int | None:
        """Return the story that it is most like on average, None when that is not enough."""
        best, above = None, _ENOUGH
        for story, group in self._groups.items():
            shared = fmean(self._shared[id_] for id_ in group.members)
            if shared > above and (average := shared * group.nearness(self._newcomer)) > above:
                best, above = story, average
        return best

    def _put(self, member: Member, story: int | None) -> None:
        self._story[member.id] = story
        self._groups.setdefault(story, _Group()).add(member)

    def _nearest(self) -> list[Member]:
        """Return the articles that the newcomer is like, likest first."""
        day = self._newcomer.published
        near = {
            id_: shared * _nearness(day, self._members[id_].published)
            for id_, shared in self._shared.items()
            if shared >= _NEAR
        }
        ids = sorted((id_ for id_ in near if near[id_] >= _NEAR), key=lambda id_: -near[id_])
        return [self._members[id_] for id_ in ids[:_ASKED_AGAIN]]

    def _better_story(self, member: Member) -> int | None:
        """Return the newcomer's story where that suits an article better than its own."""
        own, changed = self._story[member.id], self._story[self._newcomer.id]
        if own == changed:
            return own
        above = max(self._groups[own].average(member), _ENOUGH)
        return changed if self._groups[changed].average(member) > above else own

    def _parted(self, own: int | None, moves: dict[int, int | None]) -> Decision:
        """Part the newcomer's story where it turns out to be two: the smaller part leaves."""
        group = list(self._groups[own].members)
        found = parts([self._members[id_].vector for id_ in group])
        if found is None:
            return Decision(own, moves)
        leaving = {group[at] for at in min(found, key=len)}
        me = self._newcomer.id
        if me in leaving and own is not None:
            return Decision(None, moves | dict.fromkeys(leaving - {me}))
        if me in leaving:
            leaving = set(group) - leaving
        return Decision(own, moves, frozenset(leaving))


class _Group:
    """The articles of a story that are looked at, and the sum of their vectors once it is asked."""

    def __init__(self) -> None:
        self.members: dict[int, Member] = {}
        self._sum: defaultdict[str, float] | None = None

    def add(self, member: Member) -> None:
        self.members[member.id] = member
        if self._sum is not None:
            _add(self._sum, member.vector)

    def remove(self, member: Member) -> None:
        del self.members[member.id]
        self._sum = None

    def average(self, member: Member) -> float:
        """Return how like an article is to the others of the story; 0 when there are none."""
        inside = member.id in self.members
        others = len(self.members) - inside
        if not others:
            return 0.0
        own = product(member.vector, member.vector) if inside else 0.0
        shared = product(member.vector, self._whole()) - own
        return shared / others * self.nearness(member)

    def nearness(self, member: Member) -> float:
        """Return the nearness in time of the other article that is nearest."""
        if member.published is None:
            return 1.0
        others = (other for other in self.members.values() if other.id != member.id)
        return max(_nearness(member.published, other.published) for other in others)

    def _whole(self) -> Vector:
        if self._sum is None:
            first, *others = (member.vector for member in self.members.values())
            self._sum = defaultdict(float, first)
            for other in others:
                _add(self._sum, other)
        return self._sum


def _add(total: defaultdict[str, float], vector: Vector) -> None:
    for feature, weight in vector.items():
        total[feature] += weight
