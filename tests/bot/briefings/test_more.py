from __future__ import annotations

from datetime import timedelta

import pytest

from bot.briefings.more import Further, topic_of
from storage.archive import Archive
from storage.index import SearchIndex
from tests.bot.briefings.samples import BRIDGE, NOW, TOWN, News, store

YEAR = timedelta(days=365)
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


async def test_a_match_is_not_told_of_as_another_of_its_cup(
    archive: Archive, index: SearchIndex
) -> None:
    final = (
        "Orvale beat Tessin 3-1 in the cup final in Lindham on Sunday evening. "
        "The goalkeeper of the winners broke a finger in the second half."
    )
    semifinal = (
        "Kessa beat Morland 2-0 in the cup semi-final in Lindham on Saturday evening. "
        "The winners scored both goals in the first half of the match."
    )
    news = [
        News("final", "cup", "Orvale beat Tessin in cup final", final),
        News("semi", "cup", "Kessa beat Morland in cup semi-final", semifinal, outlet="Demo Post"),
        News("then", "cup", "Orvale beat Tessin in old final", semifinal, published=NOW - YEAR),
    ]
    stored = await store(archive, news)
    opening = final.split(". ")[0] + "."
    claims = await Further(archive, index).on([stored["final"].id], [opening], "en")
    told_of = {e.article.title for claim in claims for e in claim.evidence}
    assert told_of == {"Orvale beat Tessin in cup final"}


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
