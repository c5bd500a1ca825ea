"""Which sentences are shown: by marginal gain, so that three sentences say three things.

Observed: the best-scored sentences of a question repeat each other, since outlets report one fact
in nearly the same words; the second sentence then adds nothing, and where the first is wrong the
second is wrong in the same way.

How it works: sentences are taken greedily. A sentence loses by what share of its words has been
said (to SAID), and its agreement counts only as far as it rests on terms that no chosen sentence
offers. One that is nearly said already is never taken, nor one far weaker than the best. One that
leans on the sentence before it comes right after that one, if there is room for both, and loses
LEANING.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.grounding.presentation import Showable
from bot.grounding.scoring import AGREED

MOST_SENTENCES = 3
SAID = 0.3  # what a sentence loses when all its words have been said
NEARLY_SAID = 0.7
LEANING = 1.5  # what a sentence loses that takes another with it
TOO_WEAK = 6.0  # score below the best sentence's from which a sentence no longer answers


def select(showable: Sequence[Showable], most: int = MOST_SENTENCES) -> list[Showable]:
    """Choose up to `most`, in the order of their gain, each with something new to say."""
    best_score = max((each.candidate.score for each in showable), default=0.0)
    left = [each for each in showable if each.candidate.score > best_score - TOO_WEAK]
    chosen: list[Showable] = []
    said: frozenset[str] = frozenset()
    offered: frozenset[str] = frozenset()
    while left and len(chosen) < most:
        best = max(left, key=lambda each: _gain(each, said, offered))
        left.remove(best)
        if share_said(best.candidate.words, said) < NEARLY_SAID and _room(best, chosen, most):
            _place(best, chosen)
            said |= best.candidate.words
            offered |= best.candidate.offers
    return chosen


def _room(one: Showable, chosen: Sequence[Showable], most: int) -> bool:
    """Whether it can be shown with all that it leans on and that is not chosen yet."""
    texts = {each.text for each in chosen}
    if one.text in texts:
        return False
    new, needed = 1, one.after
    while needed is not None and needed.text not in texts:
        new, needed = new + 1, needed.after
    return len(chosen) + new <= most


def _place(one: Showable, chosen: list[Showable]) -> None:
    """Put it last, or right behind what it leans on, which comes with it."""
    if one.after is None:
        chosen.append(one)
        return
    if one.after.text not in [each.text for each in chosen]:
        _place(one.after, chosen)
    chosen.insert([each.text for each in chosen].index(one.after.text) + 1, one)


def _gain(one: Showable, said: frozenset[str], offered: frozenset[str]) -> float:
    candidate = one.candidate
    repeated = share_said(candidate.offers, offered) if candidate.offers else 0.0
    lost = AGREED * candidate.agreed * repeated + SAID * share_said(candidate.words, said)
    return candidate.score - lost - (LEANING if one.after else 0.0)


def share_said(words: frozenset[str], said: frozenset[str]) -> float:
    """The share of `words` that stands in `said`; 1 where there are none."""
    return len(words & said) / len(words) if words else 1.0
