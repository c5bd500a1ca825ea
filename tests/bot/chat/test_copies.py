from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.copies import Agreement, Reprint, copies_of
from bot.grounding.claims import Claim, Evidence
from storage.records import Article, Passage, Story
from tests.bot.chat.samples import COURIER, HERALD, PUBLISHED, claim, passage

OTHER = replace(COURIER, id=3, copy_of=None)
LATER = replace(HERALD, id=4, published=PUBLISHED + timedelta(days=2))
INJURED = "A fire in the harbour of Lindham injured 12 workers, the council said on Friday."


class OneStory:
    """A story of four articles, of which each prints what `texts` says, else the sample text."""

    def __init__(self, texts: dict[int, str] | None = None) -> None:
        self.texts = texts or {}

    async def story(self, story_id: int) -> Story | None:
        return Story(1, "A story", (COURIER, HERALD, OTHER, LATER)) if story_id == 1 else None

    async def articles_passages(self, ids: Sequence[int]) -> dict[int, list[Passage]]:
        return {id_: [self._passage(id_)] for id_ in ids}

    def _passage(self, id_: int) -> Passage:
        one = passage(replace(COURIER, id=id_))
        text = self.texts.get(id_)
        return replace(one, text=text, sentences=((0, len(text)),)) if text else one


def injured(article: Article) -> Claim:
    one = replace(passage(article), text=INJURED, sentences=((0, len(INJURED)),))
    return Claim(INJURED, (Evidence(one, article, INJURED),))


async def test_the_articles_that_print_a_cited_report_are_found() -> None:
    assert await copies_of([claim(HERALD)], OneStory()) == [Reprint(COURIER), Reprint(LATER)]
    assert await copies_of([claim(OTHER)], OneStory()) == []
    assert await copies_of([claim(replace(OTHER, story_id=2))], OneStory()) == []


async def test_later_copies_are_invisible() -> None:
    found = await copies_of([claim(COURIER)], OneStory(), as_of=PUBLISHED)
    assert found == [Reprint(HERALD)]


@pytest.mark.parametrize(
    ("text", "agreement", "says"),
    [
        (INJURED, Agreement.SAME, ""),
        (INJURED.replace("12", "14"), Agreement.OTHER, "14"),
        ("The harbour of Lindham was closed on Friday.", Agreement.SHORTER, ""),
    ],
)
async def test_a_copy_is_held_against_what_is_shown(
    text: str, agreement: Agreement, says: str
) -> None:
    (reprint,) = await copies_of([injured(COURIER)], OneStory({2: text}), as_of=PUBLISHED)
    assert (reprint.agreement, reprint.says) == (agreement, says)


async def test_of_several_sentences_the_worst_counts() -> None:
    stories = OneStory({2: INJURED.replace("12", "14")})
    (reprint,) = await copies_of([claim(COURIER), injured(COURIER)], stories, as_of=PUBLISHED)
    assert reprint.agreement is Agreement.OTHER
