"""aiosqlite with fewer journeys to its thread: one a statement instead of four.

Each call of aiosqlite travels to the connection's thread and back, a tenth of a millisecond that
is most of a small query's time. SQLAlchemy makes a cursor, executes, fetches all rows and closes,
and we begin every transaction ourselves: five journeys and a sixth for the end. Here a cursor is
made, filled and closed where the statement runs, BEGIN travels with the first statement, nobody
waits for a ROLLBACK, by which all reading ends, and ending a transaction that never began travels
nowhere. SQLAlchemy fetches all rows anyway.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Self

import aiosqlite


class _Result(NamedTuple):
    """All that is asked of a cursor after its statement."""

    rows: Sequence[Any] = ()
    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None


class QuickCursor:
    """As much of a cursor as SQLAlchemy asks for."""

    arraysize = 1

    def __init__(self, connection: QuickConnection) -> None:
        self._connection = connection
        self._result = _Result()

    @property
    def description(self) -> Any:
        """The columns of the rows; None for a statement without any."""
        return self._result.description

    @property
    def rowcount(self) -> int:
        """How many rows were written."""
        return self._result.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The id of the row that was inserted."""
        return self._result.lastrowid

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Self:
        """Run a statement and take all its rows."""
        self._result = await self._connection.run(sql, parameters, many=False)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Self:
        """Run a statement once for each parameters."""
        self._result = await self._connection.run(sql, parameters, many=True)
        return self

    async def fetchall(self) -> Sequence[Any]:
        """Return all rows."""
        return self._result.rows

    async def close(self) -> None:
        """Do nothing: it was closed where it ran."""


class QuickConnection(aiosqlite.Connection):
    """A connection whose statements take one journey each."""

    begins_with: str | None = None
    """The BEGIN that travels with the next statement."""

    def cursor(self) -> QuickCursor:  # type: ignore[override]  # SQLAlchemy takes it as it is
        """Return a cursor that is not anywhere yet."""
        return QuickCursor(self)

    async def run(self, sql: str, parameters: Iterable[Any], *, many: bool) -> _Result:
        """Run a statement in the connection's thread, after the BEGIN that waits, if any."""
        begins_with, self.begins_with = self.begins_with, None
        step = partial(_run, self._conn, begins_with, sql, parameters, many=many)
        result: _Result = await self._execute(step)  # type: ignore[no-untyped-call]  # aiosqlite's
        return result

    async def commit(self) -> None:
        """End the transaction, if it began."""
        self.begins_with = None
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Undo the transaction, if it began; nobody waits, since what comes next runs after it."""
        self.begins_with = None
        if self.in_transaction:
            self._tx.put_nowait((None, self._conn.rollback))


async def connect(path: Path, busy_seconds: float) -> QuickConnection:
    """Open a database file; transactions are begun by hand."""
    connector = partial(
        sqlite3.connect, path, timeout=busy_seconds, isolation_level=None, check_same_thread=False
    )
    made = QuickConnection(connector, iter_chunk_size=64)
    made._thread.daemon = True  # as SQLAlchemy does: a forgotten one must not hold the process
    await made
    return made


def _run(
    connection: sqlite3.Connection,
    begins_with: str | None,
    sql: str,
    parameters: Any,
    *,
    many: bool,
) -> _Result:
    if begins_with:
        connection.execute(begins_with)
    cursor = connection.cursor()
    try:
        (cursor.executemany if many else cursor.execute)(sql, parameters)
        rows = cursor.fetchall() if cursor.description else ()
        return _Result(rows, cursor.description, cursor.rowcount, cursor.lastrowid)
    finally:
        cursor.close()
