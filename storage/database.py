"""One database, opened: where every statement of storage runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import dialect
from storage.migrations import HEAD

FILE_NAME = "dateline.db"


class Database:
    """A pool of connections to one database whose schema is this version's.

    Every method that runs statements raises StorageUnavailable, StorageFull or StorageReadOnly
    when the database cannot do its part; the pool recovers by itself when it is back.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._readers = dialect.readers(engine)
        self._write_turn = asyncio.Lock() if dialect.is_sqlite(engine) else None

    @classmethod
    async def open(cls, url: str | None, data: Path) -> Database:
        """Open the database and bring its schema to this version.

        Without `url` it is the SQLite file dateline.db in the folder `data`, which is made.
        Raises SchemaTooNew for the database of a newer version, else as the class says.
        """
        if not url:
            dialect.make_folder(data)
        engine = dialect.make_engine(url) if url else dialect.sqlite_engine(data / FILE_NAME)
        database = cls(engine)
        try:
            await database._prepare()
        except BaseException:
            await database.close()
            raise
        return database

    @property
    def path(self) -> Path | None:
        """The SQLite file; None on PostgreSQL."""
        name = self._engine.url.database
        return Path(name) if dialect.is_sqlite(self._engine) and name else None

    @property
    def place(self) -> str:
        """The database's name for a person, without credentials."""
        return dialect.place(self._engine)

    async def close(self) -> None:
        """Close every connection; no thread is left behind."""
        await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection for statements that only read; SQLite shows one moment throughout."""
        with self._translated():
            async with self._readers.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection in a transaction that is committed at the end, undone on an error.

        On SQLite it holds the one write lock from the start: keep it short.
        """
        async with AsyncExitStack() as stack:
            if self._write_turn:
                await stack.enter_async_context(self._write_turn)
            stack.enter_context(self._translated())
            connection = await stack.enter_async_context(self._engine.connect())
            await connection.execution_options(**{dialect.WRITES: True})
            async with connection.begin():
                yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            if translated := dialect.translate(error, self.place):
                raise translated from error
            raise

    async def _prepare(self) -> None:
        if await self._version() == HEAD:
            return
        if self.path:
            await self._use_wal()
        async with self.writing() as connection:
            await dialect.lock_schema(connection)
            # Imported only here: it takes a third of a second, which no answer has to spare.
            from storage.migrations.upgrade import upgrade

            await connection.run_sync(upgrade, self.place)

    async def _version(self) -> str | None:
        with self._translated():
            async with self._engine.connect() as connection:
                try:
                    found = await connection.execute(
                        text("SELECT version_num FROM alembic_version")
                    )
                except DBAPIError as error:
                    if dialect.is_missing_table(error):
                        return None
                    raise
                return found.scalar()

    async def _use_wal(self) -> None:
        with self._translated():
            async with self._engine.connect() as connection:
                await dialect.use_wal(connection)
