"""How sure it is that the best sentences answer the question, from 0 to 1.

Observed: a question that the archive cannot answer still finds passages. What tells it: the best
passage is weak for so many rare words, the words stand nowhere near each other, a name of the
question is missing or stands there in part only, the sentence says the opposite of one of its
words, or it asks for what did not happen.

How it works: a logistic function of twelve figures of the best candidate:
 - strength: the best passage's BM25 score relative to the rarity of all that was asked; weak: what
   it lacks to ENOUGH, below which hardly anything is an answer
 - cover, context, related: how much of the question, by rarity, stands in the sentence, around it,
   and in the sentence as a related word (see matching)
 - typed: whether the first candidate offers something of the wanted type
 - named: of how many of the question's names a word, and all words, stand near the passage
 - negated: "not", "never", "without" in one of question and sentence only; denied: in the question
 - untyped: whether none of the first candidates has the number, person or time asked for
 - untold: how much of the question are names of which the article never tells (see told_names)
 - opposed: the sentence holds an antonym of a word of the question that it lacks
The weights were fitted on answerable, adversarially unanswerable and foreign questions together
(see tests/evals/answers.py), on each half of them and checked on the other; the bias puts
ANSWERED_FROM where 96 to 98 of 100 answerable questions are answered. A question for somebody's
words that finds nobody saying anything is worth UNSPOKEN of it.

Tried without gain: how many terms are missing, the rarest missing one, missing verbs and nouns
apart, numbers that are missing, sisters of missing words, the order of the words, the lead of the
best candidate, agreement of articles.

Where it fails: questions that swap one word of a true sentence for another that stands nearby.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from types import MappingProxyType

from bot.grounding.claims import Candidate, Found
from bot.grounding.question import Question, Wants
from bot.grounding.scoring import Scored
from bot.text.lexicon import antonyms
from bot.text.words import content_terms, stem, tokens

ANSWERED_FROM = 0.5
LOOKED_AT = 3  # candidates
UNSPOKEN = 0.3

_BIAS = -0.9
_SHARPNESS = 1.2  # spreads the figures over the range; the order and the cut stay the same
_STRONGEST = 2.0
ENOUGH = 0.7
_STRICT = frozenset({Wants.NUMBER, Wants.PERSON, Wants.TIME})
_NEGATION = re.compile(
    r"n['’]t\b|\b(?:not|never|least|without|no|nor|neither|none)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What confidence is made of; see the module for each."""

    strength: float
    weak: float
    cover: float
    context: float
    related: float
    typed: float
    named: float
    negated: float
    denied: float
    opposed: float
    untold: float
    untyped: float


WEIGHTS = Figures(
    strength=0.6,
    weak=-6.0,
    cover=1.1,
    context=1.0,
    related=3.2,
    typed=0.4,
    named=1.4,
    negated=-0.5,
    denied=-1.1,
    opposed=-1.1,
    untold=-6.0,
    untyped=-2.0,
)


def confidence(
    question: Question,
    scored: Sequence[Scored],
    strength: float,
    untold: Mapping[int, float] = MappingProxyType({}),
) -> float:
    """Return how likely it is that the best of `scored` (best first) answers.

    `strength` is the best passage's score relative to what the question's rarity lets expect,
    about 1 where it holds all words. `untold` is how much of the question an article never names.
    """
    if not scored:
        return 0.0
    figures = zip(
        astuple(WEIGHTS), astuple(read_figures(question, scored, strength, untold)), strict=True
    )
    weighed = _BIAS + sum(weight * figure for weight, figure in figures)
    sure = 1 / (1 + math.exp(-_SHARPNESS * weighed))
    spoken = not question.speaker or any(each.signals.typed for each in scored[:LOOKED_AT])
    return sure if spoken else UNSPOKEN * sure


def read_figures(
    question: Question,
    scored: Sequence[Scored],
    strength: float,
    untold: Mapping[int, float] = MappingProxyType({}),
) -> Figures:
    """The figures of the best of `scored`, of which there is at least one."""
    best = max(scored[:LOOKED_AT], key=lambda each: each.signals.cover + each.signals.in_context)
    denied = _negated(question.text)
    return Figures(
        strength=min(strength, _STRONGEST),
        weak=max(0.0, ENOUGH - strength),
        cover=best.signals.cover,
        context=best.signals.in_context,
        related=best.signals.related,
        typed=scored[0].signals.typed,
        named=named(question, best.candidate.found),
        negated=float(denied != _negated(best.candidate.text)),
        denied=float(denied),
        opposed=float(_opposed(question, best.candidate)),
        untold=untold.get(scored[0].candidate.found.article.id, 0.0),
        untyped=_untyped(question, scored),
    )


def _untyped(question: Question, scored: Sequence[Scored]) -> float:
    """How far the first candidates lack the number, person or time that is asked for."""
    if question.wants not in _STRICT:
        return 0.0
    return 1.0 - max(each.signals.typed for each in scored[:LOOKED_AT])


def named(question: Question, found: Found) -> float:
    """How far the question's names stand near the passage: whole names count, and parts a third."""
    if not question.names:
        return 1.0
    near = " ".join((found.article.title, found.before, found.passage.text, found.after))
    held = frozenset(content_terms(near, question.language))
    names = [frozenset(content_terms(name, question.language)) for name in question.names]
    parts = sum(not held.isdisjoint(name) for name in names)
    whole = sum(held.issuperset(name) for name in names)
    return (parts + 2 * whole) / 3 / len(names)


def _opposed(question: Question, candidate: Candidate) -> bool:
    if question.language != "en":
        return False
    lacking = (
        token.text
        for token in tokens(question.text)
        if stem(token.text) in question.weights and stem(token.text) not in candidate.words
    )
    return any(not candidate.words.isdisjoint(_antonym_terms(word)) for word in lacking)


@lru_cache(maxsize=8192)
def _antonym_terms(word: str) -> frozenset[str]:
    return frozenset(stem(other) for other in antonyms(word))


def _negated(text: str) -> bool:
    return _NEGATION.search(text) is not None
