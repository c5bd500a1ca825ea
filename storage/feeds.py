"""The feeds that are polled: when each is due, who polls it, how it fares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialect, work
from storage.database import Database
from storage.records import Claim, Claimed, Feed, PollOutcome
from storage.tables import feed_entries, feeds

FEED_COLUMNS = tuple(feeds.c[name] for name in Feed.__slots__)


class Feeds:
    """All feeds; a new one is due at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        url: str,
        now: datetime,
        *,
        title: str | None = None,
        topic: str | None = None,
        outlet: str | None = None,
    ) -> tuple[Feed, bool]:
        """Add a feed; returns it and whether it is new. A known one keeps what it has."""
        async with self._database.writing() as connection:
            new = dialect.insert(connection, feeds).values(
                url=url, title=title, topic=topic, outlet=outlet, created=now, due_at=now
            )
            new = new.on_conflict_do_nothing(index_elements=["url"])
            if row := (await connection.execute(new.returning(*FEED_COLUMNS))).first():
                return Feed(*row), True
            known = select(*FEED_COLUMNS).where(feeds.c.url == url)
            return Feed(*(await connection.execute(known)).one()), False

    async def remove(self, url: str) -> bool:
        """Remove a feed (its articles stay); False when there is none of this url."""
        async with self._database.writing() as connection:
            gone = delete(feeds).where(feeds.c.url == url).returning(feeds.c.id)
            return (await connection.execute(gone)).first() is not None

    async def get(self, url: str) -> Feed | None:
        """Return the feed of a url."""
        async with self._database.reading() as connection:
            row = (
                await connection.execute(select(*FEED_COLUMNS).where(feeds.c.url == url))
            ).first()
        return Feed(*row) if row else None

    async def list(self) -> list[Feed]:
        """Return all feeds in the order in which they were added."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(*FEED_COLUMNS).order_by(feeds.c.id))
            return [Feed(*row) for row in rows]

    async def claim_due(
        self, now: datetime, owner: str, lease: timedelta, limit: int
    ) -> Sequence[Claimed[Feed]]:
        """Claim feeds that are due, longest due first."""
        async with self._database.writing() as connection:
            rows = await work.claim(
                connection,
                feeds,
                feeds.c.due_at <= now,
                [feeds.c.due_at, feeds.c.id],
                owner=owner,
                now=now,
                lease=lease,
                limit=limit,
            )
        found = [
            Claimed(Feed(*(row._mapping[name] for name in Feed.__slots__)), claim)
            for row, claim in rows
        ]
        return sorted(found, key=lambda claimed: (claimed.row.due_at, claimed.row.id))

    async def entries(self, feed_id: int) -> dict[str, str]:
        """Return the entries that were taken in: a digest of what each said, by its key."""
        known = select(feed_entries.c.key, feed_entries.c.digest)
        async with self._database.reading() as connection:
            rows = await connection.execute(known.where(feed_entries.c.feed_id == feed_id))
            return {row.key: row.digest for row in rows}

    async def polled(
        self,
        held: Claim,
        outcome: PollOutcome,
        now: datetime,
        entries: Mapping[str, str] | None = None,
    ) -> None:
        """Write what a poll came to, and the entries that are taken in now (None: as before).

        Raises LeaseLost; nothing is written then.
        """
        values: dict[str, Any] = {"due_at": outcome.due_at, "last_error": outcome.error}
        if outcome.error is None:
            values |= {
                "failures": 0,
                "last_success": now,
                "etag": outcome.etag,
                "last_modified": outcome.last_modified,
            }
        else:
            values["failures"] = feeds.c.failures + 1
        if outcome.title is not None:
            values["title"] = func.coalesce(feeds.c.title, outcome.title)
        async with self._database.writing() as connection:
            if outcome.url is not None and not await _taken(connection, outcome.url):
                values["url"] = outcome.url
            await work.settle(connection, feeds, held, **values)
            if entries is not None:
                await _replace_entries(connection, held.id, entries)


async def _replace_entries(
    connection: AsyncConnection, feed_id: int, entries: Mapping[str, str]
) -> None:
    """Keep the digests of the entries that a feed has now, writing only what changed."""
    mine = feed_entries.c.feed_id == feed_id
    rows = await connection.execute(select(feed_entries.c.key, feed_entries.c.digest).where(mine))
    known = {row.key: row.digest for row in rows}
    stale = [key for key, digest in known.items() if entries.get(key) != digest]
    fresh = [
        {"feed_id": feed_id, "key": key, "digest": digest}
        for key, digest in entries.items()
        if known.get(key) != digest
    ]
    if stale:
        await connection.execute(delete(feed_entries).where(mine, feed_entries.c.key.in_(stale)))
    if fresh:
        await connection.execute(insert(feed_entries), fresh)


async def _taken(connection: Any, url: str) -> bool:
    known = select(feeds.c.id).where(feeds.c.url == url)
    return (await connection.execute(known)).first() is not None
