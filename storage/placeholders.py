"""Which messages stand in for answers that are not there yet, kept through a crash.

A placeholder belongs to the update that asked: whoever works on that update, also after a crash,
edits it into the answer.
"""

from __future__ import annotations

from storage import marks
from storage.database import Database


class Placeholders:
    """The message that stands in for the answer to an update, by the update's id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, update_id: int) -> int | None:
        """Return the id of the message; None where there is none."""
        found = await marks.get(self._database, _key(update_id))
        return int(found) if found else None

    async def put(self, update_id: int, message_id: int) -> None:
        """Remember the message."""
        await marks.put(self._database, _key(update_id), str(message_id))

    async def forget(self, update_id: int) -> None:
        """The message is the answer now, or gone."""
        await marks.put(self._database, _key(update_id), None)


def _key(update_id: int) -> str:
    return f"placeholder {update_id}"
