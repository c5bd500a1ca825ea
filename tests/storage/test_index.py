from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import tantivy

from storage.archive import Archive
from storage.database import Database
from storage.errors import StorageReadOnly
from storage.index import STEADY, Boosts, SearchIndex
from storage.records import PassageKind
from tests.storage.samples import NOW, delete, new_article, placement, store

DAY = timedelta(days=1)


def analyze(text: str, language: str) -> Sequence[str]:
    return text.lower().replace(".", "").split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
async def index(folder: Path) -> AsyncIterator[SearchIndex]:
    opened = SearchIndex.open(folder, analyze)
    yield opened
    await opened.close()


async def found(index: SearchIndex, archive: Archive, *words: str, **options: Any) -> list[str]:
    hits = index.search([(word, 1.0) for word in words], 10, **options)
    passages = await archive.passages([hit.passage_id for hit in hits])
    assert [p.article_id for p in passages] == [hit.article_id for hit in hits]
    return [passage.text for passage in passages]


async def test_what_was_stored_is_found_best_first(index: SearchIndex, archive: Archive) -> None:
    await store(archive, new_article("a", "Kim saw rain. Rain fell. Kim saw bombers."))
    assert await found(index, archive, "kim") == []
    assert await index.catch_up(archive)
    assert await found(index, archive, "kim", "bombers") == [
        "Kim saw bombers.",
        "Kim saw rain.",
    ]
    assert await found(index, archive, "snow") == []
    assert index.search([], 10) == []
    assert index.search([("kim", 1.0)], 0) == []
    assert index.size == 3


async def test_title_and_outlet_count_less(index: SearchIndex, archive: Archive) -> None:
    await store(
        archive,
        new_article("a", "Nothing here.", title="Kim travels"),
        new_article("b", "Kim is here."),
        new_article("c", "Neither there.", outlet="Kim Daily", title="x"),
    )
    await index.catch_up(archive)
    assert await found(index, archive, "kim", boosts=Boosts(title=0.1, outlet=0.01)) == [
        "Kim is here.",
        "Nothing here.",
        "Neither there.",
    ]
    assert await found(index, archive, "kim", boosts=Boosts(title=0, outlet=0)) == ["Kim is here."]


async def test_a_heavier_term_counts_more(index: SearchIndex, archive: Archive) -> None:
    await store(archive, new_article("a", "Apples fell. Pears fell."))
    await index.catch_up(archive)
    [best, _] = index.search([("apples", 0.5), ("pears", 2.0)], 2)
    assert (await archive.passages([best.passage_id]))[0].text == "Pears fell."


async def test_later_articles_are_hidden_and_undated_ones_never(
    index: SearchIndex, archive: Archive
) -> None:
    await store(
        archive,
        new_article("old", "Kim old.", published=NOW - DAY),
        new_article("new", "Kim new.", published=NOW),
        new_article("undated", "Kim undated.", published=None),
    )
    await index.catch_up(archive)
    seen = await found(index, archive, "kim", as_of=NOW - DAY)
    assert sorted(seen) == ["Kim old.", "Kim undated."]
    assert len(await found(index, archive, "kim", as_of=NOW)) == 3


async def test_kind_and_language_can_be_asked_for(index: SearchIndex, archive: Archive) -> None:
    await store(archive, new_article("a", "Kim en."), new_article("b", "Kim de.", language="de"))
    await index.catch_up(archive)
    assert await found(index, archive, "kim", language="de") == ["Kim de."]
    assert await found(index, archive, "kim", kind=PassageKind.CAPTION) == []
    assert len(await found(index, archive, "kim", kind=PassageKind.BODY)) == 2


async def test_revisions_and_deletions_are_followed(index: SearchIndex, archive: Archive) -> None:
    a, b = await store(archive, new_article("a", "Kim one."), new_article("b", "Kim two."))
    await index.catch_up(archive)
    async with archive.ingesting(NOW) as batch:
        await batch.revise(a.id, new_article("a", "Kim revised."), placement())
    await delete(archive, b.id)
    assert await index.catch_up(archive)
    assert await found(index, archive, "kim") == ["Kim revised."]
    assert index.size == 1


async def test_a_reopened_index_stands_where_it_stood(
    index: SearchIndex, archive: Archive, folder: Path
) -> None:
    await store(archive, new_article("a", "Kim one."))
    await index.catch_up(archive)
    await index.close()
    again = SearchIndex.open(folder, analyze)
    assert await found(again, archive, "kim") == ["Kim one."]
    holder = tantivy.Index.open(str(folder)).writer(15_000_000, 1)
    assert await again.catch_up(archive), "nothing to do needs no writer"
    del holder


