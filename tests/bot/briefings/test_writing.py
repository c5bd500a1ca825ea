from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.briefings.editions import EditionBuilder, SharedEditions
from bot.briefings.slots import Window
from bot.briefings.topics import EVERYTHING, parse_topic
from bot.briefings.writing import TOGETHER, AsTold, StoryWriter
from bot.grounding.claims import (
    Account,
    Composition,
    DraftClaim,
    Evidence,
    Material,
    Reading,
    Watch,
)
from storage.archive import Archive
from storage.database import Database
from storage.editions import Editions
from storage.index import SearchIndex
from tests.bot.briefings.samples import BRIDGE, BRIDGE_UPDATE, NOW, TOWN, FixedClock, News, store

DAY = Window(NOW - timedelta(hours=24), NOW)
TOPIC = parse_topic("bridge")
QUOTE = BRIDGE.split(". ")[0] + "."
TRUE = "Engineers found cracks in two pillars of the old bridge in Lindham."
TOO = "The old bridge in Lindham was closed on Friday."
FALSE = "Engineers found cracks in twelve pillars of the old bridge in Lindham."

Draft = Callable[[Material], Composition]


class Scribe:
    """A composer that writes what it is told, and keeps what it was given."""

    def __init__(self, *texts: str, composer: str = "model", notes: tuple[str, ...] = ()) -> None:
        self._texts, self._composer, self._notes = texts, composer, notes
        self.materials: list[Material] = []

    async def compose(self, material: Material) -> Composition:
        self.materials.append(material)
        quoted = next(f for f in material.found if QUOTE in f.passage.text)
        evidence = (Evidence(quoted.passage, quoted.article, QUOTE),)
        drafts = tuple(DraftClaim(text, evidence) for text in self._texts)
        return Composition(drafts, self._composer, self._notes)


@pytest.fixture
def built_by(archive: Archive, index: SearchIndex) -> Callable[[Scribe], EditionBuilder]:
    return lambda scribe: EditionBuilder(archive, index, StoryWriter(lambda *_: scribe, "scribe"))


async def test_proven_sentences_are_the_story(
    built_by: Callable[[Scribe], EditionBuilder], archive: Archive
) -> None:
    await store(archive, TOWN)
    scribe = Scribe(TRUE, FALSE, TOO, notes=("written in a hurry",))
    edition = await built_by(scribe).build(TOPIC, DAY, "en")
    (item,) = edition.items
    assert [sentence.claim.text for sentence in item.sentences] == [TRUE, TOO]
    assert edition.notes == ("written in a hurry",)


async def test_no_word_of_a_reader_goes_along(
    built_by: Callable[[Scribe], EditionBuilder], archive: Archive
) -> None:
    await store(archive, TOWN)
    scribe = Scribe(TRUE)
    await built_by(scribe).build(TOPIC, DAY, "en")
    (material,) = scribe.materials
    assert material.question == ""
    assert material.candidates == ()
    assert {found.article.id for found in material.found} == {1, 2}


class Reporter:
    """A composer that says the first sentence of each passage, and one that takes two together."""

    def __init__(self) -> None:
        self.materials: list[Material] = []

    async def compose(self, material: Material) -> Composition:
        self.materials.append(material)
        said = []
        for found in material.found:
            for start, end in found.passage.sentences[:2]:
                quote = found.passage.text[start:end]
                said.append(DraftClaim(quote, (Evidence(found.passage, found.article, quote),)))
        both = DraftClaim(TRUE, (*said[0].evidence, *said[-1].evidence))
        return Composition((both, *said), "model")


async def test_stories_share_a_request_and_each_gets_its_own_sentences(
    archive: Archive, index: SearchIndex
) -> None:
    await store(archive, TOWN)
    reporter = Reporter()
    builder = EditionBuilder(archive, index, StoryWriter(lambda *_: reporter, "reporter"))
    edition = await builder.build(EVERYTHING, DAY, "en")
    stories = [item.story_id for item in edition.items]
    (material,) = reporter.materials
    assert len(stories) == TOGETHER
    assert list(dict.fromkeys(f.article.story_id for f in material.found)) == stories
    for item in edition.items:
        evidence = [e for s in item.sentences for e in s.claim.evidence]
        assert {e.article.story_id for e in evidence} == {item.story_id}
        assert TRUE not in [s.claim.text for s in item.sentences]


