"""Which sentences are shown: by marginal gain, so that three sentences say three things.

Observed: the best-scored sentences of a question repeat each other, since outlets report one fact
in nearly the same words; the second sentence then adds nothing, and where the first is wrong the
second is wrong in the same way.

How it works: sentences are taken greedily. A sentence loses by what share of its words has been
said (to SAID), and its agreement counts only as far as it rests on new terms that no chosen
sentence has brought. One that is nearly said already is never taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.grounding.claims import Candidate
from bot.grounding.scoring import AGREED, Scored
from bot.text.words import content_terms

MOST_SENTENCES = 3
LOOKED_AT = 60  # candidates, best first
SAID = 2.0  # what a sentence loses when all its words have been said
NEARLY_SAID = 0.7


def select(scored: Sequence[Scored], most: int = MOST_SENTENCES) -> list[Scored]:
    """Choose up to `most` of `scored` (best first), each with something new to say."""
    left = [(each, _words(each.candidate)) for each in scored[:LOOKED_AT]]
    chosen: list[Scored] = []
    said: frozenset[str] = frozenset()
    offered: frozenset[str] = frozenset()
    while left and len(chosen) < most:
        gains = [(_gain(each, words, said, offered), n) for n, (each, words) in enumerate(left)]
        _, n = max(gains, key=lambda pair: (pair[0], -pair[1]))
        each, words = left.pop(n)
        if _share_said(words, said) < NEARLY_SAID:
            chosen.append(each)
            said |= words
            offered |= each.signals.new_terms
    return chosen


def _words(candidate: Candidate) -> frozenset[str]:
    return frozenset(content_terms(candidate.text, candidate.found.article.language))


def _gain(
    each: Scored, words: frozenset[str], said: frozenset[str], offered: frozenset[str]
) -> float:
    new = each.signals.new_terms
    kept = len(new - offered) / len(new) if new else 1.0
    return (
        each.candidate.score - AGREED * each.agreed * (1 - kept) - SAID * _share_said(words, said)
    )


def _share_said(words: frozenset[str], said: frozenset[str]) -> float:
    return len(words & said) / len(words) if words else 1.0
