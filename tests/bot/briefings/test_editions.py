from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.briefings.brief_json import section_json
from bot.briefings.briefing import Edition, section_for
from bot.briefings.editions import FRESH, EditionBuilder, SharedEditions
from bot.briefings.shelf import from_content, to_content
from bot.briefings.slots import Window
from bot.briefings.topics import parse_topic
from bot.grounding.verify import Source, verify
from storage.archive import Archive
from storage.database import Database
from storage.editions import Editions
from storage.records import EditionKey
from tests.bot.briefings.samples import (
    BRIDGE,
    BRIDGE_UPDATE,
    HOUR,
    NOW,
    TOWN,
    FixedClock,
    News,
    store,
)

DAY = Window(NOW - timedelta(hours=24), NOW)


async def build(builder: EditionBuilder, topic: str, window: Window = DAY) -> Edition:
    return await builder.build(parse_topic(topic), window, "en")


def titles(edition: Edition) -> list[str]:
    return [item.title for item in edition.items]


async def test_everything_of_the_window_the_widest_story_first(
    builder: EditionBuilder, archive: Archive
) -> None:
    await store(archive, TOWN)
    edition = await build(builder, "")
    assert len(edition.items) == 3
    first = edition.items[0]
    assert first.title in ("Cracks close Lindham's old bridge", "Old bridge in Lindham closed")
    assert (first.outlets, first.origins) == (2, 2)
    assert edition.searched.articles == 4


async def test_every_sentence_is_proven_and_cited_where_it_stands(
    builder: EditionBuilder, archive: Archive
) -> None:
    await store(archive, TOWN)
    for item in (await build(builder, "")).items:
        assert 2 <= len(item.sentences) <= 4
        for claim in (sentence.claim for sentence in item.sentences):
            assert claim.evidence
            for evidence in claim.evidence:
                assert evidence.quote in evidence.passage.text
            sources = [Source(e.passage.text, e.article.published) for e in claim.evidence]
            assert verify(claim.text, sources).supported


async def test_copies_are_cited_and_count_as_one_origin(
    builder: EditionBuilder, archive: Archive
) -> None:
    reprint = replace(TOWN[0], name="reprint", outlet="Demo Echo", origin="outlet:Demo Courier")
    await store(archive, [TOWN[0], reprint])
    (item,) = (await build(builder, "")).items
    assert (item.outlets, item.origins) == (2, 1)
    assert all(len(sentence.claim.evidence) == 2 for sentence in item.sentences)


@pytest.mark.parametrize(
    ("topic", "stories"),
    [
        ("bridge", 1),
        ("lindham -bridge", 2),
        ('"apple growers"', 1),
        ('"growers apple"', 0),
        ("orchestra OR apples", 2),
        ("bridge AND engineers", 1),
        ("bridge AND orchestra", 0),
    ],
)
async def test_topics(builder: EditionBuilder, archive: Archive, topic: str, stories: int) -> None:
    await store(archive, TOWN)
    assert len((await build(builder, topic)).items) == stories


async def test_nothing_in_the_window_gives_the_latest_before_it(
    builder: EditionBuilder, archive: Archive
) -> None:
    await store(archive, TOWN)
    later = Window(NOW + timedelta(days=30), NOW + timedelta(days=31))
    edition = await build(builder, "bridge", later)
    assert edition.older
    assert len(edition.items) == 1
    assert edition.searched.articles == 4
    assert edition.items[0].when == NOW - 2 * HOUR


async def test_nothing_at_all(builder: EditionBuilder, archive: Archive) -> None:
    assert (await build(builder, "")).items == ()
    await store(archive, TOWN)
    nothing = await build(builder, "volcano")
    assert (nothing.items, nothing.older, nothing.searched.articles) == ((), False, 4)


async def test_who_said_it_stays_where_a_reprint_lost_it(
    builder: EditionBuilder, archive: Archive
) -> None:
    said = "Two pillars of the old bridge in Lindham are cracked, the council said on Friday. "
    bare = "Two pillars of the old bridge in Lindham are cracked. "
    rest = "Traffic will be led over the northern bypass for at least three weeks."
    careless = News("careless", "bridge", "Cracks close bridge", bare + rest, origin="wire")
    careful = News("careful", "bridge", "Cracks close bridge", said + rest, "Herald", "wire")
    await store(archive, [careless, careful])
    (item,) = (await build(builder, "")).items
    quotes = [sentence.claim.evidence[0].quote for sentence in item.sentences]
    assert said.strip() in quotes
    assert bare.strip() not in quotes


async def test_what_was_published_after_the_window_is_invisible(
    builder: EditionBuilder, archive: Archive
) -> None:
    await store(archive, TOWN)
    before = Window(NOW - timedelta(days=9), NOW - timedelta(days=8))
    assert (await build(builder, "", before)).items == ()