async def test_who_watches_is_told_what_is_read_of_all_stories(
    archive: Archive, index: SearchIndex
) -> None:
    await store(archive, TOWN)
    scribe, told = Scribe(TRUE), list[Reading]()

    def composer_for(_: str, watch: Watch, __: Account) -> Scribe:
        watch(Reading(0, 0))  # as a model does that begins to read the passages of one story
        return scribe

    builder = EditionBuilder(archive, index, StoryWriter(composer_for, "scribe"))
    await builder.build(TOPIC, DAY, "en", told.append)
    assert told == [Reading(articles=2, outlets=2)]


@pytest.mark.parametrize(
    "scribe",
    [Scribe(FALSE), Scribe(TRUE, FALSE), Scribe(), Scribe(TRUE, TOO, composer="extractive")],
)
async def test_else_the_story_stays_as_told(
    built_by: Callable[[Scribe], EditionBuilder],
    builder: EditionBuilder,
    archive: Archive,
    scribe: Scribe,
) -> None:
    await store(archive, TOWN)
    assert (await built_by(scribe).build(TOPIC, DAY, "en")).items == (
        await builder.build(TOPIC, DAY, "en")
    ).items


async def test_it_is_written_once_for_what_it_is_made_of(
    built_by: Callable[[Scribe], EditionBuilder], archive: Archive
) -> None:
    await store(archive, TOWN)
    scribe = Scribe(TRUE)
    builder = built_by(scribe)
    for minutes in range(3):
        shifted = timedelta(minutes=minutes)
        await builder.build(TOPIC, Window(DAY.start + shifted, DAY.end + shifted), "en")
    assert len(scribe.materials) == 1


async def test_what_a_limit_kept_from_being_written_is_written_later(
    archive: Archive, index: SearchIndex
) -> None:
    await store(archive, TOWN)
    accounts: list[Account] = []
    refused, writes = Scribe(composer="extractive", notes=("at a limit",)), Scribe(TRUE, TOO)

    def composer_for(_: str, __: Watch, account: Account) -> Scribe:
        accounts.append(account)
        return writes if len(accounts) > 1 else refused

    builder = EditionBuilder(archive, index, StoryWriter(composer_for, "scribe"))
    for user in (7, 8, 9):
        edition = await builder.build(TOPIC, DAY, "en", account=Account(1, user))
    assert accounts == [Account(1, 7), Account(1, 8)], "the third found it written"
    assert [s.claim.text for s in edition.items[0].sentences] == [TRUE, TOO]


async def test_an_edition_of_many_counts_for_the_edition(
    archive: Archive, index: SearchIndex, database: Database, clock: FixedClock
) -> None:
    await store(archive, TOWN)
    accounts: list[Account] = []

    def composer_for(_: str, __: Watch, account: Account) -> Scribe:
        accounts.append(account)
        return Scribe(TRUE, TOO)

    builder = EditionBuilder(archive, index, StoryWriter(composer_for, "scribe"))
    await SharedEditions(builder, Editions(database), clock).get(TOPIC, DAY, "en")
    (account,) = accounts
    assert account.edition_id
    assert account.chat_id is None


async def test_all_who_want_it_at_once_share_one(
    built_by: Callable[[Scribe], EditionBuilder],
    archive: Archive,
    database: Database,
    clock: FixedClock,
) -> None:
    await store(archive, TOWN)
    scribe = Scribe(TRUE, TOO)
    shared = SharedEditions(built_by(scribe), Editions(database), clock)
    editions = await asyncio.gather(*(shared.get(TOPIC, DAY, "en") for _ in range(5)))
    assert len(scribe.materials) == 1
    assert all(edition is editions[0] for edition in editions)


async def test_a_written_sentence_is_known_since_what_it_rests_on_was(
    built_by: Callable[[Scribe], EditionBuilder], archive: Archive
) -> None:
    update = News("update", "bridge", "Third pillar damaged", BRIDGE_UPDATE, outlet="Demo Herald")
    stored = await store(archive, [TOWN[0], update])
    (item,) = (await built_by(Scribe(TRUE, TOO)).build(TOPIC, DAY, "en")).items
    assert item.sentences[0].known_since == stored["bridge"].id


def test_as_told_adds_nothing() -> None:
    material = Material("", NOW, (), (), 1.0)
    assert asyncio.run(AsTold().compose(material)).drafts == ()
