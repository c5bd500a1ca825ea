"""What differs between SQLite and PostgreSQL; all other storage code is the same for both.

SQLite (tried: its driver's defaults lose updates silently): transactions are begun by us, those
that write with BEGIN IMMEDIATE; WAL, so that readers and the one writer do not wait for each
other; synchronous=FULL, so that what was committed outlives a power cut. PostgreSQL: sessions in
UTC, dead connections noticed before use, no wait for a lock or a stopped process without end.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, BigInteger, DateTime, Dialect, Integer, Table, Text, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    DisconnectionError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage import quick_sqlite
from storage.errors import (
    StorageError,
    StorageFull,
    StorageReadOnly,
    StorageUnavailable,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
    from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 10
"""How long a writer waits for another one, on both databases."""

TRUSTED_SECONDS = 5
"""How long a connection to PostgreSQL may idle before it is asked whether it still lives."""

WRITES = "dateline_writes"
"""The execution option of a connection whose transaction will write."""

Id = BigInteger().with_variant(Integer(), "sqlite")
"""A key; SQLite counts by itself only what is called INTEGER."""


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite keeps it as sortable text without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse naive times (ValueError): nobody could tell what they mean."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("storage takes aware datetimes only")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the zone back that SQLite does not keep."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CleanText(TypeDecorator[str]):
    """Text that both databases can hold.

    NUL (refused by PostgreSQL) and lone surrogates (no UTF-8) become U+FFFD, one for one, so that
    offsets stay true.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Replace what cannot be stored."""
        return None if value is None else clean(value)


def clean(value: str) -> str:
    """Return the text with U+FFFD for each NUL and each lone surrogate."""
    if "\0" in value:
        value = value.replace("\0", "\ufffd")
    try:
        value.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in value)
    return value


def make_engine(url: str) -> AsyncEngine:
    """Make the engine for a `sqlite:///` or `postgresql://` address.

    Raises StorageError for any other address, without repeating it: it may hold a password.
    """
    scheme, _, rest = url.partition("://")
    try:
        match scheme.partition("+")[0]:
            case "sqlite":
                return sqlite_engine(Path(make_url(f"sqlite://{rest}").database or ""))
            case "postgresql" | "postgres":
                return _postgres_engine(f"postgresql+psycopg://{rest}")
    except (ArgumentError, ValueError):
        pass  # its text may hold the password
    raise StorageError(
        "the address of the database is not of the form sqlite:///PATH or "
        "postgresql://USER:PASSWORD@HOST:PORT/NAME; check DATABASE_URL"
    )


def sqlite_engine(path: Path) -> AsyncEngine:
    """Make the engine for a SQLite file."""
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        async_creator=lambda: quick_sqlite.connect(path, BUSY_SECONDS),
        pool_size=5,
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "cache_size = -16000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    driver = connection.connection.driver_connection
    assert isinstance(driver, quick_sqlite.QuickConnection)
    driver.begins_with = "BEGIN IMMEDIATE" if writes else "BEGIN"


def _postgres_engine(url: str) -> AsyncEngine:
    options = f"-c timezone=UTC -c lock_timeout={BUSY_SECONDS}s"
    engine = create_async_engine(
        url,
        connect_args={
            "connect_timeout": 5,
            "tcp_user_timeout": 10_000,
            "options": f"{options} -c idle_in_transaction_session_timeout=60s",
        },
        pool_size=10,
        pool_timeout=BUSY_SECONDS,
    )
    pool = engine.sync_engine.pool
    event.listen(pool, "checkin", _note_idle)
    event.listen(pool, "checkout", partial(_check_idle, engine.dialect))
    return engine


def _note_idle(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["idle_since"] = time.monotonic()


def _check_idle(
    dialect: Dialect, connection: Any, record: ConnectionPoolEntry, _proxy: object
) -> None:
    """Ask a connection whether it lives before it is used, where it idled for long."""
    if time.monotonic() - record.info.get("idle_since", time.monotonic()) > TRUSTED_SECONDS:
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error


def readers(engine: AsyncEngine) -> AsyncEngine:
    """Return the engine for statements that only read, with the same pool.

    PostgreSQL shows each statement its own moment anyway, so a transaction would only be two more
    journeys to the server; SQLite's shows one moment throughout.
    """
    if is_sqlite(engine):
        return engine
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def is_sqlite(engine: AsyncEngine) -> bool:
    """Tell whether the engine speaks to SQLite."""
    return engine.dialect.name == "sqlite"


def place(engine: AsyncEngine) -> str:
    """Name the database for a person: a path, or host and name; never a password."""
    url = engine.url
    if is_sqlite(engine):
        return f"the database {url.database}"
    return f"the database {url.database or ''} at {url.host or 'the local socket'}"


async def use_wal(connection: AsyncConnection) -> None:
    """Turn write-ahead logging on for a SQLite file, which remembers it.

    It goes by SQLAlchemy, because it is refused within a transaction.
    """
    raw = (await connection.get_raw_connection()).driver_connection
    assert raw is not None
    await (await raw.execute("PRAGMA journal_mode = WAL")).close()


async def lock_schema(connection: AsyncConnection) -> None:
    """Let only one process migrate; held until the transaction ends (SQLite's write lock is)."""
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(4711)")


def insert(connection: AsyncConnection, table: Table) -> SqliteInsert | PostgresInsert:
    """Return an INSERT that knows ON CONFLICT; both dialects spell it alike."""
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


async def next_ids(connection: AsyncConnection, table: Table) -> Iterable[int]:
    """Return ids for new rows of a table, rising, above all that were there before.

    Only for who alone writes to it until the transaction ends.
    """
    if connection.dialect.name == "sqlite":
        query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        last = (await connection.execute(query, {"name": table.name})).scalar()
        return count((last or 0) + 1)
    query = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, 50)")
    return sorted(await connection.scalars(query, {"name": table.name}))


