from __future__ import annotations

from storage.database import Database
from storage.placeholders import LOST, Placeholders


async def test_a_placeholder_is_known_by_its_update_until_it_is_forgotten(
    database: Database,
) -> None:
    placeholders = Placeholders(database)
    await placeholders.intend(7)
    assert await placeholders.get(7) == LOST
    await placeholders.put(7, 101)
    await placeholders.put(8, 102)
    assert await placeholders.get(7) == 101
    await placeholders.forget(7)
    assert await placeholders.get(7) is None
    assert await placeholders.get(8) == 102