async def test_undated_articles_count_by_stored_time(
    builder: EditionBuilder, archive: Archive
) -> None:
    await store(archive, [replace(TOWN[2], published=None)])
    (item,) = (await build(builder, "harvest")).items
    assert not item.dated
    assert item.when == NOW


async def test_relative_dates_are_shown_as_dates(builder: EditionBuilder, archive: Archive) -> None:
    await store(archive, TOWN[:1])
    (item,) = (await build(builder, "")).items
    assert "on Friday (20 November 2026)" in item.sentences[0].claim.text


async def test_only_the_window_s_articles_speak(builder: EditionBuilder, archive: Archive) -> None:
    old = replace(TOWN[0], published=NOW - timedelta(days=3))
    update = News("update", "bridge", "Third pillar damaged", BRIDGE_UPDATE, outlet="Demo Herald")
    stored = await store(archive, [old, update])
    (item,) = (await build(builder, "")).items
    cited = {e.article.id for s in item.sentences for e in s.claim.evidence}
    assert cited == {stored["update"].id}
    known = {s.claim.evidence[0].quote: s.known_since for s in item.sentences}
    assert known[BRIDGE.split(". ")[0] + "."] == stored["bridge"].id


async def test_a_chat_that_knows_a_story_gets_what_is_new_in_it(
    builder: EditionBuilder, archive: Archive
) -> None:
    update = News("update", "bridge", "Third pillar damaged", BRIDGE_UPDATE, outlet="Demo Herald")
    stored = await store(archive, [TOWN[0], update])
    edition = await build(builder, "bridge")
    told = {stored["bridge"].story_id: stored["bridge"].id}
    (item,) = section_for(edition, parse_topic("bridge"), told).items
    text = " ".join(claim.text for claim in item.claims)
    assert "third pillar" in text
    assert "two pillars" not in text
    assert section_for(edition, parse_topic("bridge"), {item.story_id: item.newest}).items == ()


async def test_the_json_of_the_command_line(builder: EditionBuilder, archive: Archive) -> None:
    await store(archive, TOWN)
    topic = parse_topic("bridge")
    section = section_for(await builder.build(topic, DAY, "en"), topic, {})
    made = section_json(section)
    assert set(made) == {"topic", "items", "coverage"}
    (item,) = made["items"]
    assert set(item) == {"headline", "sentences", "sources", "outlets", "origins", "differs"}
    numbers = {n for sentence in item["sentences"] for n in sentence["citations"]}
    assert numbers == {source["n"] for source in item["sources"]}
    assert made["coverage"]["articles"] == 4


@pytest.fixture
def shared(builder: EditionBuilder, database: Database, clock: FixedClock) -> SharedEditions:
    return SharedEditions(builder, Editions(database), clock)


async def test_a_shared_edition_is_read_back_as_it_was_built(
    shared: SharedEditions, archive: Archive, clock: FixedClock
) -> None:
    await store(archive, TOWN)
    topic = parse_topic("lindham")
    built = await shared.get(topic, DAY, "en")
    clock.move(FRESH)
    assert await shared.get(topic, DAY, "en") == built
    assert built.items


async def test_a_late_article_makes_the_edition_anew(
    shared: SharedEditions, archive: Archive, clock: FixedClock
) -> None:
    await store(archive, TOWN[:1])
    topic = parse_topic("lindham")
    assert len((await shared.get(topic, DAY, "en")).items) == 1
    await store(archive, TOWN[2:3])
    assert len((await shared.get(topic, DAY, "en")).items) == 1, "looked at a moment ago"
    for _ in range(2):
        clock.move(FRESH)
        assert len((await shared.get(topic, DAY, "en")).items) == 2


async def test_two_processes_share_an_edition(
    builder: EditionBuilder, archive: Archive, database: Database, clock: FixedClock
) -> None:
    await store(archive, TOWN)
    both = [SharedEditions(builder, Editions(database), clock) for _ in range(2)]
    topic = parse_topic("lindham")
    one, other = await asyncio.gather(*(shared.get(topic, DAY, "en") for shared in both))
    assert one == other
    kept = await Editions(database).get(EditionKey(topic.key, DAY.end, "en"))
    assert kept is not None


async def test_what_was_deleted_disappears_from_a_kept_edition(
    shared: SharedEditions, archive: Archive, database: Database
) -> None:
    stored = await store(archive, TOWN)
    topic = parse_topic("")
    content = to_content(await shared.get(topic, DAY, "en"))
    async with archive.ingesting(NOW) as batch:
        await batch.delete([stored["harvest"].id])
    left = await from_content(content, archive, topic, DAY, "en")
    assert "Growers fear small apple harvest" not in titles(left)
    assert len(left.items) == 2
