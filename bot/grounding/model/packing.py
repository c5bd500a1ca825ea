"""Which passages a model is sent: the most worth for a budget of tokens.

Observed: what answers a question stands in a few of the first twenty passages found; copies of one
report and passages that say the same words again add tokens and no knowledge, while a second report
with other words does. So passages are taken greedily by marginal value: the share of the best score
that a passage reaches, times the share of its content words that no passage taken so far has, and
where those are even the shorter first. A passage that is nearly covered already is never taken.

Fails where two passages share most words and differ in the one that matters (an updated figure in
a reprint): the better ranked of the two is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.grounding.claims import Found
from bot.text.words import content_terms

NEARLY_COVERED = 0.2  # a passage with a smaller share of new words says nothing new


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage with what it costs and what it says."""

    found: Found
    tokens: int
    words: frozenset[str]


def pack(found: Sequence[Found], budget: int, count: Callable[[Found], int]) -> tuple[Found, ...]:
    """Return the passages worth sending within `budget` tokens, in the order they were found.

    `count` counts the tokens that a passage takes as it is sent. The best passage is sent however
    long it is, as nothing could be answered without it.
    """
    left = [_weighed(one, count) for one in found]
    best = max((one.found.score for one in left), default=0.0)
    taken: list[Weighed] = []
    known: frozenset[str] = frozenset()
    while left:
        value, chosen = max(
            ((_value(one, known, best), one) for one in left),
            key=lambda pair: (pair[0], -pair[1].tokens),
        )
        left.remove(chosen)
        if value <= 0:
            break
        if not taken or chosen.tokens <= budget:
            taken.append(chosen)
            known |= chosen.words
            budget -= chosen.tokens
    kept = {one.found.passage.id for one in taken}
    return tuple(one for one in found if one.passage.id in kept)


def _weighed(found: Found, count: Callable[[Found], int]) -> Weighed:
    words = frozenset(content_terms(found.passage.text, found.article.language))
    return Weighed(found, count(found), words)


def _value(one: Weighed, known: frozenset[str], best: float) -> float:
    new = len(one.words - known) / len(one.words) if one.words else 0.0
    if known and new < NEARLY_COVERED:
        return 0.0
    return (one.found.score / best if best > 0 else 1.0) * new