def add_segment(folder: Path, scratch: Path) -> None:
    """Add one to an index's committed segments, as if a process was killed before it merged."""
    index = tantivy.Index.open(str(folder))
    scratch.mkdir()
    writer = tantivy.Index(index.schema, path=str(scratch)).writer(15_000_000, 1)
    document = tantivy.Document()
    document.add_text("meta", "not a cursor")
    writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    ours, theirs = (json.loads((path / "meta.json").read_text()) for path in (folder, scratch))
    for segment in theirs["segments"]:
        for file in scratch.glob(f"{segment['segment_id'].replace('-', '')}.*"):
            shutil.copy(file, folder)
    ours["segments"] += theirs["segments"]
    (folder / "meta.json").write_text(json.dumps(ours))


async def test_a_revision_is_followed_while_segments_of_a_killed_process_are_merged(
    index: SearchIndex, archive: Archive, folder: Path, tmp_path: Path
) -> None:
    stored = []
    for number in range(7):  # the first segment is the largest, and so the first one in the merge
        names = [f"{number}/{part}" for part in range(2 if number else 4)]
        stored += await store(archive, *(new_article(name, f"Kim {name}.") for name in names))
        assert await index.catch_up(archive)
    await index.close()
    add_segment(folder, tmp_path / "scratch")
    async with archive.ingesting(NOW) as batch:  # an article beside the last cursor but one
        await batch.revise(stored[-3].id, new_article("new", "Kim revised."), placement())
    reopened = SearchIndex.open(folder, analyze)
    assert await reopened.catch_up(archive)
    await reopened.close()
    assert len(json.loads((folder / "meta.json").read_text())["segments"]) == 2
    merged = SearchIndex.open(folder, analyze)
    rows = await archive.searchable([article.id for article in stored])
    hits = merged.search([("kim", 1.0)], 100)
    assert sorted(hit.passage_id for hit in hits) == sorted(row.passage_id for row in rows)


async def test_who_cannot_have_the_writer_searches_what_is_there(
    index: SearchIndex, archive: Archive, folder: Path
) -> None:
    await store(archive, new_article("a", "Kim one."))
    await index.catch_up(archive)
    await index.close()
    holder = tantivy.Index.open(str(folder)).writer(15_000_000, 1)
    await store(archive, new_article("b", "Kim two."))
    assert not await index.catch_up(archive)
    assert not await index.rebuild(archive)
    assert await found(index, archive, "kim") == ["Kim one."]
    del holder
    assert await index.catch_up(archive)
    assert len(await found(index, archive, "kim")) == 2


async def test_another_one_that_caught_up_is_noticed(
    index: SearchIndex, archive: Archive, folder: Path
) -> None:
    other = SearchIndex.open(folder, analyze)
    await store(archive, new_article("a", "Kim one."))
    assert await other.catch_up(archive)
    assert await index.catch_up(archive)
    assert await found(index, archive, "kim") == ["Kim one."]
    await other.close()


async def test_a_rebuild_finds_the_same(index: SearchIndex, archive: Archive) -> None:
    await store(archive, *(new_article(str(n), f"Kim number {n}.") for n in range(5)))
    await index.catch_up(archive)
    before = await found(index, archive, "kim", "3")
    assert await index.rebuild(archive)
    assert await found(index, archive, "kim", "3") == before
    assert index.size == 5


def break_index(folder: Path, damage: str) -> None:
    segment = next(folder.glob("*.idx"))
    if damage == "meta":
        (folder / "meta.json").write_text("{}")
    elif damage == "segment":
        segment.unlink()
    elif damage == "truncated":
        segment.write_bytes(segment.read_bytes()[:10])
    else:
        shutil.rmtree(folder)
    if damage == "schema":
        folder.mkdir()
        builder = tantivy.SchemaBuilder().add_text_field("other")
        tantivy.Index(builder.build(), path=str(folder))


@pytest.mark.parametrize("damage", ["meta", "segment", "schema", "everything", "truncated"])
async def test_a_damaged_index_is_built_anew(archive: Archive, folder: Path, damage: str) -> None:
    index = SearchIndex.open(folder, analyze)
    await store(archive, new_article("a", "Kim one."))
    await index.catch_up(archive)
    await index.close()
    break_index(folder, damage)

    mended = SearchIndex.open(folder, analyze)
    assert await mended.catch_up(archive)
    assert await found(mended, archive, "kim") == ["Kim one."]
    await mended.close()


async def test_other_words_mean_a_rebuild(
    index: SearchIndex, archive: Archive, folder: Path
) -> None:
    await store(archive, new_article("a", "Kim one."))
    await index.catch_up(archive)
    await index.close()
    newer = SearchIndex.open(folder, lambda text, language: text.upper().split(), version="2")
    assert await newer.catch_up(archive)
    assert await found(newer, archive, "KIM") == ["Kim one."]
    assert await found(newer, archive, "kim") == []
    await newer.close()


