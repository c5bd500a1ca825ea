"""The extractive composer: the stored sentences themselves, best first. Needs no model."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.grounding.claims import Candidate, Composition, DraftClaim, Evidence, Found, Material
from bot.grounding.definite import points_at, points_back, somebody
from bot.grounding.later import with_later, with_restrictions
from bot.grounding.presentation import (
    Showable,
    after_another,
    fully_named,
    showable,
    with_dates,
    with_denial,
)
from bot.grounding.selection import enough_beside, select, share_said
from bot.text.numbers import number_mentions
from bot.text.words import content_terms

NAME = "extractive"
LOOKED_AT = 10  # showable candidates that selection chooses from
MAY_LEAN = 6  # best candidates that may take the sentence before them with them
MOST_EVIDENCE = 3  # passages that one sentence cites
_WHOSE = frozenset({"its", "their"})
SAME_STATEMENT = 0.8  # share of a sentence's words that another report of it holds


class ExtractiveComposer:
    """Picks the stored sentences that answer, each with every report that says the same."""

    async def compose(self, material: Material) -> Composition:
        """Draft the answer from `material.candidates`."""
        ready = list(islice(_showable(material), LOOKED_AT))
        taken = with_later(select(ready), material.candidates, material.known)
        taken = with_restrictions(taken)
        chosen = (fully_named(_dated_copy(each, ready)) for each in taken)
        return Composition(tuple(_draft(each, material.candidates) for each in chosen), NAME)


def _showable(material: Material) -> Iterator[Showable]:
    """What can be shown of the candidates, best first, down to what is too weak beside it."""
    seen: set[str] = set()
    enough = -math.inf
    for candidate in material.candidates:
        if candidate.score <= enough:
            return
        if candidate.text not in seen:
            seen.add(candidate.text)
            for ready in _ways_to_show(candidate, material, len(seen) <= MAY_LEAN):
                enough = max(enough, enough_beside(candidate))
                yield ready


def _ways_to_show(candidate: Candidate, material: Material, may_lean: bool) -> Iterator[Showable]:
    """By itself, and after another where that does not tell all that it is about.

    What only says that somebody did it, or opens with whose it is ("Its founder, Anna Berg, ..."),
    is shown after another alone, if it can be; what its article takes back, with what does so.
    """
    if denied := with_denial(candidate):
        yield denied
        return
    alone = showable(candidate, material.known)
    if alone is not None and candidate.found.article.language == "en":
        alone = _with_what_is_untold(alone, material)
    if alone is not None and not alone.points_back:
        yield alone
        return
    after = after_another(candidate, material.known) if may_lean else None
    is_better_after = alone and (
        _WHOSE & alone.points_back or (alone.unclear and somebody(alone.text))
    )
    if alone is not None and not (after and is_better_after):
        yield alone
    if after is not None:
        yield after


def _with_what_is_untold(alone: Showable, material: Material) -> Showable:
    """With what points back; nouns of the question do not where the passage names what it names."""
    unclear = bool(points_back(alone.text, material.known))
    untold = points_back(alone.text)
    if untold and material.named and material.named <= _told(alone.candidate.found):
        untold = points_back(alone.text, material.known - material.named)
    back = alone.points_back | untold | points_at(alone.text)
    return replace(alone, points_back=back, unclear=unclear)


def _told(found: Found) -> frozenset[str]:
    """The content terms of a passage, the one before it and the article's title."""
    before = found.previous.text if found.previous else ""
    return frozenset(content_terms(f"{found.article.title}\n{before}\n{found.passage.text}"))


def _dated_copy(chosen: Showable, ready: Sequence[Showable]) -> Showable:
    """The same sentence as a copy of known date has it, where its own date is not known."""
    if not _is_undated(chosen.candidate) or chosen.after:
        return chosen
    copies = (
        other
        for other in ready
        if not (_is_undated(other.candidate) or other.after)
        and _is_same_report(other.candidate, chosen.candidate)
        and share_said(chosen.candidate.words, other.candidate.words) >= SAME_STATEMENT
    )
    return next(copies, chosen)


def _draft(chosen: Showable, candidates: Sequence[Candidate]) -> DraftClaim:
    """Say it with every report of it, those of known date first.

    A relative date counts from when the report was published, be it by a copy of it.
    """
    same = sorted(_same_statement(chosen.candidate, candidates), key=_is_undated)
    others = (Evidence(o.found.passage, o.found.article, o.text) for o in same[: MOST_EVIDENCE - 1])
    evidence = tuple(
        sorted((*chosen.evidence, *others), key=lambda each: each.article.published is None)
    )
    reports = (chosen.candidate, *(o for o in same if _is_same_report(o, chosen.candidate)))
    dates = (each.found.article.published for each in reports)
    published = next((date for date in dates if date), None)
    text = with_dates(chosen.text, chosen.candidate, published)
    return DraftClaim(text, evidence, leans=chosen.after is not None, denies=chosen.is_denial)


def _is_undated(candidate: Candidate) -> bool:
    return candidate.found.article.published is None


def _is_same_report(one: Candidate, other: Candidate) -> bool:
    return one.found.article.report == other.found.article.report


def _same_statement(chosen: Candidate, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Sentences of other articles that hold nearly all its words, one an article.

    One number is few of a sentence's words and most of what it says: they must be the same.
    """
    seen = {chosen.found.article.id}
    amounts = _amounts(chosen.text)
    for candidate in candidates:
        article_id = candidate.found.article.id
        if (
            article_id not in seen
            and share_said(chosen.words, candidate.words) >= SAME_STATEMENT
            and _amounts(candidate.text) == amounts
        ):
            seen.add(article_id)
            yield candidate


def _amounts(text: str) -> Counter[float]:
    return Counter(mention.value for mention in number_mentions(text))
