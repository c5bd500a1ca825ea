"""Makes the slots that are due: from rows, at every tick, in any number of processes."""

from __future__ import annotations

from datetime import datetime

from bot.briefings.slots import Rhythm, due_slot
from storage.records import NewSlot
from storage.slots import Slots
from storage.subscriptions import Subscriptions


async def open_due_slots(subscriptions: Subscriptions, slots: Slots, now: datetime) -> int:
    """Make the slot of every subscription that is due at `now`; returns how many were made.

    A slot that another process made in the same moment is not made twice.
    """
    made = 0
    for timing in await subscriptions.timings():
        rhythm = Rhythm(timing.at, timing.zone, timing.since, timing.newest_due)
        slot = due_slot(rhythm, now)
        if slot is not None:
            new = NewSlot(timing.subscription_id, slot.local_date, slot.due)
            made += await slots.open(new, now)
    return made
