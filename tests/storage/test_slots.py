from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from storage.chats import Chats
from storage.database import Database
from storage.errors import LeaseLost
from storage.records import (
    ChatKind,
    Claimed,
    FollowedTopic,
    NewSlot,
    NewSubscription,
    Slot,
    SlotState,
)
from storage.slots import Slots
from storage.subscriptions import Subscriptions
from tests.storage.samples import NOW

MINUTE = timedelta(minutes=1)
DAY = date(2026, 11, 20)


@pytest.fixture
def slots(database: Database) -> Slots:
    return Slots(database)


@pytest.fixture
async def subscription_id(database: Database, chats: Chats) -> int:
    chat = await chats.ensure("telegram:1", ChatKind.PRIVATE, NOW)
    wanted = NewSubscription(chat.id, 0, time(8), "Europe/Berlin", "en")
    topic = FollowedTopic("north korea", "North Korea")
    return (await Subscriptions(database).follow(wanted, topic, NOW)).id


@pytest.fixture
async def claimed(slots: Slots, subscription_id: int) -> Claimed[Slot]:
    await slots.open(NewSlot(subscription_id, DAY, NOW), NOW)
    [claimed] = await slots.claim(NOW, "me", MINUTE, 9)
    return claimed


async def state_of(slots: Slots, claimed: Claimed[Slot]) -> SlotState:
    slot = await slots.get(claimed.row.id)
    assert slot is not None
    return slot.state


async def test_a_local_date_has_one_slot(slots: Slots, subscription_id: int) -> None:
    assert await slots.open(NewSlot(subscription_id, DAY, NOW), NOW)
    assert not await slots.open(NewSlot(subscription_id, DAY, NOW + MINUTE), NOW)
    assert await slots.open(NewSlot(subscription_id, DAY + timedelta(days=1), NOW + MINUTE), NOW)
    [first] = await slots.claim(NOW, "me", MINUTE, 9)
    assert first.row == Slot(subscription_id, DAY, NOW, 1, SlotState.CLAIMED, (), None)
    assert await slots.get(99) is None


async def test_what_was_sent_is_never_claimed_again(slots: Slots, claimed: Claimed[Slot]) -> None:
    await slots.sending(claimed.claim, NOW, MINUTE)
    assert await state_of(slots, claimed) == SlotState.SENDING
    await slots.sent(claimed.claim, [7, 8], NOW)
    slot = await slots.get(claimed.row.id)
    assert slot is not None
    assert (slot.state, slot.message_ids) == (SlotState.SENT, (7, 8))
    assert await slots.claim(NOW + 60 * MINUTE, "me", MINUTE, 9) == []
    assert await slots.counts() == {SlotState.SENT: 1}


async def test_a_crash_while_claimed_is_tried_again(slots: Slots, claimed: Claimed[Slot]) -> None:
    [again] = await slots.claim(NOW + MINUTE, "other", MINUTE, 9)
    assert again.row.id == claimed.row.id
    with pytest.raises(LeaseLost):
        await slots.sending(claimed.claim, NOW + MINUTE, MINUTE)


async def test_a_crash_while_sending_is_uncertain_and_admitted_once(
    slots: Slots, claimed: Claimed[Slot]
) -> None:
    await slots.sending(claimed.claim, NOW, MINUTE)
    assert await slots.claim(NOW + MINUTE, "other", MINUTE, 9) == []
    assert await state_of(slots, claimed) == SlotState.UNCERTAIN
    with pytest.raises(LeaseLost):
        await slots.sent(claimed.claim, [7], NOW + MINUTE)
    assert [slot.id for slot in await slots.admit(1)] == [claimed.row.id]
    assert await slots.admit(1) == []
    assert await slots.admit(2) == []


async def test_what_surely_failed_is_tried_at_its_time(
    slots: Slots, claimed: Claimed[Slot]
) -> None:
    await slots.sending(claimed.claim, NOW, MINUTE)
    await slots.retry(claimed.claim, "too many requests", NOW + 5 * MINUTE, NOW)
    assert await slots.claim(NOW + 4 * MINUTE, "me", MINUTE, 9) == []
    [again] = await slots.claim(NOW + 5 * MINUTE, "me", MINUTE, 9)
    assert (again.claim.attempt, again.row.error) == (2, "too many requests")
    await slots.failed(again.claim, "blocked", NOW)
    assert await state_of(slots, claimed) == SlotState.FAILED
    assert await slots.claim(NOW + 60 * MINUTE, "me", MINUTE, 9) == []


async def test_what_may_have_arrived_stays_uncertain(slots: Slots, claimed: Claimed[Slot]) -> None:
    await slots.sending(claimed.claim, NOW, MINUTE)
    await slots.uncertain(claimed.claim, "timed out", [7], NOW)
    slot = await slots.get(claimed.row.id)
    assert slot is not None
    assert (slot.state, slot.message_ids, slot.error) == (SlotState.UNCERTAIN, (7,), "timed out")
    assert await slots.claim(NOW + 60 * MINUTE, "me", MINUTE, 9) == []


async def test_what_is_done_with_is_forgotten_after_a_while(
    slots: Slots, claimed: Claimed[Slot], subscription_id: int
) -> None:
    await slots.sent(claimed.claim, [1], NOW)
    await slots.open(NewSlot(subscription_id, DAY + timedelta(days=1), NOW + MINUTE), NOW)
    assert await slots.purge(NOW) == 0
    assert await slots.purge(NOW + 2 * MINUTE) == 1
    assert await slots.get(claimed.row.id) is None
    assert await slots.counts() == {SlotState.PENDING: 1}


async def test_what_may_have_arrived_is_kept_until_it_was_said(
    slots: Slots, claimed: Claimed[Slot]
) -> None:
    await slots.uncertain(claimed.claim, "timed out", [], NOW)
    chat_id = 1
    assert await slots.not_admitted(chat_id) == 1
    assert await slots.purge(NOW + MINUTE) == 0
    await slots.admit(chat_id)
    assert await slots.not_admitted(chat_id) == 0
    assert await slots.purge(NOW + MINUTE) == 1
