"""How sure it is that the best sentences answer the question, from 0 to 1.

Observed: a question that the archive cannot answer still finds passages. What tells it: its rare
words or its names stand nowhere near each other, no sentence brings anything of the wanted type,
and no two articles agree on one.

How it works: a logistic function of three figures of the best candidate that is worth showing:
how much of the question (by rarity) stands in it and around it, how much in the sentence alone,
whether it offers the wanted type; and of the share of the question's names that its passage or
title holds. The weights were fitted on development questions, see tests/evals/answers.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.grounding.claims import Found
from bot.grounding.question import Question
from bot.grounding.scoring import Scored
from bot.text.words import content_terms

ANSWERED_FROM = 0.5
LOOKED_AT = 3

_BIAS, _AROUND, _WITHIN, _TYPED, _NAMED = -5.0, 4.0, 1.5, 0.8, 2.0


def confidence(question: Question, scored: Sequence[Scored]) -> float:
    """Return how likely it is that the best of `scored` (best first) answers."""
    return max((_of(question, each) for each in scored[:LOOKED_AT]), default=0.0)


def _of(question: Question, scored: Scored) -> float:
    signals = scored.signals
    weighed = (
        _BIAS
        + _AROUND * signals.in_context
        + _WITHIN * signals.cover
        + _TYPED * signals.typed
        + _NAMED * named(question, scored.candidate.found)
    )
    return 1 / (1 + math.exp(-weighed))


def named(question: Question, found: Found) -> float:
    """The share of the question's names of which a word stands near the passage."""
    if not question.names:
        return 1.0
    near = " ".join((found.article.title, found.before, found.passage.text, found.after))
    held = frozenset(content_terms(near, question.language))
    hits = [not held.isdisjoint(content_terms(name, question.language)) for name in question.names]
    return sum(hits) / len(hits)
