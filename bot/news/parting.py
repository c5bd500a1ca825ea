"""When one story turns out to be two.

Observed: events that only look alike (two fires in shops of one chain, two deaths of old officials,
two arrests of players of one team) share so many words and names that each report is near enough
to the other event's reports, and no single likeness tells them apart. But what they share is in
nearly all of the story's articles, and what is only in some falls into two heaps: one town with one
day and one man's name, and another town. Within one event what is only in some articles lies
across: each report picks its own.

How it works: what is in all articles of the story counts nothing, what is in some the more the
fewer have it, and what is in one only counts nothing again. By these weights two articles that are
in the thick of the story and least alike are taken as seeds, the others go to the nearer one, and
each is asked again until none moves. The story is parted when both parts have several articles,
and an article is on average four times as like those of its part as the others.

Where it fails: parts of one or two articles stay; two accounts of one event that share no detail
(the first hours and the trial) may be parted; two events of which most articles tell both stay one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import fmean

FEWEST = 3
"""How many articles a part has at least."""

_CLEAR = 0.75  # margin of the own part over the other one, on average, from which a story parts
_ROUNDS = 6  # of asking again: three quarters of the stories settle in two

Likenesses = Sequence[Sequence[float]]


def parts(vectors: Sequence[Mapping[str, float]]) -> tuple[list[int], list[int]] | None:
    """Return the positions of two parts that a story falls into, or None when it is one."""
    if len(vectors) < 2 * FEWEST:
        return None
    alike = _alike(_telling_apart(vectors))
    sides = _settle(alike, _seeds(alike))
    one, other = (([at for at, side in enumerate(sides) if side == which]) for which in (0, 1))
    if min(len(one), len(other)) < FEWEST or _margin(alike, sides) < _CLEAR:
        return None
    return one, other


def _telling_apart(vectors: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """Weigh features by how few of these articles have them, but those of one article nothing."""
    spread = Counter(feature for vector in vectors for feature in vector)
    rare = {f: 1 - n / len(vectors) for f, n in spread.items() if 1 < n < len(vectors)}
    kept = [{f: vector[f] * rare[f] for f in vector.keys() & rare.keys()} for vector in vectors]
    return [_unit(vector) for vector in kept]


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {feature: weight / length for feature, weight in vector.items()}


def _alike(vectors: Sequence[Mapping[str, float]]) -> list[list[float]]:
    """Return how like each is to each; to itself 0."""
    alike = [[0.0] * len(vectors) for _ in vectors]
    for one, other in combinations(range(len(vectors)), 2):
        ours, theirs = vectors[one], vectors[other]
        shared = sum(ours[f] * theirs[f] for f in ours.keys() & theirs.keys())
        alike[one][other] = alike[other][one] = shared
    return alike


def _seeds(alike: Likenesses) -> tuple[int, int]:
    """Return two articles that are like many others and not each other."""
    whole = [sum(row) for row in alike]

    def apart(pair: tuple[int, int]) -> float:
        one, other = pair
        return min(whole[one], whole[other]) - len(whole) * alike[one][other]

    return max(combinations(range(len(whole)), 2), key=apart)


def _settle(alike: Likenesses, seeds: tuple[int, int]) -> list[int]:
    """Return each article's side: the nearer seed's, then the one it is more like on average."""
    one, other = seeds
    sides = [int(row[other] > row[one]) for row in alike]
    sides[one], sides[other] = 0, 1
    for _ in range(_ROUNDS):
        before = list(sides)
        for at in range(len(sides)):
            sides[at] = int(_average(alike, sides, at, 1) > _average(alike, sides, at, 0))
        if sides == before:
            break
    return sides


def _average(alike: Likenesses, sides: Sequence[int], at: int, side: int) -> float:
    others = [alike[at][n] for n, its in enumerate(sides) if its == side and n != at]
    return fmean(others) if others else -1.0


def _margin(alike: Likenesses, sides: Sequence[int]) -> float:
    """Return how much more like articles are to their part, from 0 (no more) to 1."""
    margins = []
    for at, side in enumerate(sides):
        own, away = _average(alike, sides, at, side), _average(alike, sides, at, 1 - side)
        margins.append((own - away) / max(own, away, 1e-9))
    return fmean(margins)
