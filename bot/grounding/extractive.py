"""The extractive composer: the stored sentences themselves, best first. Needs no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.grounding.claims import Candidate, Composition, DraftClaim, Evidence, Material
from bot.grounding.presentation import Showable, showable, with_dates
from bot.grounding.selection import select, share_said

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
        if candidate.text not in seen:
            seen.add(candidate.text)
            ready = showable(candidate)
            if ready is not None:
                yield ready


def _draft(chosen: Showable, candidates: Sequence[Candidate]) -> DraftClaim:
    """Say it with every report of it; where its own date is not known, one that is leads."""
    found = chosen.candidate.found
    own = Evidence(found.passage, found.article, chosen.quote)
    same = sorted(_same_statement(chosen.candidate, candidates), key=_is_undated)
    others = (Evidence(o.found.passage, o.found.article, o.text) for o in same[: MOST_EVIDENCE - 1])
    evidence = tuple(sorted((own, *others), key=lambda each: each.article.published is None))
    text = with_dates(chosen.text, chosen.candidate, evidence[0].article.published)
    return DraftClaim(text, evidence)


def _is_undated(candidate: Candidate) -> bool:
    return candidate.found.article.published is None


def _same_statement(chosen: Candidate, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Sentences of other articles that hold nearly all its words, one an article."""
    seen = {chosen.found.article.id}
    for candidate in candidates:
        article_id = candidate.found.article.id
        if article_id not in seen and share_said(chosen.words, candidate.words) >= SAME_STATEMENT:
            seen.add(article_id)
            yield candidate
