"""Work that is claimed: rows handed to one worker at a time, and named leases.

A row of work has an owner, a lease and a count of attempts. Claiming is one conditional UPDATE:
on PostgreSQL over rows locked with SKIP LOCKED, on SQLite within an immediate transaction, so two
workers never get the same row. The attempt is counted at the claim, so work that kills its worker
is counted too. A result is written only under the claim that is still the row's (its owner and
attempt): otherwise somebody else took the row over after the lease ran out, and LeaseLost is
raised.

Times come from the caller. A lease that ends later than one made now could is left from before the
clock was set back, and counts as run out.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, CursorResult, Row, Table, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialect
from storage.database import Database
from storage.errors import LeaseLost
from storage.records import Claim
from storage.tables import editions, feeds, inbox, leases, slots

LONGEST_LEASE = timedelta(minutes=30)
"""No lease may be longer: one that seems to is left from before the clock was set back."""


def owner_name() -> str:
    """Return a name for a worker of this process that no other worker has."""
    return f"{socket.gethostname()}/{os.getpid()}/{uuid4().hex[:8]}"


def free(table: Table, now: datetime) -> ColumnElement[bool]:
    """Return the condition that nobody holds a row."""
    until = table.c.lease_until
    return or_(until.is_(None), until <= now, until > now + LONGEST_LEASE)


def ending(now: datetime, lease: timedelta) -> datetime:
    """Return when a lease that begins now runs out. Raises ValueError when it is too long."""
    if lease > LONGEST_LEASE:
        raise ValueError(f"a lease of {lease} would count as run out; at most {LONGEST_LEASE}")
    return now + lease


async def claim(
    connection: AsyncConnection,
    table: Table,
    due: ColumnElement[bool],
    order: Sequence[ColumnElement[Any]],
    *,
    owner: str,
    now: datetime,
    lease: timedelta,
    limit: int,
    **values: Any,
) -> list[tuple[Row[*tuple[Any, ...]], Claim]]:
    """Claim up to `limit` free rows that are `due`, in order, and set `values` on them.

    Returns each row (all its columns, by name) with the claim. Raises ValueError for a lease
    that is longer than LONGEST_LEASE.
    """
    heads = select(table.c.id).where(due, free(table, now)).order_by(*order).limit(limit)
    chosen = heads.with_for_update(skip_locked=True, of=table).cte("chosen")
    claimed = (
        update(table)
        .where(table.c.id.in_(select(chosen.c.id)))
        .values(
            owner=owner, lease_until=ending(now, lease), attempts=table.c.attempts + 1, **values
        )
        .returning(table)
    )
    rows = (await connection.execute(claimed)).all()
    return [(row, Claim(row.id, owner, row.attempts, row.lease_until)) for row in rows]


async def settle(connection: AsyncConnection, table: Table, held: Claim, **values: Any) -> None:
    """Write a result and give the row back.

    Raises LeaseLost when the row is no longer held under this claim; nothing is written then.
    """
    await change(connection, table, held, owner=None, lease_until=None, **values)


async def renew(
    connection: AsyncConnection, table: Table, held: Claim, now: datetime, lease: timedelta
) -> None:
    """Hold a row for longer. Raises LeaseLost."""
    await change(connection, table, held, lease_until=ending(now, lease))


async def change(connection: AsyncConnection, table: Table, held: Claim, **values: Any) -> None:
    """Change a row and keep holding it. Raises LeaseLost."""
    mine = (
        (table.c.id == held.id) & (table.c.owner == held.owner) & (table.c.attempts == held.attempt)
    )
    written = await connection.execute(update(table).where(mine).values(**values))
    assert isinstance(written, CursorResult)
    if written.rowcount != 1:
        raise LeaseLost(f"{table.name} {held.id} is no longer held by {held.owner}")


class Leases:
    """Named leases: one holder a name at a time, until it is given back or runs out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, name: str, owner: str, now: datetime, lease: timedelta) -> bool:
        """Take or renew a lease; False when somebody else holds it."""
        async with self._database.writing() as connection:
            upsert = dialect.insert(connection, leases).values(
                name=name, owner=owner, lease_until=ending(now, lease)
            )
            upsert = upsert.on_conflict_do_update(
                index_elements=["name"],
                set_={"owner": upsert.excluded.owner, "lease_until": upsert.excluded.lease_until},
                where=or_(leases.c.owner == owner, free(leases, now)),
            )
            return (await connection.execute(upsert.returning(leases.c.name))).first() is not None

    async def give_back(self, name: str, owner: str) -> None:
        """Give a lease back, if it is still this owner's."""
        mine = (leases.c.name == name) & (leases.c.owner == owner)
        async with self._database.writing() as connection:
            await connection.execute(delete(leases).where(mine))


async def release_everything(database: Database, now: datetime) -> None:
    """Let every lease run out now: for the only process, after its predecessor was killed."""
    async with database.writing() as connection:
        for table in (feeds, inbox, slots, editions, leases):
            held = table.c.lease_until > now
            await connection.execute(update(table).where(held).values(lease_until=now))
