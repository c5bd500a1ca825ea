"""Which sentences are shown: by marginal gain, so that three sentences say three things.

Observed: the best-scored sentences of a question repeat each other, since outlets report one fact
in nearly the same words; the second sentence then adds nothing, and where the first is wrong the
second is wrong in the same way.

How it works: sentences are taken greedily. A sentence loses by what share of its words has been
said (to SAID), and its agreement counts only as far as it rests on terms that no chosen sentence
offers. One that is nearly said already is never taken, nor one far weaker than the best: what
others agree on in that one makes no other weaker. Another article's has to come nearer to the best,
since most of what misled readers was such a one, and of those further off next to none answered.
One that leans on the sentence before it comes right after that one, if there is room for both, and
loses LEANING. One that points back to what was not told loses UNCLEAR where the question does not
tell it either, and is not shown beside others unless those of its article tell it, or the title
that it is shown under (see titles). What is of one article stays together, so that "the quake" is
that of the sentence before.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.grounding.claims import Candidate
from bot.grounding.presentation import Showable
from bot.grounding.scoring import AGREED
from bot.grounding.titles import runs
from bot.text.words import content_terms

MOST_SENTENCES = 3
SAID = 0.8  # what a sentence loses when all its words have been said
NEARLY_SAID = 0.7
LEANING = 0.7  # what a sentence loses that takes another with it
UNCLEAR = 2.0  # what the first sentence loses if it points back
TOO_WEAK = 4.0  # score below the best sentence's, agreement apart, from which none answers
TOO_FAR = 2.5  # the same of another article's


def select(showable: Sequence[Showable], most: int = MOST_SENTENCES) -> list[Showable]:
    """Choose up to `most`, in the order of their gain, each with something new to say."""
    if not showable:
        return []
    enough = enough_beside(max(showable, key=lambda each: each.candidate.score).candidate)
    left = [each for each in showable if each.candidate.score > enough]
    chosen: list[Showable] = []
    said: frozenset[str] = frozenset()
    offered: frozenset[str] = frozenset()
    while len(chosen) < most:
        clear = [each for each in left if not chosen or _may_follow(each, chosen, enough)]
        if not clear:
            break
        best = max(clear, key=lambda each: _gain(each, said, offered))
        left.remove(best)
        new, at = _unsaid(best, chosen)
        if share_said(best.candidate.words, said) < NEARLY_SAID and 0 < len(new) <= most - len(
            chosen
        ):
            chosen[at:at] = new
            said |= best.candidate.words
            offered |= best.candidate.offers
    return chosen


def enough_beside(best: Candidate) -> float:
    """The score above which a sentence is shown beside the best."""
    return best.score - AGREED * best.agreed - TOO_WEAK


def _unsaid(one: Showable, chosen: Sequence[Showable]) -> tuple[list[Showable], int]:
    """What of it and of all that it leans on is not chosen, in order, and where it belongs."""
    texts = [each.text for each in chosen]
    new: list[Showable] = []
    needed: Showable | None = one
    while needed is not None and needed.text not in texts:
        new.insert(0, needed)
        needed = needed.after
    if needed is not None:
        return new, texts.index(needed.text) + 1
    return new, _place(one, chosen)


def _place(one: Showable, chosen: Sequence[Showable]) -> int:
    """Where a sentence comes: behind those of its article, else last."""
    article = one.candidate.found.article
    places = [n for n, each in enumerate(chosen, 1) if each.candidate.found.article == article]
    return places[-1] if places else len(chosen)


def _gain(one: Showable, said: frozenset[str], offered: frozenset[str]) -> float:
    candidate = one.candidate
    repeated = share_said(candidate.offers, offered) if candidate.offers else 0.0
    lost = AGREED * candidate.agreed * repeated + SAID * share_said(candidate.words, said)
    doubt = UNCLEAR if one.unclear and not said else 0.0
    return candidate.score - lost - doubt - (LEANING if one.after else 0.0)


def _may_follow(one: Showable, chosen: Sequence[Showable], enough: float) -> bool:
    """Whether its article's chosen sentences or title tell what it points back to, if it does.

    Where none of its article is chosen, it has to come nearer to the best.
    """
    article = one.candidate.found.article
    told = [each.candidate.words for each in chosen if each.candidate.found.article == article]
    near = bool(told) or one.candidate.score > enough + TOO_WEAK - TOO_FAR
    above = chosen[: _place(one, chosen)]
    if len(runs([*(each.candidate.found.article for each in above), article])) > 1:
        told.append(frozenset(content_terms(article.title, article.language)))
    return near and not one.points_back.difference(*told)


def share_said(words: frozenset[str], said: frozenset[str]) -> float:
    """The share of `words` that stands in `said`; 1 where there are none."""
    return len(words & said) / len(words) if words else 1.0