async def insert_rows(
    connection: AsyncConnection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    conflict: str = "",
) -> None:
    """Write many rows of the same columns; `conflict` is SQL for what is there already.

    SQLAlchemy prepares each row's parameters anew, which takes longer than writing it. Here each
    column's own preparation is looked up once.
    """
    names = list(rows[0])
    prepared = [_prepared(table.c[name].type, connection.dialect) for name in names]
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(map(quote, names))
    marks = ", ".join([mark] * len(names))
    sql = f"INSERT INTO {table.name} ({columns}) VALUES ({marks}) {conflict}"  # noqa: S608  # our own
    values = [
        tuple([prepare(row[name]) for name, prepare in zip(names, prepared, strict=True)])
        for row in rows
    ]
    await connection.exec_driver_sql(sql, values)


def _prepared(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any]:
    processor = kind.dialect_impl(dialect).bind_processor(dialect)
    return processor or (lambda value: value)


def make_folder(path: Path) -> None:
    """Make the folder of a SQLite file, writable.

    Raises StorageReadOnly, or StorageFull.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        kind = StorageFull if error.errno == errno.ENOSPC else StorageReadOnly
        raise kind(
            f"cannot make the data folder {path} ({error.strerror}); "
            "choose another one with DATELINE_DATA"
        ) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise StorageReadOnly(
            f"cannot write to the data folder {path}; "
            "change its permissions or choose another one with DATELINE_DATA"
        )


def is_missing_table(error: DBAPIError) -> bool:
    """Tell whether a statement failed because its table is not there (yet)."""
    state = getattr(error.orig, "sqlstate", None)
    return state == "42P01" or "no such table" in str(error.orig)


def translate(error: Exception, where: str) -> StorageError | None:
    """Turn a driver's error into ours; None for those that would be our own bugs."""
    if isinstance(error, PoolTimeout):
        return StorageUnavailable(f"{where} is overloaded; try again in a moment")
    if not isinstance(error, DBAPIError):
        return None
    cause = error.orig
    name = getattr(cause, "sqlite_errorname", None)
    if name is not None:
        return _from_sqlite(str(name), where)
    return _from_postgres(error, str(getattr(cause, "sqlstate", None) or ""), where)


def _from_sqlite(name: str, where: str) -> StorageError | None:
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StorageUnavailable(f"{where} is locked by another process; try again in a moment")
    if name.startswith("SQLITE_FULL"):
        return StorageFull(f"no space is left on the disk of {where}; free some and start again")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return StorageReadOnly(f"cannot write {where}; check that file's and folder's permissions")
    if name.startswith("SQLITE_IOERR"):
        return StorageUnavailable(f"the disk of {where} failed ({name}); check space and hardware")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StorageError(f"{where} is damaged or no database; restore a backup of it")
    return None


def _from_postgres(error: DBAPIError, state: str, where: str) -> StorageError | None:
    said = str(error.orig)  # of a refused connection there is only text
    if state.startswith("53100"):
        return StorageFull(f"no space is left on the server of {where}; free some there")
    if state == "25006":
        return StorageReadOnly(f"{where} is read-only; point DATABASE_URL at the primary server")
    if state.startswith("28") or "authentication failed" in said:
        return StorageError(f"{where} refused user or password; check DATABASE_URL")
    if state == "3D000" or ("database" in said and "does not exist" in said):
        return StorageError(f"there is no such database: {where}; create it with createdb")
    if isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated:
        return StorageUnavailable(f"{where} does not answer; try again in a moment")
    return None
