from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.quick_sqlite import QuickConnection, connect


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[QuickConnection]:
    opened = await connect(tmp_path / "some.db", 1)
    await opened.run("CREATE TABLE numbers (n INTEGER PRIMARY KEY)", (), many=False)
    yield opened
    await opened.close()


async def count(connection: QuickConnection) -> int:
    cursor = await connection.cursor().execute("SELECT count(*) FROM numbers")
    return int((await cursor.fetchall())[0][0])


async def test_a_cursor_holds_all_that_its_statement_gave(connection: QuickConnection) -> None:
    cursor = connection.cursor()
    await cursor.execute("INSERT INTO numbers VALUES (?) RETURNING n", (7,))
    assert (await cursor.fetchall(), cursor.lastrowid) == ([(7,)], 7)
    assert cursor.description[0][0] == "n"
    await cursor.executemany("INSERT INTO numbers VALUES (?)", [(8,), (9,)])
    assert (cursor.rowcount, cursor.description, await cursor.fetchall()) == (2, None, ())


async def test_a_transaction_begins_with_its_first_statement(connection: QuickConnection) -> None:
    cursor = connection.cursor()
    connection.begins_with = "BEGIN IMMEDIATE"
    assert not connection.in_transaction
    await cursor.execute("INSERT INTO numbers VALUES (1)")
    assert connection.in_transaction
    await connection.rollback()
    assert await count(connection) == 0


async def test_an_ending_without_a_beginning_is_nothing(connection: QuickConnection) -> None:
    for end in (connection.commit, connection.rollback):
        connection.begins_with = "BEGIN"
        await end()
        await connection.cursor().execute("INSERT INTO numbers DEFAULT VALUES")
        assert not connection.in_transaction
    assert await count(connection) == 2


async def test_an_error_arrives_where_it_was_asked_for(connection: QuickConnection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await connection.cursor().execute("SELECT * FROM missing")
    connection.begins_with = "BEGIN"
    with pytest.raises(sqlite3.IntegrityError):
        await connection.cursor().executemany("INSERT INTO numbers VALUES (?)", [(1,), (1,)])
    await connection.rollback()
    assert await count(connection) == 0


async def test_what_follows_an_ending_that_nobody_waits_for_begins_anew(
    connection: QuickConnection,
) -> None:
    for number in range(50):
        connection.begins_with = "BEGIN IMMEDIATE"
        await connection.cursor().execute("INSERT INTO numbers VALUES (?)", (number,))
        await connection.rollback()
        connection.begins_with = "BEGIN"
        assert await count(connection) == 0
        await connection.rollback()
