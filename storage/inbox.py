"""Telegram's updates, stored before they are acknowledged and handled in order within a chat.

The inbox is keyed by update_id, so an update that arrives twice is stored once. Ids are remembered
as a set (after a quiet week Telegram begins anew at any number), for as long as Telegram could
repeat them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialect, work
from storage.database import Database
from storage.records import Claim, Claimed, NewUpdate, Update
from storage.tables import inbox

KEPT = timedelta(hours=48)
MOST_ATTEMPTS = 5
"""An update that was claimed so often and never finished is given up: it may kill its worker."""


class Inbox:
    """The updates that wait, and those of the last days that do not."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def store(self, updates: Sequence[NewUpdate], now: datetime) -> int:
        """Store updates that are not there yet; when this returns they may be acknowledged.

        Returns how many were new.
        """
        if not updates:
            return 0
        rows = [
            {"id": new.id, "lane": new.lane, "payload": new.payload, "received": now}
            for new in {update.id: update for update in updates}.values()
        ]
        async with self._database.writing() as connection:
            stored = dialect.insert(connection, inbox).values(rows)
            stored = stored.on_conflict_do_nothing(index_elements=["id"])
            return len((await connection.execute(stored.returning(inbox.c.id))).all())

    async def claim(
        self, now: datetime, owner: str, lease: timedelta, limit: int
    ) -> list[Claimed[Update]]:
        """Claim the first unfinished update of each lane that nobody works on, oldest first."""
        async with self._database.writing() as connection:
            await _give_up(connection, now)
            earlier = inbox.alias("earlier")
            behind = exists().where(
                earlier.c.lane == inbox.c.lane,
                earlier.c.finished.is_(None),
                earlier.c.id < inbox.c.id,
            )
            rows = await work.claim(
                connection,
                inbox,
                inbox.c.finished.is_(None) & ~behind,
                [inbox.c.id],
                owner=owner,
                now=now,
                lease=lease,
                limit=limit,
            )
        found = [
            Claimed(Update(row.id, row.lane, row.payload, row.received), claim)
            for row, claim in rows
        ]
        return sorted(found, key=lambda claimed: claimed.row.id)

    async def finish(self, held: Claim, now: datetime, error: str | None = None) -> None:
        """Note that an update was handled (or cannot be: `error`). Raises LeaseLost.

        Its id is remembered; what somebody wrote is not.
        """
        async with self._database.writing() as connection:
            await work.settle(connection, inbox, held, finished=now, error=error, payload="")

    async def renew(self, held: Claim, now: datetime, lease: timedelta) -> None:
        """Hold an update for longer. Raises LeaseLost."""
        async with self._database.writing() as connection:
            await work.renew(connection, inbox, held, now, lease)

    async def give_back(self, held: Claim) -> None:
        """Leave an update to another attempt, now. Raises LeaseLost."""
        async with self._database.writing() as connection:
            await work.settle(connection, inbox, held)

    async def waiting(self) -> int:
        """Return how many updates are not finished."""
        query = select(func.count()).select_from(inbox).where(inbox.c.finished.is_(None))
        async with self._database.reading() as connection:
            return (await connection.execute(query)).scalar_one()

    async def purge(self, now: datetime) -> int:
        """Forget finished updates that were received more than KEPT ago; returns how many."""
        old = inbox.c.finished.is_not(None) & (inbox.c.received < now - KEPT)
        async with self._database.writing() as connection:
            gone = delete(inbox).where(old).returning(inbox.c.id)
            return len((await connection.execute(gone)).all())


async def _give_up(connection: AsyncConnection, now: datetime) -> None:
    hopeless = (
        inbox.c.finished.is_(None) & (inbox.c.attempts >= MOST_ATTEMPTS) & work.free(inbox, now)
    )
    error = f"given up after {MOST_ATTEMPTS} attempts"
    given_up = {"finished": now, "error": error, "payload": ""}
    await connection.execute(update(inbox).where(hopeless).values(given_up))
