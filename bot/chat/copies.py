"""Which other stored articles print the reports that an answer cites, and what they make of it.

A copy is no evidence of its own and gets no number. It is named all the same: a reader who meets
the report elsewhere should know that this is no second confirmation. But a copy may be cut, and it
may have changed a figure; naming it then as a copy of what is shown would be wrong. So its own text
is held against each sentence that is shown of its report: the passage that shares most words with
the sentence proves it too, or one figure, day or place differs, or it contradicts otherwise, or the
copy just does not say as much.

Where it fails: a copy that tells the same in other words counts as cut shorter.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.briefings.compared import report_of
from bot.grounding.claims import Claim
from bot.grounding.verify import Source, verify
from bot.news.differences import differences
from bot.text.words import content_terms
from storage.records import Article, Passage, Story

MOST_STORIES = 3  # that are looked at for one answer
MOST_COPIES = 6  # whose texts are looked at for one answer


class Agreement(StrEnum):
    """What a copy makes of the sentences that are shown of its report."""

    SAME = "same"  # it says them all
    SHORTER = "shorter"  # not all of them
    OTHER = "other"  # it contradicts one


@dataclass(frozen=True, slots=True)
class Reprint:
    """A copy, and `says`: the words that it has in place of those shown, where they are known."""

    article: Article
    agreement: Agreement = Agreement.SAME
    says: str = ""


class Stories(Protocol):
    """Where stories and their texts are looked up; storage.archive.Archive is one."""

    async def story(self, story_id: int) -> Story | None:
        """Return a story with all its articles."""
        ...

    async def articles_passages(self, ids: Sequence[int]) -> dict[int, list[Passage]]:
        """Return the passages of articles."""
        ...


async def copies_of(
    claims: Sequence[Claim], stories: Stories, as_of: datetime | None = None
) -> list[Reprint]:
    """The articles that print a report which the claims cite and are not cited themselves.

    What was published after `as_of` is left out. Copies stand in the story of their report.
    """
    cited = {e.article.id: e.article for claim in claims for e in claim.evidence}
    reports = {article.report for article in cited.values()}
    found: list[Article] = []
    for story_id in list(dict.fromkeys(a.story_id for a in cited.values()))[:MOST_STORIES]:
        if story := await stories.story(story_id):
            found += [a for a in story.articles if a.report in reports and a.id not in cited]
    visible = [a for a in found if not (as_of and a.published and a.published > as_of)]
    copies = visible[:MOST_COPIES]
    passages = await stories.articles_passages([copy.id for copy in copies])
    return await asyncio.to_thread(lambda: [_reprint(one, claims, passages) for one in copies])


def _reprint(
    copy: Article, claims: Sequence[Claim], passages: Mapping[int, Sequence[Passage]]
) -> Reprint:
    own = [c for c in claims if any(e.article.report == copy.report for e in c.evidence)]
    met = [agreement(claim, copy, passages.get(copy.id, ())) for claim in own]
    worst = max(met, key=lambda one: list(Agreement).index(one[0]), default=(Agreement.SHORTER, ""))
    return Reprint(copy, *worst)


def agreement(claim: Claim, copy: Article, passages: Sequence[Passage]) -> tuple[Agreement, str]:
    """What the text of a copy makes of a claim, and the words that it has instead; pure."""
    words = frozenset(content_terms(claim.text, copy.language))
    nearest = sorted(passages, key=lambda p: -_shared(words, p.text, copy.language))
    if not nearest:
        return Agreement.SHORTER, ""
    source = Source(nearest[0].text, copy.published, copy.title, copy.outlet or "")
    verdict = verify(claim.text, [source])
    if verdict.supported:
        return Agreement.SAME, ""
    if instead := _instead(claim, copy, nearest):
        return Agreement.OTHER, instead
    return Agreement.SHORTER, ""


def _instead(claim: Claim, copy: Article, passages: Iterable[Passage]) -> str:
    """The words that the copy has in place of words of the claim's evidence."""
    report = report_of(copy, [text for p in passages for text in _sentences(p)])
    for evidence in claim.evidence:
        cited = report_of(evidence.article, [evidence.quote])
        for found in differences([cited, report]):
            return next(s.value for s in (found.one, found.other) if s.article_id == copy.id)
    return ""


def _sentences(passage: Passage) -> list[str]:
    return [passage.text[start:end] for start, end in passage.sentences]


def _shared(words: frozenset[str], text: str, language: str) -> int:
    return len(words & frozenset(content_terms(text, language)))
