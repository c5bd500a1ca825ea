"""How sure it is that the best sentences answer the question, from 0 to 1.

Observed: a question that the archive cannot answer still finds passages. What tells it: the best
passage is weak for so many rare words, the words stand nowhere near each other, a name of the
question is missing, or one of question and sentence is negated and the other is not.

How it works: a logistic function of six figures of the best candidate:
 - strength: the best passage's BM25 score relative to the rarity of all that was asked
 - cover and context: how much of the question, by rarity, stands in the sentence, and around it
 - typed: whether something of the wanted type is offered
 - named: the share of the question's names of which a word stands near the passage
 - negated: "not", "never", "without" in one of the two only
The weights were fitted on answerable, adversarially unanswerable and foreign questions together
(see tests/evals/answers.py); the bias puts ANSWERED_FROM where 96 of 100 answerable questions are
answered. A question for somebody's words that finds nobody saying anything is worth UNSPOKEN of it.

Tried without gain: how many terms are missing, the rarest missing one, antonyms and sisters of
missing words, the order of the words, the lead of the best candidate, agreement of articles.

Where it fails: questions that swap one word of a true sentence for another that stands nearby.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from bot.grounding.claims import Found
from bot.grounding.question import Question
from bot.grounding.scoring import Scored
from bot.text.words import content_terms

ANSWERED_FROM = 0.5
LOOKED_AT = 3  # candidates
UNSPOKEN = 0.3

_BIAS = -2.05
_STRENGTH, _COVER, _CONTEXT, _TYPED, _NAMED, _NEGATED = 1.4, 0.9, 1.1, 0.6, 0.4, -0.7
_SHARPNESS = 2.5  # spreads the figures over the range; the order and the cut stay the same
_STRONGEST = 2.0
_NEGATION = re.compile(
    r"n['’]t\b|\b(?:not|never|least|without|no|nor|neither|none)\b", re.IGNORECASE
)


def confidence(question: Question, scored: Sequence[Scored], strength: float) -> float:
    """Return how likely it is that the best of `scored` (best first) answers.

    `strength` is the best passage's score relative to what the question's rarity lets expect,
    about 1 where it holds all words.
    """
    if not scored:
        return 0.0
    looked_at = scored[:LOOKED_AT]
    best = max(looked_at, key=lambda each: each.signals.cover + each.signals.in_context)
    weighed = (
        _BIAS
        + _STRENGTH * min(strength, _STRONGEST)
        + _COVER * best.signals.cover
        + _CONTEXT * best.signals.in_context
        + _TYPED * max(each.signals.typed for each in looked_at)
        + _NAMED * named(question, best.candidate.found)
        + _NEGATED * (_negated(question.text) != _negated(best.candidate.text))
    )
    sure = 1 / (1 + math.exp(-_SHARPNESS * weighed))
    spoken = not question.speaker or any(each.signals.typed for each in looked_at)
    return sure if spoken else UNSPOKEN * sure


def named(question: Question, found: Found) -> float:
    """The share of the question's names of which a word stands near the passage."""
    if not question.names:
        return 1.0
    near = " ".join((found.article.title, found.before, found.passage.text, found.after))
    held = frozenset(content_terms(near, question.language))
    hits = [not held.isdisjoint(content_terms(name, question.language)) for name in question.names]
    return sum(hits) / len(hits)


def _negated(text: str) -> bool:
    return _NEGATION.search(text) is not None
