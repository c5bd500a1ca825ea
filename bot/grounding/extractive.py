"""The extractive composer: the stored sentences themselves, best first. Needs no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.grounding.claims import Candidate, Composition, DraftClaim, Evidence, Found, Material
from bot.grounding.presentation import shown
from bot.grounding.selection import Showable, select, share_said
from bot.text.words import content_terms

NAME = "extractive"
LOOKED_AT = 40  # showable candidates that selection chooses from
MOST_EVIDENCE = 3  # passages that one sentence cites
SAME_STATEMENT = 0.8  # share of a sentence's words that another report of it holds


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A stored sentence of the material with its content terms."""

    found: Found
    text: str
    words: frozenset[str]


class ExtractiveComposer:
    """Picks the stored sentences that answer, each with every report that says the same."""

    async def compose(self, material: Material) -> Composition:
        """Draft the answer from `material.candidates`."""
        ready = list(islice(_showable(material.candidates), LOOKED_AT))
        stored = [sentence for found in material.found for sentence in _sentences(found)]
        return Composition(tuple(_draft(each, stored) for each in select(ready)), NAME)


def _showable(candidates: Sequence[Candidate]) -> Iterator[Showable]:
    for candidate in candidates:
        text = shown(candidate.text, candidate.found.article.language)
        if text is not None:
            yield Showable(candidate, text)


def _sentences(found: Found) -> Iterator[_Sentence]:
    for start, end in found.passage.sentences:
        text = found.passage.text[start:end]
        yield _Sentence(found, text, frozenset(content_terms(text, found.article.language)))


def _draft(chosen: Showable, stored: Sequence[_Sentence]) -> DraftClaim:
    own = Evidence(
        chosen.candidate.found.passage, chosen.candidate.found.article, chosen.candidate.text
    )
    others = islice(_same_statement(chosen, stored), MOST_EVIDENCE - 1)
    return DraftClaim(
        chosen.text,
        (own, *(Evidence(o.found.passage, o.found.article, o.text) for o in others)),
    )


def _same_statement(chosen: Showable, stored: Sequence[_Sentence]) -> Iterator[_Sentence]:
    """Sentences of other articles that hold nearly all its words, one an article."""
    words = chosen.words
    seen = {chosen.candidate.found.article.id}
    for sentence in stored:
        article = sentence.found.article
        if article.id not in seen and share_said(words, sentence.words) >= SAME_STATEMENT:
            seen.add(article.id)
            yield sentence
