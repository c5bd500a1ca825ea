"""Lets a composer write the stories of an edition in its own sentences, each of them proven.

What the composer gets of a story are passages alone: those that the chosen statements stand in,
then how the other reports begin. No word of a reader goes along, not even the topic. What it
drafts is verified once more; where hardly anything passes, or a model had to fall back, the story
stays as it was told from stored sentences.

A few stories go together, since the words that say how to write would else be most of what is
sent. A sentence belongs to the story whose passages prove it; one that takes two together is left
out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.briefings.briefing import EditionItem, Sentence
from bot.briefings.statements import FEWEST, MOST, Statement, known_since
from bot.briefings.telling import StoryReports, Telling
from bot.grounding.checking import check_claim
from bot.grounding.claims import (
    NOBODYS,
    Account,
    Claim,
    Composer,
    Composition,
    DraftClaim,
    Evidence,
    Found,
    Material,
    Watch,
    nobody_watches,
    reading_of,
)

NOBODY = "extractive"  # the composer of a composition that leaves the story as it is
TOGETHER = 3  # stories that share a request, and with it the words that say how to write
_CHOSEN, _OPENING = 1.0, 0.5  # the scores of passages: what was chosen, how other reports begin


class AsTold:
    """The composer that adds nothing: the story stays as it was told."""

    async def compose(self, material: Material) -> Composition:  # noqa: ARG002
        """Draft nothing."""
        return Composition((), NOBODY)


@dataclass(frozen=True, slots=True)
class Written:
    """Stories as written, and what readers should know about it."""

    items: tuple[EditionItem, ...]
    notes: tuple[str, ...] = ()


class StoryWriter:
    """Writes stories with the composer for a language.

    `composer_for` gives the composer for a language, which tells a Watch what it reads and counts
    its work for an Account. `style`
    names what writes (model and version of its prompt): another one, another edition.
    """

    def __init__(self, composer_for: Callable[[str, Watch, Account], Composer], style: str) -> None:
        self._composer_for = composer_for
        self.style = style

    async def write(
        self,
        tellings: Sequence[Telling],
        until: datetime,
        language: str,
        watch: Watch = nobody_watches,
        account: Account = NOBODYS,
    ) -> Written:
        """Write the stories, all at once, as of `until` for readers of a language.

        `watch` is told what a model reads of them all, where one begins to.
        """
        bundles = [tellings[at : at + TOGETHER] for at in range(0, len(tellings), TOGETHER)]
        materials = [_material(bundle, until) for bundle in bundles]
        reading = reading_of([found for material in materials for found in material.found])
        composer = self._composer_for(language, lambda _: watch(reading), account)
        compositions = await asyncio.gather(*map(composer.compose, materials))
        both = zip(bundles, compositions, strict=True)
        items = tuple(_rewritten(one, composition) for some, composition in both for one in some)
        notes = dict.fromkeys(note for composition in compositions for note in composition.notes)
        return Written(items, tuple(notes))


def _material(tellings: Iterable[Telling], until: datetime) -> Material:
    """What the passages of some stories say, story by story."""
    found = (one for telling in tellings for one in _found(telling))
    return Material("", until, tuple({one.passage.id: one for one in found}.values()), (), 1.0)


def _found(telling: Telling) -> list[Found]:
    openings = (report[0] for report in telling.story.reports)
    scored = [*((s, _CHOSEN) for s in telling.statements), *((s, _OPENING) for s in openings)]
    found = {s.passage.id: Found(s.passage, s.article, score) for s, score in reversed(scored)}
    return sorted(found.values(), key=lambda one: -one.score)


def _rewritten(telling: Telling, composition: Composition) -> EditionItem:
    if composition.composer == NOBODY:
        return telling.item
    own = [draft for draft in composition.drafts if _is_of(draft, telling.story.story_id)]
    proven = [draft for draft in own if _is_proven(draft)]
    sentences = tuple(_sentence(draft, telling.story) for draft in proven[:MOST])
    enough = len(sentences) >= min(FEWEST, len(telling.item.sentences))
    return replace(telling.item, sentences=sentences) if enough else telling.item


def _is_of(draft: DraftClaim, story_id: int) -> bool:
    """Whether a sentence rests on this story alone."""
    return {evidence.article.story_id for evidence in draft.evidence} == {story_id}


def _is_proven(draft: DraftClaim) -> bool:
    return check_claim(draft.text, draft.evidence, draft.language).supported


def _sentence(draft: DraftClaim, story: StoryReports) -> Sentence:
    """The drafted sentence; it is known since the newest of what it rests on was."""
    everything = (*story.reports, *story.earlier)
    since = [known_since(s, everything) for e in draft.evidence for s in _within(e, everything)]
    return Sentence(
        Claim(draft.text, draft.evidence, draft.language, draft.written),
        max(since, default=draft.evidence[0].article.id),
    )


def _within(evidence: Evidence, reports: Iterable[Sequence[Statement]]) -> list[Statement]:
    """The statements that the evidence quotes."""
    start = evidence.passage.text.index(evidence.quote)
    end = start + len(evidence.quote)
    return [
        s
        for report in reports
        for s in report
        if s.passage.id == evidence.passage.id and s.start < end and start < s.end
    ]
