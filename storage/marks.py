"""Small facts that outlive a restart, by key: the `state` table."""

from __future__ import annotations

from sqlalchemy import delete, select

from storage import dialect
from storage.database import Database
from storage.tables import state


async def get(database: Database, key: str) -> str | None:
    """Return what was put under a key."""
    async with database.reading() as connection:
        return (await connection.execute(select(state.c.value).where(state.c.key == key))).scalar()


async def put(database: Database, key: str, value: str | None) -> None:
    """Put a value under a key; None takes it away."""
    async with database.writing() as connection:
        if value is None:
            await connection.execute(delete(state).where(state.c.key == key))
            return
        upsert = dialect.insert(connection, state).values(key=key, value=value)
        await connection.execute(
            upsert.on_conflict_do_update(
                index_elements=["key"], set_={"value": upsert.excluded.value}
            )
        )


async def once(database: Database, key: str, value: str) -> str:
    """Put a value under a key unless there is one; return the one that is there."""
    if (known := await get(database, key)) is not None:
        return known
    async with database.writing() as connection:
        first = dialect.insert(connection, state).values(key=key, value=value)
        await connection.execute(first.on_conflict_do_nothing(index_elements=["key"]))
    return await get(database, key) or value
