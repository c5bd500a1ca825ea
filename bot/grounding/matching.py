"""How well a sentence's words match a question's: pure figures, each from 0 to 1.

- cover: the share of the question's words, weighted by rarity, that the sentence holds
- pointed: the same with a word counted the less the longer the sentence is (BM25's length norm,
  Robertson and Zaragoza 2009), so that a sentence that strings everything together gains nothing
- near: the most that stands around one of the words that could be the answer, each word of the
  question counted by its distance, which halves every HALVES_AFTER content words
- related: the share of the question's words that the sentence holds only as a synonym, as a word
  formed from it or forming it, as what it causes, is caused by or measures (WordNet: married,
  marriage; died, killed; deep, depth)
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.text.lexicon import brought, kin
from bot.text.words import content_terms, stem, tokens

SATURATION = 1.2  # BM25's k1
LENGTH_NORM = 0.75  # BM25's b
USUAL_LENGTH = 14.0  # content words of a news sentence
HALVES_AFTER = 3.0  # content words

_FAR = 40
_NEARNESS = tuple(math.pow(0.5, far / HALVES_AFTER) for far in range(_FAR + 1))


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a question with their weights, and the words related to each."""

    weights: Mapping[str, float]
    total: float
    related: Mapping[str, tuple[str, ...]]  # other term -> terms of the question


def asked(text: str, weights: Mapping[str, float], language: str) -> Asked:
    """Prepare a question's weighted terms for matching; only English words have relations."""
    related: dict[str, tuple[str, ...]] = {}
    for token in tokens(text) if language == "en" else ():
        term = stem(token.text)
        if term in weights:
            for other in _kin_terms(token.text):
                related[other] = (*related.get(other, ()), term)
    return Asked(weights, sum(weights.values()), related)


@lru_cache(maxsize=8192)
def _kin_terms(word: str) -> frozenset[str]:
    return frozenset(
        term
        for other in kin(word) | brought(word)
        if " " not in other
        for term in content_terms(other)
    )


def cover(held: frozenset[str], question: Asked) -> float:
    """The share of the question's weight that `held` holds."""
    return _share(held.intersection(question.weights), question)


def pointed(terms: Sequence[str], held: frozenset[str], question: Asked) -> float:
    """Cover by `terms` (`held` as a set), each counted as BM25 would in so long a sentence."""
    if not question.total:
        return 0.0
    norm = SATURATION * (1 - LENGTH_NORM + LENGTH_NORM * len(terms) / USUAL_LENGTH)
    found = (
        (question.weights[term], terms.count(term)) for term in held if term in question.weights
    )
    told = sum(weight * count * (1 + SATURATION) / (count + norm) for weight, count in found)
    return min(1.0, told / question.total)


def near(terms: Sequence[str], offers: frozenset[str], question: Asked) -> float:
    """The most of the question that stands around one of `offers`."""
    if not (question.total and offers):
        return 0.0
    places = [(at, term) for at, term in enumerate(terms) if term in question.weights]
    answers = [at for at, term in enumerate(terms) if term in offers]
    if not places:
        return 0.0
    return max((_around(at, places, question) for at in answers), default=0.0) / question.total


def _around(at: int, places: Iterable[tuple[int, str]], question: Asked) -> float:
    nearest: dict[str, int] = {}
    for place, term in places:
        nearest[term] = min(abs(place - at), nearest.get(term, abs(place - at)))
    return sum(question.weights[term] * _NEARNESS[min(far, _FAR)] for term, far in nearest.items())


def related(held: frozenset[str], question: Asked) -> float:
    """The share of the question's weight that `held` holds in a related word only."""
    others = held.intersection(question.related)
    terms = {term for other in others for term in question.related[other]}
    return _share(terms - held, question)


def _share(terms: Iterable[str], question: Asked) -> float:
    if not question.total:
        return 0.0
    return sum(question.weights.get(term, 0.0) for term in terms) / question.total
