"""Editions: the briefing of one topic for one window and language, built once and shared."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select

from storage import dialect, work
from storage.database import Database
from storage.records import Claim, Edition, EditionKey
from storage.tables import editions


class Editions:
    """All editions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, key: EditionKey) -> Edition | None:
        """Return an edition that is built."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(editions).where(_is(key)))).first()
        return _edition(row) if row and row.content is not None else None

    async def begin(
        self, key: EditionKey, now: datetime, owner: str, lease: timedelta
    ) -> Edition | Claim | None:
        """Return the edition; or the claim to build it; or None while somebody else builds it."""
        async with self._database.writing() as connection:
            new = dialect.insert(connection, editions).values(
                topic_key=key.topic_key, until=key.until, language=key.language, created=now
            )
            await connection.execute(
                new.on_conflict_do_nothing(index_elements=["topic_key", "until", "language"])
            )
            row = (await connection.execute(select(editions).where(_is(key)))).one()
            if row.content is not None:
                return _edition(row)
            claimed = await work.claim(
                connection,
                editions,
                (editions.c.id == row.id) & editions.c.content.is_(None),
                [editions.c.id],
                owner=owner,
                now=now,
                lease=lease,
                limit=1,
            )
        return claimed[0][1] if claimed else None

    async def rebuild(
        self, key: EditionKey, now: datetime, owner: str, lease: timedelta, stale_hash: str
    ) -> Edition | Claim | None:
        """Begin anew if the edition was built from other inputs than they are now.

        `stale_hash` is the inputs' hash of the edition that the caller found too old.
        """
        old = _is(key) & (editions.c.inputs_hash == stale_hash) & work.free(editions, now)
        async with self._database.writing() as connection:
            await connection.execute(delete(editions).where(old))
        return await self.begin(key, now, owner, lease)

    async def finish(self, held: Claim, inputs_hash: str, content: str) -> None:
        """Store what was built. Raises LeaseLost."""
        async with self._database.writing() as connection:
            await work.settle(connection, editions, held, inputs_hash=inputs_hash, content=content)

    async def purge(self, before: datetime) -> int:
        """Forget editions whose window ended before; returns how many."""
        async with self._database.writing() as connection:
            old = delete(editions).where(editions.c.until < before)
            return len((await connection.execute(old.returning(editions.c.id))).all())


def _is(key: EditionKey) -> ColumnElement[bool]:
    return (
        (editions.c.topic_key == key.topic_key)
        & (editions.c.until == key.until)
        & (editions.c.language == key.language)
    )


def _edition(row: Row[*tuple[Any, ...]]) -> Edition:
    known = row._mapping
    key = EditionKey(known["topic_key"], known["until"], known["language"])
    return Edition(known["id"], key, known["inputs_hash"], known["content"], known["created"])
