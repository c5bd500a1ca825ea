from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta

from bot.briefings.due import open_due_slots
from storage.chats import Chats
from storage.database import Database
from storage.records import ChatKind, FollowedTopic, NewSubscription
from storage.slots import Slots
from storage.subscriptions import Subscriptions

START = datetime(2026, 3, 27, tzinfo=UTC)  # two days before Berlin's clocks go forward


async def test_one_slot_a_local_day_whoever_asks_and_however_often(database: Database) -> None:
    subscriptions, slots = Subscriptions(database), Slots(database)
    for n, (at, zone) in enumerate([(time(2, 30), "Europe/Berlin"), (time(20), "Asia/Kolkata")]):
        chat = await Chats(database).ensure(f"telegram:{n}", ChatKind.PRIVATE, START)
        wanted = NewSubscription(chat.id, 0, at, zone, "en")
        await subscriptions.follow(wanted, FollowedTopic("", ""), START)
    opened = []
    for hours in range(24 * 4):
        now = START + timedelta(hours=hours)
        made = await asyncio.gather(*(open_due_slots(subscriptions, slots, now) for _ in range(2)))
        opened += [f"{now:%d %H}"] * sum(made)
    assert opened == ["27 02", "27 15", "28 02", "28 15", "29 01", "29 15", "30 01", "30 15"]
