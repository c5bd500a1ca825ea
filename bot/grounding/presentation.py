"""How a stored sentence is shown: whole, or with a clause left out, and only if it stands alone.

Observed: newsroom sentences run to a hundred words where speech and background are strung
together; a phone shows about forty. What opens a sentence with a connective ("However, ...")
stands as well without it.

How it works: the connective is left out; a sentence of more than MOST_WORDS is cut before its last
relative clause that a comma opens and its end closes ("..., which was built in 1948."), as often as
needed, and is not shown when that does not bring it under the limit. Nothing is cut inside
quotation marks, nor a clause that tells who said it; what limits a statement ("if", "unless") is no
relative clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from bot.grounding.antecedent import resolved
from bot.grounding.claims import Candidate
from bot.grounding.dating import dated
from bot.grounding.standing import stands_alone, without_lead_in
from bot.text.quotations import inside_quotation

MOST_WORDS = 60

_SPACE = re.compile(r"\s+")
_CLAUSE = re.compile(
    r",\s+(?:which|who|whose|where|including)\b(?!.*\b(?:said|says|told|according)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Showable:
    """A candidate in the words that a reader would see, and the stored words that prove them."""

    candidate: Candidate
    text: str
    quote: str


def showable(candidate: Candidate) -> Showable | None:
    """How `candidate` can be shown, None where it cannot.

    What starts within a longer quotation is a speaker's, who is named elsewhere, and is not shown.
    Where its subject is a pronoun that the sentence before it explains, that one is quoted too.
    """
    if inside_quotation(candidate.found.passage.text, candidate.start):
        return None
    language = candidate.found.article.language
    text = shown(candidate.text, language)
    if text is not None:
        return Showable(candidate, text, candidate.text)
    start = _start_before(candidate)
    if start is None or language != "en":
        return None
    quote = candidate.found.passage.text[start : candidate.end]
    named = resolved(candidate.text, quote[: candidate.start - start].strip())
    text = shown(named, language) if named else None
    return Showable(candidate, text, quote) if text else None


def _start_before(candidate: Candidate) -> int | None:
    """Where the sentence before it starts in its passage, None where it is the first."""
    starts = [start for start, _ in candidate.found.passage.sentences if start < candidate.start]
    return max(starts, default=None)


def shown(sentence: str, language: str = "en") -> str | None:
    """The words in which `sentence` can be shown by itself, None where it cannot."""
    text = without_lead_in(_SPACE.sub(" ", sentence).strip())
    if not stands_alone(text, language):
        return None
    return _shortened(text)


def with_dates(text: str, candidate: Candidate, published: datetime | None) -> str:
    """`text`, which shows `candidate`, with its relative dates resolved, unless it gets too long.

    `published` is when a report that says the same was published: its own, or its copy's.
    """
    before = candidate.found.passage.text[: candidate.start]
    said = dated(text, published, candidate.found.article.language, before)
    return said if len(said.split()) <= MOST_WORDS else text


def _shortened(text: str) -> str | None:
    while len(text.split()) > MOST_WORDS:
        cuts = [match.start() for match in _CLAUSE.finditer(text)]
        if not cuts or _in_quotes(text, cuts[-1]):
            return None
        text = text[: cuts[-1]] + "."
    return text


def _in_quotes(text: str, at: int) -> bool:
    """Whether a quotation is open at `at`, or opens after it and would be cut off."""
    before, after = text[:at], text[at:]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”") or '"' in after
