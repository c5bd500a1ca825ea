"""Who follows what: subscriptions and their topics.

A topic stands at most once in a chat (or forum topic): following it at another time moves it.
A subscription's time and zone never change, since its slots were decided by them; one that has
lost its last topic is deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from sqlalchemy import ColumnElement, delete, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.records import FollowedTopic, NewSubscription, Subscription, Timing
from storage.tables import chats, slots, subscription_topics, subscriptions

_TIME = "%H:%M"


class Subscriptions:
    """The subscriptions of all chats."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def follow(
        self, wanted: NewSubscription, topic: FollowedTopic, now: datetime
    ) -> Subscription:
        """Let a chat follow a topic at a time; where it follows it already, it is moved.

        A new subscription counts from `now`, and so does one that was paused.
        """
        async with self._database.writing() as connection:
            await _drop(connection, _here(wanted.chat_id, wanted.thread_id), topic.key)
            id_ = await _ensure(connection, wanted, now)
            await _append(connection, id_, topic)
            await _delete_empty(connection, wanted.chat_id)
            return (await _read(connection, subscriptions.c.id == id_))[0]

    async def unfollow(self, chat_id: int, subscription_id: int, key: str) -> None:
        """Take a topic off a chat's subscription."""
        mine = (subscriptions.c.chat_id == chat_id) & (subscriptions.c.id == subscription_id)
        async with self._database.writing() as connection:
            await _drop(connection, mine, key)
            await _delete_empty(connection, chat_id)

    async def of_chat(self, chat_id: int, thread_id: int) -> list[Subscription]:
        """Return a chat's subscriptions by local time."""
        async with self._database.reading() as connection:
            return await _read(connection, _here(chat_id, thread_id))

    async def get(self, subscription_id: int) -> Subscription | None:
        """Return a subscription; None when it is gone."""
        async with self._database.reading() as connection:
            found = await _read(connection, subscriptions.c.id == subscription_id)
        return found[0] if found else None

    async def timings(self) -> list[Timing]:
        """Return when each active subscription of a chat that is not blocked wants its slots."""
        newest = (
            select(slots.c.subscription_id, func.max(slots.c.due_at).label("due_at"))
            .group_by(slots.c.subscription_id)
            .subquery()
        )
        query = (
            select(
                subscriptions.c.id,
                subscriptions.c.local_time,
                subscriptions.c.zone,
                subscriptions.c.since,
                newest.c.due_at,
            )
            .join(chats, chats.c.id == subscriptions.c.chat_id)
            .outerjoin(newest, newest.c.subscription_id == subscriptions.c.id)
            .where(subscriptions.c.active & ~chats.c.blocked)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
            return [Timing(row[0], to_time(row[1]), *row[2:]) for row in rows]

    async def pause(self, chat_id: int) -> None:
        """Deliver nothing more to a chat until `resume`."""
        await self._activate(chat_id, active=False)

    async def resume(self, chat_id: int, now: datetime) -> None:
        """Deliver again what was paused, from `now` on."""
        await self._activate(chat_id, active=True, since=now)

    async def _activate(self, chat_id: int, *, active: bool, since: datetime | None = None) -> None:
        mine = (subscriptions.c.chat_id == chat_id) & (subscriptions.c.active != active)
        values = {"active": active} | ({"since": since} if since else {})
        async with self._database.writing() as connection:
            await connection.execute(update(subscriptions).where(mine).values(**values))


def _here(chat_id: int, thread_id: int) -> ColumnElement[bool]:
    return (subscriptions.c.chat_id == chat_id) & (subscriptions.c.thread_id == thread_id)


async def _read(connection: AsyncConnection, which: ColumnElement[bool]) -> list[Subscription]:
    rows = (
        await connection.execute(select(subscriptions).where(which).order_by("local_time", "id"))
    ).all()
    followed = await _topics(connection, [row.id for row in rows])
    return [
        Subscription(
            id=row.id,
            chat_id=row.chat_id,
            thread_id=row.thread_id,
            at=to_time(row.local_time),
            zone=row.zone,
            language=row.language,
            active=row.active,
            since=row.since,
            topics=tuple(followed.get(row.id, ())),
        )
        for row in rows
    ]


def to_time(text: str) -> time:
    """Read a local time as it is stored (HH:MM)."""
    return time.fromisoformat(text)


async def _topics(
    connection: AsyncConnection, ids: Sequence[int]
) -> dict[int, list[FollowedTopic]]:
    table = subscription_topics
    rows = await connection.execute(
        select(table).where(table.c.subscription_id.in_(ids)).order_by(table.c.position)
    )
    found: dict[int, list[FollowedTopic]] = {}
    for row in rows:
        found.setdefault(row.subscription_id, []).append(FollowedTopic(row.key, row.name))
    return found


async def _ensure(connection: AsyncConnection, wanted: NewSubscription, now: datetime) -> int:
    """Return the id of the active subscription of this time and zone, made when there is none."""
    table = subscriptions
    same = (table.c.local_time == wanted.at.strftime(_TIME)) & (table.c.zone == wanted.zone)
    here = _here(wanted.chat_id, wanted.thread_id)
    found = await connection.scalar(select(table.c.id).where(here & same).limit(1))
    if found is None:
        return await _insert(connection, wanted, now)
    paused = (table.c.id == found) & ~table.c.active
    await connection.execute(update(table).where(paused).values(active=True, since=now))
    return int(found)


async def _insert(connection: AsyncConnection, new: NewSubscription, since: datetime) -> int:
    made = insert(subscriptions).values(
        chat_id=new.chat_id,
        thread_id=new.thread_id,
        local_time=new.at.strftime(_TIME),
        zone=new.zone,
        language=new.language,
        active=True,
        since=since,
    )
    return int((await connection.execute(made.returning(subscriptions.c.id))).scalar_one())


async def _append(connection: AsyncConnection, subscription_id: int, topic: FollowedTopic) -> None:
    table = subscription_topics
    mine = table.c.subscription_id == subscription_id
    last = await connection.scalar(select(func.max(table.c.position)).where(mine))
    await connection.execute(
        insert(table).values(
            subscription_id=subscription_id,
            key=topic.key,
            name=topic.name,
            position=0 if last is None else last + 1,
        )
    )


async def _drop(connection: AsyncConnection, where: ColumnElement[bool], key: str) -> None:
    table = subscription_topics
    owned = table.c.subscription_id.in_(select(subscriptions.c.id).where(where))
    await connection.execute(delete(table).where(owned & (table.c.key == key)))


async def _delete_empty(connection: AsyncConnection, chat_id: int) -> None:
    table = subscriptions
    followed = exists().where(subscription_topics.c.subscription_id == table.c.id)
    await connection.execute(delete(table).where((table.c.chat_id == chat_id) & ~followed))
