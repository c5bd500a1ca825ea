"""The title that a stored sentence is shown under, where it leaves the story of the one before.

Observed: of 17 sentences in 500 that misled readers, 15 were second or third ones, nearly all of
another article than the first: "the new deal" was read as the deal of the sentence above, and what
"preschool education" costs in one state as what it costs everywhere. Read in their articles the
same sentences mislead nobody, since the headline stands above them.

How it works: a sentence of another story than the one before it gets the title of its article
above it. Sentences of one story are about one event, mostly, and the first one answers what was
asked; these get one where a noun of theirs points back ("The team has signed ...") and no sentence
of their article stands above. None is given that says nothing more than its sentence, and none to
what a model wrote, which it joined itself. Articles without a title are called by their first words
(see drafts), which tell as much.

Where it fails: titles that tease ("What to know today").
"""

from __future__ import annotations

from bot.grounding.claims import Answer, Claim
from bot.grounding.definite import points_at, points_back
from bot.grounding.extractive import NAME
from bot.text.words import content_terms


def headings(answer: Answer) -> tuple[str, ...]:
    """For each claim the stored title to show above it, "" where none is needed or known."""
    claims = answer.claims
    if answer.composer != NAME:
        return ("",) * len(claims)
    pairs = zip((None, *claims), claims, strict=False)
    return tuple(_title(one) if _needs_title(one, before) else "" for before, one in pairs)


def _needs_title(claim: Claim, before: Claim | None) -> bool:
    stories, articles = _stories_and_articles(claim)
    above = _stories_and_articles(before) if before else (set(), set())
    if before and stories.isdisjoint(above[0]):
        return True
    english = claim.evidence[0].article.language == "en"
    return english and articles.isdisjoint(above[1]) and _points_back(claim.text)


def _stories_and_articles(claim: Claim) -> tuple[set[int], set[int]]:
    articles = [evidence.article for evidence in claim.evidence]
    return {article.story_id for article in articles}, {article.id for article in articles}


def _points_back(sentence: str) -> bool:
    return bool(points_back(sentence) or points_at(sentence))


def _title(claim: Claim) -> str:
    """The title of the first article that the claim rests on; "" if it says nothing further."""
    article = claim.evidence[0].article
    said = set(content_terms(claim.text, article.language))
    return "" if said.issuperset(content_terms(article.title, article.language)) else article.title