async def test_the_index_of_another_archive_is_not_believed(
    index: SearchIndex, archive: Archive, folder: Path, tmp_path: Path
) -> None:
    await store(archive, new_article("a", "Kim one."))
    await index.catch_up(archive)
    await index.close()
    other_database = await Database.open(None, tmp_path / "other")
    other = Archive(other_database)
    await store(other, new_article("b", "Kim other."))
    reopened = SearchIndex.open(folder, analyze)
    assert await reopened.catch_up(other)
    assert await found(reopened, other, "kim") == ["Kim other."]
    await reopened.close()
    await other_database.close()


async def test_a_large_backlog_is_committed_in_steps(
    index: SearchIndex, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.index.ARTICLES_A_STEP", 2)
    monkeypatch.setattr("storage.index.ARTICLES_A_COMMIT", 4)
    await store(archive, *(new_article(str(n), f"Kim number {n}.") for n in range(9)))
    assert await index.catch_up(archive)
    assert index.size == 9
    assert await index.catch_up(archive)


async def test_who_waits_for_what_was_stored_just_now(archive: Archive, tmp_path: Path) -> None:
    at = 100.0
    index = SearchIndex.open(tmp_path / "followed", analyze, seconds=lambda: at)
    for name in ("a", "b"):  # two changes with a pause between them
        await store(archive, new_article(name, f"Kim {name}."))
        assert await index.catch_up(archive, within=60)
        at += STEADY + 1
    assert len(await found(index, archive, "kim")) == 2
    await index.close()


async def test_nobody_waits_while_articles_come_on_and_on(archive: Archive, tmp_path: Path) -> None:
    at = 100.0
    index = SearchIndex.open(tmp_path / "followed", analyze, seconds=lambda: at)
    for name in ("a", "b", "c", "d"):
        await store(archive, new_article(name, f"Kim {name}."))
        waited = await index.catch_up(archive, within=60)
        assert waited is (at - 100.0 <= STEADY)
        at += STEADY * 0.4
    assert await index.catch_up(archive), "whoever follows the archive takes everything in"
    assert await index.catch_up(archive, within=60)
    await index.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageReadOnly, match="file/index"):
        SearchIndex.open(tmp_path / "file" / "index", analyze)


async def test_all_passages_that_hold_a_term_since_a_time(
    index: SearchIndex, archive: Archive
) -> None:
    old, new, undated, titled = await store(
        archive,
        new_article("old", "Kim saw bombers. Rain fell.", published=NOW - 2 * DAY),
        new_article("new", "Rain fell. Kim saw rain.", published=NOW),
        new_article("undated", "Kim went home.", published=None),
        new_article("titled", "Snow fell. It stayed.", title="Kim", published=NOW),
    )

    def held(*words: str, since: datetime | None = None) -> dict[int, int]:
        return dict(Counter(article for article, _ in index.holding(words, since)))

    assert held("kim") == {}
    await index.catch_up(archive)
    assert held("kim") == {old.id: 1, new.id: 1, undated.id: 1, titled.id: 2}
    assert held("kim", since=NOW - DAY) == {new.id: 1, undated.id: 1, titled.id: 2}
    assert held("bombers", "home") == {old.id: 1, undated.id: 1}
    assert held() == {}
    assert held("courier") == {}


async def test_frequencies_and_times_are_told(index: SearchIndex, archive: Archive) -> None:
    await store(archive, new_article("a", "Kim saw rain. Rain fell."))
    await store(archive, new_article("b", "Kim left.", published=None))
    await index.catch_up(archive)
    assert index.frequencies(["kim", "rain", "snow"]) == {"kim": 2, "rain": 2, "snow": 0}
    hits = index.search([("kim", 1.0)], 10)
    assert {hit.published for hit in hits} == {int(NOW.timestamp()), None}


FULL_DISK = """
import asyncio, resource, sys
from pathlib import Path
from storage.archive import Archive
from storage.database import Database
from storage.index import SearchIndex

async def main() -> None:
    database = await Database.open(sys.argv[1] or None, Path(sys.argv[2]))
    archive = Archive(database)
    index = SearchIndex.open(Path(sys.argv[2], "index"), lambda text, _: text.split())
    assert len(index.search([("Kim", 1.0)], 5)) == 1
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    assert not await index.catch_up(archive)
    assert len(index.search([("Kim", 1.0)], 5)) == 1
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    async with asyncio.timeout(20):  # the thread that failed may not have let go of the lock yet
        while not await index.catch_up(archive):
            await asyncio.sleep(0)
    assert len(index.search([("Kim", 1.0)], 5)) == 2
    await index.close()
    await database.close()

asyncio.run(main())
"""


async def test_a_full_disk_leaves_what_was_there(
    archive: Archive, url: str | None, tmp_path: Path
) -> None:
    index = SearchIndex.open(tmp_path / "index", lambda text, _: text.split())
    await store(archive, new_article("a", "Kim one."))
    await index.catch_up(archive)
    await index.close()
    await store(archive, new_article("b", "Kim two."))
    full = await asyncio.create_subprocess_exec(
        sys.executable, "-c", FULL_DISK, url or "", str(tmp_path)
    )
    assert await full.wait() == 0
