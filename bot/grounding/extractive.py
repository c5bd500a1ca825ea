"""The extractive composer: the stored sentences themselves, best first. Needs no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.grounding.claims import Candidate, Composition, DraftClaim, Evidence, Material
from bot.grounding.presentation import shown, with_dates
from bot.grounding.selection import Showable, select, share_said

NAME = "extractive"
LOOKED_AT = 20  # showable candidates that selection chooses from
MOST_EVIDENCE = 3  # passages that one sentence cites
SAME_STATEMENT = 0.8  # share of a sentence's words that another report of it holds


class ExtractiveComposer:
    """Picks the stored sentences that answer, each with every report that says the same."""

    async def compose(self, material: Material) -> Composition:
        """Draft the answer from `material.candidates`."""
        ready = list(islice(_showable(material.candidates), LOOKED_AT))
        drafts = tuple(_draft(each, material.candidates) for each in select(ready))
        return Composition(drafts, NAME)


def _showable(candidates: Sequence[Candidate]) -> Iterator[Showable]:
    seen: set[str] = set()
    for candidate in candidates:
        stored = candidate.text
        if stored not in seen:
            seen.add(stored)
            text = shown(stored, candidate.found.article.language)
            if text is not None:
                yield Showable(candidate, text)


def _draft(chosen: Showable, candidates: Sequence[Candidate]) -> DraftClaim:
    others = islice(_same_statement(chosen.candidate, candidates), MOST_EVIDENCE - 1)
    text = with_dates(chosen.text, chosen.candidate.found.article)
    return DraftClaim(text, tuple(map(_evidence, (chosen.candidate, *others))))


def _same_statement(chosen: Candidate, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Sentences of other articles that hold nearly all its words, one an article."""
    seen = {chosen.found.article.id}
    for candidate in candidates:
        article_id = candidate.found.article.id
        if article_id not in seen and share_said(chosen.words, candidate.words) >= SAME_STATEMENT:
            seen.add(article_id)
            yield candidate


def _evidence(candidate: Candidate) -> Evidence:
    return Evidence(candidate.found.passage, candidate.found.article, candidate.text)
