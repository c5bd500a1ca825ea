from __future__ import annotations

import asyncio
import sqlite3
import threading
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from storage import marks
from storage.chats import Chats
from storage.database import FILE_NAME, Database
from storage.dialect import clean
from storage.errors import StorageError, StorageFull, StorageReadOnly, StorageUnavailable
from storage.records import ChatKind
from storage.tables import counters
from tests.postgres import Server

KEPT = "a-secret-password"
THREAD_ENDS = 10.0  # seconds


async def test_what_was_written_outlives_a_reopening(url: str | None, tmp_path: Path) -> None:
    database = await Database.open(url, tmp_path)
    await marks.put(database, "key", "value")
    await database.close()
    database = await Database.open(url, tmp_path)
    assert await marks.get(database, "key") == "value"
    await database.close()


async def test_no_thread_is_left_behind(url: str | None, tmp_path: Path) -> None:
    before = set(threading.enumerate())
    database = await Database.open(url, tmp_path)
    await asyncio.gather(*(marks.put(database, f"key {n}", "value") for n in range(5)))
    await asyncio.gather(*(marks.get(database, f"key {n}") for n in range(5)))
    await database.close()
    # A driver's thread answers its close before it has returned: it is given the time to do so.
    new = set(threading.enumerate()) - before
    await asyncio.gather(*(asyncio.to_thread(thread.join, THREAD_ENDS) for thread in new))
    assert not [thread.name for thread in new if thread.is_alive()]


async def test_writers_of_one_process_lose_nothing(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(counters), {"name": "count", "value": 0})

    async def count_up() -> None:
        async with database.writing() as connection:
            query = select(counters.c.value).where(counters.c.name == "count").with_for_update()
            value = (await connection.execute(query)).scalar_one()
            await asyncio.sleep(0)
            await connection.execute(
                counters.update().where(counters.c.name == "count").values(value=value + 1)
            )

    await asyncio.gather(*(count_up() for _ in range(40)))
    async with database.reading() as connection:
        query = select(counters.c.value).where(counters.c.name == "count")
        assert (await connection.execute(query)).scalar_one() == 40


async def test_a_cancelled_writer_leaves_nothing_and_blocks_nobody(database: Database) -> None:
    begun = asyncio.Event()

    async def write_and_wait() -> None:
        async with database.writing() as connection:
            await connection.execute(insert(counters), {"name": "half", "value": 0})
            begun.set()
            await asyncio.Event().wait()

    writer = asyncio.create_task(write_and_wait())
    await begun.wait()
    writer.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writer
    await marks.put(database, "key", "value")
    async with database.reading() as connection:
        query = select(counters).where(counters.c.name == "half")
        assert (await connection.execute(query)).first() is None


async def test_naive_times_are_refused(database: Database) -> None:
    naive = datetime(2026, 11, 20)  # noqa: DTZ001
    with pytest.raises(SQLAlchemyError, match="aware"):
        await Chats(database).ensure("telegram:1", ChatKind.PRIVATE, naive)


async def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StorageError, match=r"dateline\.db is damaged.*restore a backup"):
        await Database.open(None, tmp_path)


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageReadOnly, match=r"file/data.*DATELINE_DATA"):
        await Database.open(None, tmp_path / "file" / "data")


async def test_a_full_disk_is_named_and_nothing_is_lost(tmp_path: Path) -> None:
    database = await Database.open(None, tmp_path)
    await marks.put(database, "before", "kept")

    async def fill() -> None:
        async with database.writing() as connection:
            await connection.exec_driver_sql("PRAGMA max_page_count = 1")
            await connection.execute(
                text("INSERT INTO state (key, value) VALUES ('big', :value)"),
                {"value": "x" * 5_000_000},
            )

    with pytest.raises(StorageFull, match=r"no space.*dateline\.db"):
        await fill()
    assert await marks.get(database, "before") == "kept"
    assert await marks.get(database, "big") is None
    await database.close()


async def test_a_read_only_database_is_named(tmp_path: Path) -> None:
    database = await Database.open(None, tmp_path)

    async def write() -> None:
        async with database.writing() as connection:
            await connection.exec_driver_sql("PRAGMA query_only = ON")
            await connection.execute(insert(counters), {"name": "x", "value": 0})

    with pytest.raises(StorageReadOnly, match=r"dateline\.db.*permissions"):
        await write()
    await database.close()


async def test_a_writer_elsewhere_is_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.dialect.BUSY_SECONDS", 0.05)
    database = await Database.open(None, tmp_path)
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert await marks.get(database, "key") is None, "readers do not wait"
    with pytest.raises(StorageUnavailable, match="locked by another process"):
        await marks.put(database, "key", "value")
    other.execute("ROLLBACK")
    other.close()
    await marks.put(database, "key", "value")
    await database.close()


@pytest.mark.parametrize(
    "address",
    [
        f"mysql://user:{KEPT}@127.0.0.1/news",
        f"postgresql://user:{KEPT}@127.0.0.1:port/news",
        f"user:{KEPT}",
    ],
)
async def test_an_address_that_is_none_is_not_repeated(address: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="DATABASE_URL") as caught:
        await Database.open(address, tmp_path)
    assert KEPT not in str(caught.value)
    assert caught.value.__cause__ is None


async def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable, match=r"news at 127\.0\.0\.1 does not answer") as caught:
        await Database.open(f"postgresql://user:{KEPT}@127.0.0.1:1/news", tmp_path)
    assert KEPT not in str(caught.value)


async def test_a_database_that_is_not_there_is_named(postgres: Server, tmp_path: Path) -> None:
    address = postgres.empty_database().rpartition("/")[0] + "/nowhere"
    with pytest.raises(StorageError, match=r"no such database: .*nowhere"):
        await Database.open(address, tmp_path)


async def test_a_server_that_was_away_is_used_again(
    postgres: Server, postgres_template: str, tmp_path: Path
) -> None:
    database = await Database.open(postgres.empty_database(postgres_template), tmp_path)
    await marks.put(database, "key", "value")
    await asyncio.to_thread(postgres.stop)
    try:
        with pytest.raises(StorageUnavailable, match="does not answer"):
            await marks.get(database, "key")
        with pytest.raises(StorageUnavailable, match="does not answer"):
            await marks.put(database, "key", "other")
    finally:
        await asyncio.to_thread(postgres.start)
    assert await marks.get(database, "key") == "value"
    await marks.put(database, "key", "other")
    await database.close()


async def test_a_connection_that_idled_is_asked_before_it_is_used(
    postgres: Server, postgres_template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.dialect.TRUSTED_SECONDS", 0)
    database = await Database.open(postgres.empty_database(postgres_template), tmp_path)
    await marks.put(database, "key", "value")
    await asyncio.to_thread(postgres.stop)
    await asyncio.to_thread(postgres.start)
    assert await marks.get(database, "key") == "value"
    await database.close()


async def test_a_connection_that_breaks_in_the_middle_is_named(
    postgres: Server, postgres_template: str, tmp_path: Path
) -> None:
    database = await Database.open(postgres.empty_database(postgres_template), tmp_path)

    async def break_off() -> None:
        async with database.writing() as connection:
            await connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(StorageUnavailable, match="does not answer"):
        await break_off()
    assert await marks.get(database, "key") is None
    await database.close()


def test_cleaning_keeps_the_length() -> None:
    assert clean("plain ü 🙂") == "plain ü 🙂"
    assert clean("a\0b\ud800c") == "a\ufffdb\ufffdc"
