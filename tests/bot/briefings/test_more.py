from __future__ import annotations

import pytest

from bot.briefings.more import Further, topic_of
from storage.archive import Archive
from storage.index import SearchIndex
from tests.bot.briefings.samples import BRIDGE, TOWN, store

FIRST = BRIDGE.split(". ")[0] + "."


async def test_more_is_said_of_the_story_and_nothing_twice(
    archive: Archive, index: SearchIndex
) -> None:
    stored = await store(archive, TOWN)
    further = Further(archive, index)
    ids = [stored["bridge"].id]
    claims = await further.on(ids, [FIRST], "en")
    texts = [claim.text for claim in claims]
    assert texts
    assert not any("engineers" in text and "pillars" in text for text in texts)
    assert {e.article.story_id for c in claims for e in c.evidence} == {stored["bridge"].story_id}

    said = [FIRST, *(e.quote for claim in claims for e in claim.evidence)]
    ids += [e.article.id for claim in claims for e in claim.evidence]
    again = [claim.text for claim in await further.on(ids, said, "en")]
    assert not set(again) & set(texts)


async def test_of_nothing_there_is_no_more(archive: Archive, index: SearchIndex) -> None:
    further = Further(archive, index)
    assert await further.on([], [], "en") == ()
    assert await further.on([999], [], "en") == ()


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What did Ada Kern say about the bridge?", "Ada Kern"),
        ("Did Ada Kern meet Ivo Brandt and Clara Holm?", "Ada Kern AND Ivo Brandt"),
        ("how many cars cross the bridge?", ""),
    ],
)
def test_the_topic_of_a_question(question: str, topic: str) -> None:
    assert topic_of(question) == topic
