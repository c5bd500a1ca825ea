"""What the language model took: a ledger of tokens and prices."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from storage.database import Database
from storage.records import Spending
from storage.tables import usage

COLUMNS = tuple(usage.c[name] for name in Spending.__slots__)


@dataclass(frozen=True, slots=True)
class Total:
    """What a number of requests took together; `micros` in millionths of the currency."""

    requests: int
    input_tokens: int
    output_tokens: int
    micros: int


class Usage:
    """The ledger; nothing in it is changed later."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, spending: Spending) -> None:
        """Write a request down."""
        values = {name: getattr(spending, name) for name in Spending.__slots__}
        async with self._database.writing() as connection:
            await connection.execute(insert(usage).values(values))

    async def total(
        self,
        since: datetime,
        *,
        chat_id: int | None = None,
        user_id: int | None = None,
        purpose: str | None = None,
    ) -> Total:
        """Return what was taken since a time: by a chat or user, for a purpose, or altogether."""
        query = select(
            func.count(usage.c.id),
            func.coalesce(func.sum(usage.c.input_tokens), 0),
            func.coalesce(func.sum(usage.c.output_tokens), 0),
            func.coalesce(func.sum(usage.c.micros), 0),
        ).where(usage.c.at >= since)
        if chat_id is not None:
            query = query.where(usage.c.chat_id == chat_id)
        if user_id is not None:
            query = query.where(usage.c.user_id == user_id)
        if purpose is not None:
            query = query.where(usage.c.purpose == purpose)
        async with self._database.reading() as connection:
            return Total(*(int(value) for value in (await connection.execute(query)).one()))

    async def entries(self, since: datetime) -> AsyncIterator[Spending]:
        """Yield the requests since a time, oldest first."""
        query = select(*COLUMNS).where(usage.c.at >= since).order_by(usage.c.at, usage.c.id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        for row in rows:
            yield Spending(*row)
