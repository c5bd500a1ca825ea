from __future__ import annotations

from datetime import timedelta

import pytest

from storage.archive import Archive
from storage.database import Database
from storage.records import Coverage, OriginRef
from tests.storage.samples import NOW, cut, delete, new_article, passages_of, placement, store

DAY = timedelta(days=1)


async def test_what_was_stored_is_found_by_url_and_id(archive: Archive) -> None:
    [stored] = await store(archive, new_article("a", byline="By Ann", place="Seoul"))

    assert await archive.article_by_url("https://demo.example/a") == stored
    assert await archive.articles([stored.id, 999]) == {stored.id: stored}
    assert (stored.byline, stored.place, stored.origin) == ("By Ann", "Seoul", "Demo Courier")
    assert (stored.published, stored.stored, stored.revision) == (NOW, NOW, 1)
    assert await archive.text(stored.id) == "One. Two. Three."


async def test_passages_come_in_the_order_asked_for(archive: Archive) -> None:
    [stored] = await store(archive, new_article())
    first, second, third = await passages_of(archive, stored.id)

    asked = await archive.passages([third.id, 999, first.id])

    assert [passage.text for passage in asked] == ["Three.", "One."]
    assert asked[0].sentences == ((0, 6),)
    assert (second.start, second.end, second.position) == (5, 9, 1)


async def test_load_gives_hits_then_neighbours_then_articles(archive: Archive) -> None:
    a, b = await store(archive, new_article("a", "One. Two. Three. Four."), new_article("b"))
    of_a = await passages_of(archive, a.id)
    of_b = await passages_of(archive, b.id)

    passages, articles = await archive.load([of_b[0].id, of_a[3].id])

    assert passages == [of_b[0], of_a[3], of_a[2], of_b[1]]
    assert articles == {a.id: a, b.id: b}
    assert (await archive.load([of_a[1].id, of_a[2].id]))[0][2:] == [of_a[0], of_a[3]]
    assert await archive.load([]) == ([], {})


async def test_a_revision_replaces_passages_and_keeps_the_old_ones(archive: Archive) -> None:
    [stored] = await store(archive, new_article())
    old = await passages_of(archive, stored.id)

    async with archive.ingesting(NOW + DAY) as batch:
        newer = new_article(text="Changed.", title="New title")
        revised = await batch.revise(stored.id, newer, placement())

    assert (revised.revision, revised.title, revised.story_id) == (2, "New title", stored.story_id)
    assert (revised.stored, revised.updated) == (NOW, NOW + DAY)
    assert [p.text for p in await passages_of(archive, stored.id)] == ["Changed."]
    assert await archive.passages([p.id for p in old]) == old
    assert await archive.text(stored.id, revision=1) == "One. Two. Three."
    assert await archive.text(stored.id) == "Changed."
    assert await archive.text(stored.id, revision=3) is None


async def test_an_error_undoes_the_whole_batch(archive: Archive) -> None:
    async def stop_halfway() -> None:
        async with archive.ingesting(NOW) as batch:
            await batch.insert(new_article(), placement())
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        await stop_halfway()

    assert await archive.article_by_url("https://demo.example/a") is None
    assert await archive.counter() == 0


async def test_each_storing_transaction_moves_the_counter_once(archive: Archive) -> None:
    await store(archive, new_article("a"), new_article("b"))
    assert await archive.counter() == 1
    async with archive.ingesting(NOW):
        pass
    assert await archive.counter() == 1
    await delete(archive, 1)
    assert await archive.counter() == 2
    assert await archive.text(1) is None


async def test_coverage_counts_articles_and_hides_later_ones(archive: Archive) -> None:
    assert await archive.coverage() == Coverage(0, None, None)
    await store(
        archive,
        new_article("old", published=NOW - DAY),
        new_article("new"),
        new_article("undated", published=None),
    )
    assert await archive.coverage() == Coverage(3, NOW - DAY, NOW)
    assert await archive.coverage(NOW - DAY) == Coverage(2, NOW - DAY, NOW - DAY)
    await store(archive, new_article("newest", published=NOW + DAY))
    assert await archive.coverage() == Coverage(4, NOW - DAY, NOW + DAY)


