"""Which messages stand in for answers that are not there yet, kept through a crash.

A placeholder belongs to the update that asked: whoever works on that update, also after a crash,
edits it into the answer. That one is about to be sent is kept too: after a crash in between it may
stand in the chat, and its id cannot be known, since a bot cannot read a chat.
"""

from __future__ import annotations

from storage import marks
from storage.database import Database

LOST = 0
"""Stands for the id of a message that may have been sent; none has it."""


class Placeholders:
    """The message that stands in for the answer to an update, by the update's id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, update_id: int) -> int | None:
        """Return the id of the message, LOST where it is not known; None where there is none."""
        found = await marks.get(self._database, _key(update_id))
        return int(found) if found else None

    async def intend(self, update_id: int) -> None:
        """Remember that the message is about to be sent."""
        await self.put(update_id, LOST)

    async def put(self, update_id: int, message_id: int) -> None:
        """Remember the message."""
        await marks.put(self._database, _key(update_id), str(message_id))

    async def forget(self, update_id: int) -> None:
        """The message is the answer now, or gone."""
        await marks.put(self._database, _key(update_id), None)


def _key(update_id: int) -> str:
    return f"placeholder {update_id}"
