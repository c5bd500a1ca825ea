"""What is delivered once: slots, keyed by (subscription, local date), on their way to a chat.

pending -> claimed -> sending -> sent          failed: given up, it surely did not arrive
                         |-> uncertain         it may have arrived: never sent again
A crash while claimed: the lease runs out and it is tried again. A crash while sending: uncertain.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update

from storage import dialect, work
from storage.database import Database
from storage.records import Claim, Claimed, NewSlot, Slot, SlotState
from storage.tables import slots, subscriptions

OPEN = (SlotState.PENDING.value, SlotState.CLAIMED.value)


class Slots:
    """All slots."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, new: NewSlot, now: datetime) -> bool:
        """Make the slot of a subscription on a local date; False when it is there already."""
        async with self._database.writing() as connection:
            made = dialect.insert(connection, slots).values(
                subscription_id=new.subscription_id,
                local_date=new.local_date,
                due_at=new.due_at,
                state=SlotState.PENDING.value,
                admitted=False,
                changed=now,
            )
            made = made.on_conflict_do_nothing(index_elements=["subscription_id", "local_date"])
            return (await connection.execute(made.returning(slots.c.id))).first() is not None

    async def claim(
        self, now: datetime, owner: str, lease: timedelta, limit: int
    ) -> list[Claimed[Slot]]:
        """Claim slots that are due, longest due first; those that sent too long turn uncertain."""
        await self.settle_lost(now)
        ripe = or_(slots.c.retry_at.is_(None), slots.c.retry_at <= now)
        async with self._database.writing() as connection:
            rows = await work.claim(
                connection,
                slots,
                slots.c.state.in_(OPEN) & (slots.c.due_at <= now) & ripe,
                [slots.c.due_at, slots.c.id],
                owner=owner,
                now=now,
                lease=lease,
                limit=limit,
                state=SlotState.CLAIMED.value,
                changed=now,
            )
        found = [Claimed(_slot(row), claim) for row, claim in rows]
        return sorted(found, key=lambda claimed: (claimed.row.due_at, claimed.row.id))

    async def sending(self, held: Claim, now: datetime, lease: timedelta) -> None:
        """Note that the request is about to be made. Raises LeaseLost: then do not make it."""
        async with self._database.writing() as connection:
            await work.change(
                connection,
                slots,
                held,
                state=SlotState.SENDING.value,
                changed=now,
                lease_until=work.ending(now, lease),
            )

    async def sent(self, held: Claim, message_ids: Sequence[int], now: datetime) -> None:
        """Note that it arrived, as these messages. Raises LeaseLost."""
        await self._settle(
            held, SlotState.SENT, now, message_ids=json.dumps(list(message_ids)), error=None
        )

    async def uncertain(
        self, held: Claim, error: str, message_ids: Sequence[int], now: datetime
    ) -> None:
        """Note that it may have arrived; it is never sent again. Raises LeaseLost."""
        await self._settle(
            held, SlotState.UNCERTAIN, now, message_ids=json.dumps(list(message_ids)), error=error
        )

    async def retry(self, held: Claim, error: str, at: datetime, now: datetime) -> None:
        """Note that it surely did not arrive, and when to try again. Raises LeaseLost."""
        await self._settle(held, SlotState.PENDING, now, error=error, retry_at=at)

    async def failed(self, held: Claim, error: str, now: datetime) -> None:
        """Note that it surely did not arrive and is given up. Raises LeaseLost."""
        await self._settle(held, SlotState.FAILED, now, error=error)

    async def settle_lost(self, now: datetime) -> int:
        """Turn slots whose sender died while sending into uncertain ones; returns how many."""
        lost = (slots.c.state == SlotState.SENDING.value) & work.free(slots, now)
        gone = (
            update(slots)
            .where(lost)
            .values(
                state=SlotState.UNCERTAIN.value,
                error="the sender stopped while sending",
                changed=now,
                owner=None,
                lease_until=None,
            )
        )
        async with self._database.writing() as connection:
            return len((await connection.execute(gone.returning(slots.c.id))).all())

    async def get(self, id_: int) -> Slot | None:
        """Return a slot by its id."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(slots).where(slots.c.id == id_))).first()
        return _slot(row) if row else None

    async def not_admitted(self, chat_id: int) -> int:
        """Count a chat's uncertain slots that it was not told of yet."""
        mine = select(subscriptions.c.id).where(subscriptions.c.chat_id == chat_id)
        secret = (slots.c.state == SlotState.UNCERTAIN.value) & ~slots.c.admitted
        query = select(func.count()).where(secret & slots.c.subscription_id.in_(mine))
        async with self._database.reading() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def admit(self, chat_id: int) -> list[Slot]:
        """Return a chat's uncertain slots that it was not told of yet; each is returned once."""
        mine = select(subscriptions.c.id).where(subscriptions.c.chat_id == chat_id)
        secret = (
            (slots.c.state == SlotState.UNCERTAIN.value)
            & ~slots.c.admitted
            & slots.c.subscription_id.in_(mine)
        )
        async with self._database.writing() as connection:
            told = update(slots).where(secret).values(admitted=True).returning(slots)
            rows = (await connection.execute(told)).all()
        return sorted(map(_slot, rows), key=lambda slot: slot.due_at)

    async def purge(self, before: datetime) -> int:
        """Forget slots that were due before and are done with; returns how many."""
        done = slots.c.state.in_([SlotState.SENT.value, SlotState.FAILED.value])
        admitted = (slots.c.state == SlotState.UNCERTAIN.value) & slots.c.admitted
        old = delete(slots).where((slots.c.due_at < before) & (done | admitted))
        async with self._database.writing() as connection:
            return len((await connection.execute(old.returning(slots.c.id))).all())

    async def counts(self) -> dict[SlotState, int]:
        """Return how many slots are in each state."""
        query = select(slots.c.state, func.count()).group_by(slots.c.state)
        async with self._database.reading() as connection:
            return {SlotState(row[0]): row[1] for row in await connection.execute(query)}

    async def _settle(self, held: Claim, state: SlotState, now: datetime, **values: Any) -> None:
        async with self._database.writing() as connection:
            await work.settle(connection, slots, held, state=state.value, changed=now, **values)


def _slot(row: Row[*tuple[Any, ...]]) -> Slot:
    known = row._mapping
    return Slot(
        id=known["id"],
        subscription_id=known["subscription_id"],
        local_date=known["local_date"],
        due_at=known["due_at"],
        state=SlotState(known["state"]),
        message_ids=tuple(json.loads(known["message_ids"])),
        error=known["error"],
    )