async def test_stories_are_found_by_the_dates_of_their_articles(archive: Archive) -> None:
    [old] = await store(archive, new_article("old", published=NOW - 3 * DAY))
    [update] = await store(archive, new_article("update"), story=old.story_id)
    [undated] = await store(archive, new_article("undated", published=None))

    everything = [story async for story in archive.stories()]
    today = [story async for story in archive.stories(NOW - DAY, NOW)]
    before = [story async for story in archive.stories(until=NOW - DAY)]

    assert [story.articles for story in everything] == [(old, update), (undated,)]
    assert today == everything
    assert [story.articles for story in before] == [(old,)]
    assert await archive.story(old.story_id) == everything[0]
    assert everything[0].title == "Title old"
    assert await archive.story(999) is None


async def test_stories_beyond_one_page_all_come(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.archive.STORIES_A_PAGE", 2)
    stored = await store(archive, *(new_article(str(n)) for n in range(5)))
    assert [story.id async for story in archive.stories()] == [a.story_id for a in stored]


async def test_same_text_is_asked_for_a_known_outlet_only(archive: Archive) -> None:
    [stored] = await store(archive, new_article())
    async with archive.ingesting(NOW) as batch:
        assert await batch.same_text("Demo Courier", "hash of One. Two. Three.") == stored
        assert await batch.same_text("Demo Herald", "hash of One. Two. Three.") is None
        assert await batch.same_text(None, "hash of One. Two. Three.") is None
        assert await batch.article_by_url(stored.url) == stored
        assert await batch.texts([stored.id]) == {stored.id: "One. Two. Three."}
        assert await batch.articles([stored.id]) == {stored.id: stored}
        assert await batch.text_hash(stored.id) == "hash of One. Two. Three."


async def test_relatives_share_rare_fingerprints(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.ingest.CARRIERS", 4)
    big = 2**63 - 1
    [rare] = await store(archive, new_article("rare"), fingerprints=(-big, 7))
    [two] = await store(archive, new_article("two"), fingerprints=(1, 2, 7))
    others = await store(archive, *(new_article(f"x{n}") for n in range(5)), fingerprints=(1,))

    async with archive.ingesting(NOW) as batch:
        found = await batch.sharing([1, 2, 7, -big], limit=10)
        few = await batch.sharing([1, 2, 7, -big], limit=1)

    assert found == [(rare.id, 2), (two.id, 2)]
    assert few == found[:1]
    assert others[0].id not in dict(found)


async def test_terms_are_counted_within_and_after_a_batch(archive: Archive) -> None:
    async with archive.ingesting(NOW) as batch:
        await batch.insert(new_article("a"), placement(features={"kim": 1.0, "north": 0.5}))
        assert await batch.commonest(10) == (1, {"kim": 1, "north": 1})
    async with archive.ingesting(NOW) as batch:
        b = await batch.insert(new_article("b"), placement(features={"kim": 1.0}))
        assert await batch.commonest(10) == (2, {"kim": 2, "north": 1})
        await batch.revise(b.id, new_article("b", "New."), placement(features={"moon": 1.0}))
    async with archive.ingesting(NOW) as batch:
        assert await batch.commonest(10) == (2, {"kim": 1, "north": 1, "moon": 1})
        total, counts = await batch.commonest(1)
        assert (total, len(counts)) == (2, 1)
        await batch.delete([b.id])
        assert await batch.commonest(10) == (1, {"kim": 1, "north": 1, "moon": 0})


async def test_story_candidates_share_terms_most_first(archive: Archive) -> None:
    [one] = await store(archive, new_article("one"), features={"kim": 1.0, "missile": 2.0})
    [both] = await store(archive, new_article("both"), features={"kim": 1.0, "putin": 2.0})
    await store(archive, new_article("none"), features={"football": 1.0})

    async with archive.ingesting(NOW) as batch:
        found = await batch.story_candidates(["putin", "kim"], limit=5)
        assert await batch.story_candidates([], limit=5) == []
        features = await batch.features([both.id])

    assert [(c.article_id, c.story_id) for c in found] == [
        (both.id, both.story_id),
        (one.id, one.story_id),
    ]
    assert features == {both.id: {"kim": 1.0, "putin": 2.0}}
    assert found[0].published == NOW


async def test_origins_and_stories_can_be_corrected(archive: Archive) -> None:
    a, b = await store(archive, new_article("a"), new_article("b"))
    async with archive.ingesting(NOW) as batch:
        await batch.assign_origin([a.id, b.id], OriginRef("agency:demo", "Demo Wire"))
        await batch.move_to_story([b.id], a.story_id)
    found = await archive.articles([a.id, b.id])
    assert {article.origin for article in found.values()} == {"Demo Wire"}
    assert found[b.id].story_id == a.story_id
    assert [story.id async for story in archive.stories()] == [a.story_id]


async def test_articles_can_leave_their_story_for_a_new_one(archive: Archive) -> None:
    a, b, c = await store(archive, *(new_article(name) for name in "abc"))
    async with archive.ingesting(NOW) as batch:
        await batch.move_to_story([b.id, c.id], a.story_id)
        parted = await batch.move_to_new_story([b.id, c.id])
    found = await archive.articles([a.id, b.id, c.id])
    assert [found[each.id].story_id for each in (a, b, c)] == [a.story_id, parted, parted]
    assert parted not in (a.story_id, b.story_id, c.story_id)


async def test_an_origin_gets_its_name_when_it_becomes_known(archive: Archive) -> None:
    nameless, named = OriginRef("agency:demo", None), OriginRef("agency:demo", "Demo Wire")
    [first] = await store(archive, new_article("a"), origin=nameless)
    [second] = await store(archive, new_article("b"), origin=named)
    [third] = await store(archive, new_article("c"), origin=nameless)
    origins = {article.origin for article in (await archive.articles([1, 2, 3])).values()}
    assert first.origin_id == second.origin_id == third.origin_id
    assert origins == {"Demo Wire"}


async def test_text_that_a_database_refuses_keeps_its_offsets(archive: Archive) -> None:
    text = "A\0b \ud83d c."
    [stored] = await store(archive, new_article(text=text, passages=cut(text), text_hash="h"))
    assert await archive.text(stored.id) == "A\ufffdb \ufffd c."


async def test_deleted_articles_leave_copies_behind(archive: Archive, database: Database) -> None:
    [first] = await store(archive, new_article("a"))
    [second] = await store(archive, new_article("b"), copy_of=first.id)
    await delete(archive, first.id)
    assert (await archive.articles([second.id]))[second.id].copy_of is None
    assert await passages_of(archive, first.id) == []


async def test_passages_of_several_articles(archive: Archive) -> None:
    first, second = await store(archive, new_article("a", "One. Two."), new_article("b", "Three."))
    found = await archive.articles_passages([second.id, first.id, 999])
    assert {id_: [p.text for p in ps] for id_, ps in found.items()} == {
        first.id: ["One.", "Two."],
        second.id: ["Three."],
    }


async def test_the_latest_articles_up_to_a_time(archive: Archive) -> None:
    old, new, undated = await store(
        archive,
        new_article("old", published=NOW - timedelta(days=2)),
        new_article("new", "Four.", published=NOW - timedelta(days=1)),
        new_article("undated", "Five.", published=None),  # counts by its storing, NOW
    )
    assert await archive.latest(NOW, 2) == [undated, new]
    assert await archive.latest(NOW - timedelta(hours=1), 5) == [new, old]
    assert await archive.latest(NOW, 5, {old.id, 999}) == [old]
    assert await archive.latest(NOW, 5, ()) == []


async def test_what_a_window_holds(archive: Archive) -> None:
    old, new, german = await store(
        archive,
        new_article("old", published=NOW - timedelta(days=2)),
        new_article("new", "Four.", published=NOW - timedelta(hours=2)),
        new_article("german", "Fünf.", published=None, language="de"),
    )
    since = NOW - timedelta(days=1)
    assert await archive.languages(since, NOW) == {
        "en": Coverage(1, NOW - timedelta(hours=2), NOW - timedelta(hours=2)),
        "de": Coverage(1, None, None),
    }
    assert await archive.languages(NOW + timedelta(days=1), NOW + timedelta(days=2)) == {}
    found = await archive.stories_with({old.id, new.id, 999}, since, NOW)
    assert [story.articles for story in found] == [(new,)]
    assert [s.id for s in await archive.stories_with([german.id], since, NOW)] == [german.story_id]
    assert await archive.stories_with([], since, NOW) == []


async def test_members_of_stories_come_newest_first(archive: Archive) -> None:
    [first] = await store(archive, new_article("a"), features={"kim": 1.0})
    later = await store(
        archive, new_article("b"), new_article("c"), features={"x": 1.0}, story=first.story_id
    )
    [other] = await store(archive, new_article("d"), features={"y": 2.0})
    async with archive.ingesting(NOW) as batch:
        found = await batch.story_members([first.story_id, other.story_id], newest=2)
        assert await batch.story_members([], newest=2) == []
        origin = await batch.origin(first.origin_id)
    assert [c.article_id for c in found] == [later[1].id, later[0].id, other.id]
    assert origin == OriginRef("outlet:demo.example", "Demo Courier")
