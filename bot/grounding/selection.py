"""Which sentences are shown: by marginal gain, so that three sentences say three things.

Observed: the best-scored sentences of a question repeat each other, since outlets report one fact
in nearly the same words; the second sentence then adds nothing, and where the first is wrong the
second is wrong in the same way.

How it works: sentences are taken greedily. A sentence loses by what share of its words has been
said (to SAID), and its agreement counts only as far as it rests on terms that no chosen sentence
offers. One that is nearly said already is never taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.grounding.claims import Candidate
from bot.grounding.scoring import AGREED
from bot.text.words import content_terms

MOST_SENTENCES = 3
SAID = 0.5  # what a sentence loses when all its words have been said
NEARLY_SAID = 0.7


@dataclass(frozen=True, slots=True)
class Showable:
    """A candidate in the words that a reader would see."""

    candidate: Candidate
    text: str

    @property
    def words(self) -> frozenset[str]:
        """The content terms of what would be seen."""
        return frozenset(content_terms(self.text, self.candidate.found.article.language))


def select(showable: Sequence[Showable], most: int = MOST_SENTENCES) -> list[Showable]:
    """Choose up to `most`, in the order of their gain, each with something new to say."""
    left = [(each, each.words) for each in showable]
    chosen: list[Showable] = []
    said: frozenset[str] = frozenset()
    offered: frozenset[str] = frozenset()
    while left and len(chosen) < most:
        gains = [(_gain(each, words, said, offered), -n) for n, (each, words) in enumerate(left)]
        each, words = left.pop(-max(gains)[1])
        if share_said(words, said) < NEARLY_SAID:
            chosen.append(each)
            said |= words
            offered |= each.candidate.offers
    return chosen


def _gain(
    each: Showable, words: frozenset[str], said: frozenset[str], offered: frozenset[str]
) -> float:
    candidate = each.candidate
    repeated = share_said(candidate.offers, offered) if candidate.offers else 0.0
    lost = AGREED * candidate.agreed * repeated + SAID * share_said(words, said)
    return candidate.score - lost


def share_said(words: frozenset[str], said: frozenset[str]) -> float:
    """The share of `words` that stands in `said`; 1 where there are none."""
    return len(words & said) / len(words) if words else 1.0
