"""The title that a stored sentence is shown under, where it is read wrongly or not at all without.

Observed: of 17 sentences in 500 that misled readers, 15 were second or third ones, nearly all of
another article than the first: "the new deal" was read as the deal of the sentence above, and what
"preschool education" costs in one state as what it costs everywhere. Read in their articles the
same sentences mislead nobody, since the title stands above them.

How it works: a sentence of another report than the one before it gets the title of its article
above it; reprints are one report. The first one answers what was asked; it gets a title where a
noun of it points back ("The team has signed ..."), or where it says less than a third of what was
asked: such a sentence is the answer half as often as others (on real news .23 against .41), and
the title shows what it is about instead. None is given that says nothing more than its sentence,
and none to what a model wrote, which it joined itself. Articles without a title are called by their
first words (see bot.news.extract), which tell as much.

Where it fails: titles that tease ("What to know today").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.grounding.claims import Claim
from bot.grounding.definite import points_at, points_back
from bot.text.words import content_terms
from storage.records import Article

LITTLE = 1 / 3  # of what was asked


def titles(claims: Sequence[Claim], asked: str = "") -> tuple[str, ...]:
    """For each claim the stored title to show above it, "" where none is needed or known.

    `asked` is the standalone question that the first one answers, "" where it goes on from one.
    """
    changes = changes_of_report([_article(claim) for claim in claims])
    first = (_may_be_of_another(claim, asked) for claim in claims[:1])
    needed = (*first, *changes[1:])
    return tuple(_title(one) if need else "" for one, need in zip(claims, needed, strict=True))


def changes_of_report(articles: Sequence[Article]) -> tuple[bool, ...]:
    """For each sentence of a message, given by its article, whether its report begins there.

    The first one goes on from the question, and begins none.
    """
    further = (one.report != before.report for before, one in pairwise(articles))
    return (*(False for _ in articles[:1]), *further)


def _article(claim: Claim) -> Article:
    """The article whose words it shows; it may cite others that say the same."""
    return claim.evidence[0].article


def _may_be_of_another(claim: Claim, asked: str) -> bool:
    """Whether a first sentence may be about something else than what was asked."""
    language = _article(claim).language
    looked_for = set(content_terms(asked, language))
    said = looked_for.intersection(content_terms(claim.text, language))
    if len(said) < LITTLE * len(looked_for):
        return True
    return language == "en" and bool(points_back(claim.text) or points_at(claim.text))


def _title(claim: Claim) -> str:
    """The title of its article; "" if a model wrote the claim or the title says nothing further."""
    article = _article(claim)
    said = set(content_terms(claim.text, article.language))
    nothing = said.issuperset(content_terms(article.title, article.language))
    return "" if claim.written or nothing else article.title
