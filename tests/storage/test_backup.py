from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from storage import marks
from storage.archive import Archive
from storage.backup import backup, restore
from storage.database import FILE_NAME, Database
from storage.errors import AlreadyRunning, SchemaTooNew, StorageError
from storage.index import SearchIndex
from storage.run_lock import RunLock
from tests.storage.samples import new_article, store


@pytest.fixture
def kind() -> str:
    return "sqlite"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "news.backup"


async def test_a_backup_of_a_running_database_is_restored(
    database: Database, archive: Archive, file: Path, tmp_path: Path
) -> None:
    [kept] = await store(archive, new_article("kept"))
    async with database.writing():
        backup(tmp_path, file)
    await store(archive, new_article("lost"))
    await database.close()

    with pytest.raises(StorageError, match=r"holds articles: 2\. .* --replace"):
        restore(file, tmp_path)
    restore(file, tmp_path, replace=True)

    restored = await Database.open(None, tmp_path)
    assert await Archive(restored).article_by_url(kept.url) == kept
    assert await Archive(restored).article_by_url("https://demo.example/lost") is None
    await marks.put(restored, "it", "is written")
    await restored.close()


async def test_an_index_of_what_is_gone_is_not_believed(
    database: Database, archive: Archive, file: Path, tmp_path: Path
) -> None:
    def open_index() -> SearchIndex:
        return SearchIndex.open(tmp_path / "index", lambda text, _: text.split())

    await store(archive, new_article("kept", "Kim."))
    backup(tmp_path, file)
    await store(archive, new_article("lost", "Lost."))
    index = open_index()
    await index.catch_up(archive)
    await index.close()
    await database.close()
    restore(file, tmp_path, replace=True)

    restored = await Database.open(None, tmp_path)
    again = Archive(restored)
    await store(again, new_article("other", "Other."))
    index = open_index()
    assert await index.catch_up(again)
    assert index.search([("Lost.", 1.0)], 5) == []
    assert len(index.search([("Other.", 1.0)], 5)) == 1
    await index.close()
    await restored.close()


async def test_a_database_that_others_read_is_restored(
    database: Database, archive: Archive, file: Path, tmp_path: Path
) -> None:
    backup(tmp_path, file)
    await store(archive, new_article("lost"))
    restore(file, tmp_path, replace=True)
    assert await archive.article_by_url("https://demo.example/lost") is None


def test_a_damaged_database_is_replaced(migrated: Path, file: Path, tmp_path: Path) -> None:
    backup(migrated.parent, file)
    (tmp_path / FILE_NAME).write_bytes(b"rubbish" * 1000)
    restore(file, tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as restored:
        assert restored.execute("SELECT count(*) FROM articles").fetchone() == (0,)
        assert restored.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    restored.close()


def test_a_folder_that_a_run_holds_is_left_alone(
    migrated: Path, file: Path, tmp_path: Path
) -> None:
    backup(migrated.parent, file)
    lock = RunLock.take(tmp_path)
    with pytest.raises(AlreadyRunning):
        restore(file, tmp_path)
    lock.release()
    restore(file, tmp_path)


def test_what_is_no_backup_is_refused(migrated: Path, file: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"no backup .*news\.backup"):
        restore(file, tmp_path)
    file.write_bytes(b"rubbish" * 1000)
    with pytest.raises(StorageError, match=r"news\.backup is no backup of Dateline"):
        restore(file, tmp_path)
    assert not (tmp_path / FILE_NAME).exists()


def test_a_truncated_backup_is_refused(migrated: Path, file: Path, tmp_path: Path) -> None:
    backup(migrated.parent, file)
    file.write_bytes(file.read_bytes()[:-50_000])
    with pytest.raises(StorageError, match=r"news\.backup"):
        restore(file, tmp_path)
    assert not (tmp_path / FILE_NAME).exists()


def test_a_newer_backup_is_refused(migrated: Path, file: Path, tmp_path: Path) -> None:
    backup(migrated.parent, file)
    with sqlite3.connect(file) as newer:
        newer.execute("UPDATE alembic_version SET version_num = 'x999'")
    newer.close()
    with pytest.raises(SchemaTooNew, match=r"the backup .*newer version"):
        restore(file, tmp_path)


def test_a_backup_writes_over_nothing(migrated: Path, file: Path, tmp_path: Path) -> None:
    file.write_text("precious")
    with pytest.raises(StorageError, match="there already"):
        backup(migrated.parent, file)
    with pytest.raises(StorageError, match="no database"):
        backup(tmp_path / "nowhere", tmp_path / "x")
    with pytest.raises(StorageError, match="cannot write the backup"):
        backup(migrated.parent, tmp_path / "no" / "folder")
    assert file.read_text() == "precious"
