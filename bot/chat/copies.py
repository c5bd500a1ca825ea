"""Which other stored articles print the reports that an answer cites.

A copy need not hold the sentence that is shown (copies are cut), so it is no evidence and gets no
number. It is named all the same: a reader who meets the report elsewhere should know that this is
no second confirmation.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.grounding.claims import Claim
from storage.records import Article, Story

MOST_STORIES = 3  # that are looked at for one answer


class Stories(Protocol):
    """Where stories are looked up; storage.archive.Archive is one."""

    async def story(self, story_id: int) -> Story | None:
        """Return a story with all its articles."""
        ...


async def copies_of(
    claims: Sequence[Claim], stories: Stories, as_of: datetime | None = None
) -> list[Article]:
    """The articles, cited or not, that print a report which the claims cite.

    What was published after `as_of` is left out. Copies stand in the story of their report.
    """
    cited = [evidence.article for claim in claims for evidence in claim.evidence]
    reports = {article.report for article in cited}
    found: list[Article] = []
    for story_id in list(dict.fromkeys(article.story_id for article in cited))[:MOST_STORIES]:
        if story := await stories.story(story_id):
            found += [a for a in story.articles if a.report in reports]
    return [a for a in found if not (as_of and a.published and a.published > as_of)]
