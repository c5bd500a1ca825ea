"""What chats were told already: of each story, up to which article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from storage import dialect
from storage.database import Database
from storage.tables import told


class Told:
    """What every chat (or forum topic in it; `thread_id` 0 outside them) was told."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def tell(
        self, chat_id: int, thread_id: int, newest: Mapping[int, int], now: datetime
    ) -> None:
        """Remember that a chat was told these stories, each up to an article: {story: article}."""
        if not newest:
            return
        async with self._database.writing() as connection:
            upsert = dialect.insert(connection, told).values(
                [
                    {
                        "chat_id": chat_id,
                        "thread_id": thread_id,
                        "story_id": story,
                        "article_id": article,
                        "told_at": now,
                    }
                    for story, article in newest.items()
                ]
            )
            await connection.execute(
                upsert.on_conflict_do_update(
                    index_elements=["chat_id", "story_id", "thread_id"],
                    set_={name: upsert.excluded[name] for name in ("article_id", "told_at")},
                )
            )

    async def known(
        self, chat_id: int, thread_id: int, stories: Sequence[int]
    ) -> dict[int, tuple[int, datetime]]:
        """Return of these stories what a chat was told: {story: (newest article told, when)}."""
        query = select(told.c.story_id, told.c.article_id, told.c.told_at).where(
            told.c.chat_id == chat_id,
            told.c.thread_id == thread_id,
            told.c.story_id.in_(stories),
        )
        async with self._database.reading() as connection:
            return {row[0]: (row[1], row[2]) for row in await connection.execute(query)}

    async def purge(self, before: datetime) -> int:
        """Forget what was told before; returns how many stories."""
        old = delete(told).where(told.c.told_at < before).returning(told.c.story_id)
        async with self._database.writing() as connection:
            return len((await connection.execute(old)).all())
