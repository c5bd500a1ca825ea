"""The title that a stored sentence is shown under, where it leaves the report of the one before.

Observed: of 17 sentences in 500 that misled readers, 15 were second or third ones, nearly all of
another article than the first: "the new deal" was read as the deal of the sentence above, and what
"preschool education" costs in one state as what it costs everywhere. Read in their articles the
same sentences mislead nobody, since the headline stands above them.

How it works: a sentence of another report than the one before it gets the title of its article
above it; reprints are one report. The first one answers what was asked; it gets a title where a
noun of it points back ("The team has signed ..."), or where it says less than a third of what was
asked: such a sentence is the answer half as often as others (on real news .23 against .41), and
the title shows what it is about instead. None is given that says nothing more than its sentence,
and none to what a model wrote, which it joined itself. Articles without a title are called by their
first words (see drafts), which tell as much.

Where it fails: titles that tease ("What to know today").
"""

from __future__ import annotations

from itertools import pairwise

from bot.grounding.claims import Answer, Claim
from bot.grounding.definite import points_at, points_back
from bot.grounding.extractive import NAME
from bot.text.words import content_terms

LITTLE = 1 / 3  # of what was asked


def headings(answer: Answer) -> tuple[str, ...]:
    """For each claim the stored title to show above it, "" where none is needed or known."""
    claims = answer.claims
    if answer.composer != NAME:
        return ("",) * len(claims)
    further = (_report(one) not in _reports(before) for before, one in pairwise(claims))
    needed = (*(_may_be_of_another(one, answer.standalone) for one in claims[:1]), *further)
    return tuple(_title(one) if need else "" for one, need in zip(claims, needed, strict=True))


def _report(claim: Claim) -> int:
    """The report whose words it shows; it may cite others that say the same."""
    return claim.evidence[0].article.report


def _reports(claim: Claim) -> set[int]:
    return {evidence.article.report for evidence in claim.evidence}


def _may_be_of_another(claim: Claim, question: str) -> bool:
    """Whether a first sentence may be about something else than what was asked."""
    language = claim.evidence[0].article.language
    asked = set(content_terms(question, language))
    said = asked.intersection(content_terms(claim.text, language))
    if len(said) < LITTLE * len(asked):
        return True
    return language == "en" and bool(points_back(claim.text) or points_at(claim.text))


def _title(claim: Claim) -> str:
    """The title of the first article that the claim rests on; "" if it says nothing further."""
    article = claim.evidence[0].article
    said = set(content_terms(claim.text, article.language))
    return "" if said.issuperset(content_terms(article.title, article.language)) else article.title
