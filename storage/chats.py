"""Who asks: chats and their conversations, each turn with the one that it continues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialect
from storage.database import Database
from storage.records import Chat, ChatKind, NewTurn, Turn
from storage.tables import chats, subscriptions, turn_messages, turns, usage

COUNTED = timedelta(days=1)
"""How long limits count what a model took."""

CHAT_COLUMNS = (
    chats.c.id,
    chats.c.key,
    chats.c.kind,
    chats.c.language,
    chats.c.zone,
    chats.c.model_consent,
    chats.c.blocked,
    chats.c.created,
)
"""In the order of the fields of records.Chat."""

TURN_COLUMNS = (
    turns.c.chat_id,
    turns.c.parent_id,
    turns.c.question,
    turns.c.standalone,
    turns.c.answer,
    turns.c.message_id,
    turns.c.question_message_id,
    turns.c.id,
    turns.c.created,
)
"""In the order of the fields of records.Turn."""


class Chats:
    """The chats that the bot knows; nothing of one is ever found from another."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- chats -----------------------------------------------------------------------------

    async def ensure(self, key: str, kind: ChatKind, now: datetime) -> Chat:
        """Return the chat of this key, made when it is new."""
        if known := await self._find(chats.c.key == key):
            return known
        async with self._database.writing() as connection:
            made = dialect.insert(connection, chats).values(
                key=key, kind=kind.value, blocked=False, created=now
            )
            await connection.execute(made.on_conflict_do_nothing(index_elements=["key"]))
        found = await self._find(chats.c.key == key)
        assert found is not None
        return found

    async def chat(self, chat_id: int) -> Chat | None:
        """Return a chat by its id."""
        return await self._find(chats.c.id == chat_id)

    async def set_language(self, chat_id: int, language: str | None) -> None:
        """Remember the language that a chat is spoken to in; its briefings come in it too."""
        mine = subscriptions.c.chat_id == chat_id
        async with self._database.writing() as connection:
            chat = update(chats).where(chats.c.id == chat_id).values(language=language)
            await connection.execute(chat)
            if language:
                await connection.execute(
                    update(subscriptions).where(mine).values(language=language)
                )

    async def set_zone(self, chat_id: int, zone: str | None) -> None:
        """Remember a chat's time zone (an IANA name)."""
        await self._set(chat_id, zone=zone)

    async def set_consent(self, chat_id: int, consent: bool | None) -> None:
        """Remember whether a chat agreed that its text goes to a model."""
        await self._set(chat_id, model_consent=consent)

    async def set_blocked(self, chat_id: int, blocked: bool) -> None:
        """Remember whether a chat refuses messages of the bot."""
        await self._set(chat_id, blocked=blocked)

    async def migrate(self, old_key: str, new_key: str) -> None:
        """Give a chat another key (a group became a supergroup), with all that belongs to it.

        Where the new key is known already, its turns and subscriptions move to the older chat.
        """
        async with self._database.writing() as connection:
            old = await _id(connection, old_key)
            new = await _id(connection, new_key)
            if old is None or old == new:
                return
            if new is not None:
                for table in (turns, subscriptions, usage):
                    moved = update(table).where(table.c.chat_id == new).values(chat_id=old)
                    await connection.execute(moved)
                await connection.execute(delete(chats).where(chats.c.id == new))
            await connection.execute(update(chats).where(chats.c.id == old).values(key=new_key))

    async def forget(self, chat_id: int, now: datetime) -> bool:
        """Delete a chat and everything that belongs to it, but what limits still count.

        What a model took for it in the last COUNTED goes to an empty chat of the same key, so that
        no limit begins anew; then the result is True, until `purge`. What it took before counts
        for the whole bot, and for nobody.
        """
        theirs = usage.c.chat_id == chat_id
        counted = exists().where(theirs, usage.c.at > now - COUNTED)
        async with self._database.writing() as connection:
            await _is_nobodys(connection, theirs & (usage.c.at <= now - COUNTED))
            still = bool((await connection.execute(select(counted))).scalar())
            if still:
                empty = await _emptied(connection, chat_id, now)
                await connection.execute(update(usage).where(theirs).values(chat_id=empty))
            await connection.execute(delete(chats).where(chats.c.id == chat_id))
        return still

    async def purge(self, before: datetime) -> int:
        """Delete the chats made before a time of which nothing is kept; returns how many.

        What a model took for them counts for nobody from then on.
        """
        blank = (
            (chats.c.created < before)
            & chats.c.language.is_(None)
            & chats.c.zone.is_(None)
            & chats.c.model_consent.is_(None)
            & ~chats.c.blocked
            & ~exists().where(turns.c.chat_id == chats.c.id)
            & ~exists().where(subscriptions.c.chat_id == chats.c.id)
        )
        async with self._database.writing() as connection:
            found = await connection.execute(select(chats.c.id).where(blank))
            ids = [row.id for row in found]
            if ids:
                await _is_nobodys(connection, usage.c.chat_id.in_(ids))
                await connection.execute(delete(chats).where(chats.c.id.in_(ids)))
        return len(ids)

    # -- turns -----------------------------------------------------------------------------

    async def add_turn(self, new: NewTurn, now: datetime) -> Turn:
        """Store a question and its answer."""
        async with self._database.writing() as connection:
            inserted = insert(turns).values(**_values(new), created=now)
            row = (await connection.execute(inserted.returning(*TURN_COLUMNS))).one()
        return Turn(*row)

    async def replace_turn(self, turn_id: int, new: NewTurn) -> Turn | None:
        """Replace a turn of the same chat (its question was edited); None when there is none."""
        mine = (turns.c.id == turn_id) & (turns.c.chat_id == new.chat_id)
        async with self._database.writing() as connection:
            updated = update(turns).where(mine).values(**_values(new))
            row = (await connection.execute(updated.returning(*TURN_COLUMNS))).first()
        return Turn(*row) if row else None

    async def set_message(self, turn_id: int, message_id: int) -> None:
        """Remember which message holds a turn's answer."""
        async with self._database.writing() as connection:
            await connection.execute(
                update(turns).where(turns.c.id == turn_id).values(message_id=message_id)
            )

    async def also_shown(self, turn_id: int, message_ids: Sequence[int]) -> None:
        """Remember further messages that show a turn: later parts, its sources."""
        if not message_ids:
            return
        rows = [{"turn_id": turn_id, "message_id": one} for one in dict.fromkeys(message_ids)]
        async with self._database.writing() as connection:
            noted = dialect.insert(connection, turn_messages).values(rows)
            await connection.execute(noted.on_conflict_do_nothing())

    async def turn(self, chat_id: int, turn_id: int) -> Turn | None:
        """Return a turn; None when it belongs to another chat."""
        return await self._turn(_turns(chat_id, turns.c.id == turn_id))

    async def turn_by_message(self, chat_id: int, message_id: int) -> Turn | None:
        """Return the turn that a message shows."""
        also = select(turn_messages.c.turn_id).where(turn_messages.c.message_id == message_id)
        shows = (turns.c.message_id == message_id) | turns.c.id.in_(also)
        return await self._turn(_turns(chat_id, shows))

    async def turn_by_question(self, chat_id: int, question_message_id: int) -> Turn | None:
        """Return the turn that a message asked for."""
        return await self._turn(_turns(chat_id, turns.c.question_message_id == question_message_id))

    async def last_turn(self, chat_id: int) -> Turn | None:
        """Return a chat's newest turn since its last reset."""
        begins = select(chats.c.begins_after).where(chats.c.id == chat_id).scalar_subquery()
        return await self._turn(_turns(chat_id, turns.c.id > begins))

    async def recent_turns(self, chat_id: int, limit: int) -> list[Turn]:
        """Return a chat's turns since its last reset, the newest first, at most `limit`."""
        begins = select(chats.c.begins_after).where(chats.c.id == chat_id).scalar_subquery()
        async with self._database.reading() as connection:
            newest = _turns(chat_id, turns.c.id > begins).limit(limit)
            return [Turn(*row) for row in (await connection.execute(newest)).all()]

    async def continuation(self, turn: Turn) -> Turn | None:
        """Return the newest turn that says more to the question of `turn`, not to another one."""
        says_more = (
            (turns.c.parent_id == turn.id)
            & (turns.c.question == turn.question)
            & turns.c.question_message_id.is_(None)
        )
        return await self._turn(_turns(turn.chat_id, says_more))

    async def thread(self, turn_id: int, limit: int) -> list[Turn]:
        """Return a turn and those it continues, at most `limit`, oldest first."""
        start = select(turns.c.id, turns.c.parent_id, turns.c.chat_id).where(turns.c.id == turn_id)
        line = start.add_columns(literal(1).label("depth")).cte("line", recursive=True)
        before = select(turns.c.id, turns.c.parent_id, turns.c.chat_id, line.c.depth + 1).where(
            turns.c.id == line.c.parent_id,
            turns.c.chat_id == line.c.chat_id,
            line.c.depth < limit,
        )
        line = line.union_all(before)
        query = select(*TURN_COLUMNS).join(line, line.c.id == turns.c.id).order_by(line.c.depth)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return [Turn(*row) for row in reversed(rows)]

    async def reset(self, chat_id: int) -> None:
        """Begin a chat's conversation anew; what was said before can still be looked up."""
        newest = select(func.coalesce(func.max(turns.c.id), 0)).where(turns.c.chat_id == chat_id)
        await self._set(chat_id, begins_after=newest.scalar_subquery())

    # -- inside ----------------------------------------------------------------------------

    async def _find(self, condition: ColumnElement[bool]) -> Chat | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(*CHAT_COLUMNS).where(condition))).first()
        if row is None:
            return None
        id_, key, kind, *rest = row
        return Chat(id_, key, ChatKind(kind), *rest)

    async def _set(self, chat_id: int, **values: Any) -> None:
        async with self._database.writing() as connection:
            await connection.execute(update(chats).where(chats.c.id == chat_id).values(**values))

    async def _turn(self, query: Select[*tuple[Any, ...]]) -> Turn | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return Turn(*row) if row else None


def _turns(chat_id: int, condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    mine = turns.c.chat_id == chat_id
    return select(*TURN_COLUMNS).where(mine, condition).order_by(turns.c.id.desc()).limit(1)


def _values(new: NewTurn) -> dict[str, Any]:
    return {name: getattr(new, name) for name in NewTurn.__slots__}


async def _is_nobodys(connection: AsyncConnection, spent: ColumnElement[bool]) -> None:
    """What was spent counts for no chat and no user any more."""
    await connection.execute(update(usage).where(spent).values(chat_id=None, user_id=None))


async def _emptied(connection: AsyncConnection, chat_id: int, now: datetime) -> int:
    """Make an empty chat in the place of one that is about to be deleted; returns its id."""
    mine = chats.c.id == chat_id
    old = (await connection.execute(select(chats.c.key, chats.c.kind).where(mine))).one()
    await connection.execute(update(chats).where(mine).values(key=f"forgotten {chat_id}"))
    made = insert(chats).values(key=old.key, kind=old.kind, blocked=False, created=now)
    return int((await connection.execute(made.returning(chats.c.id))).scalar_one())


async def _id(connection: AsyncConnection, key: str) -> int | None:
    return (await connection.execute(select(chats.c.id).where(chats.c.key == key))).scalar()
