"""Brings slots to their chats: each once, whatever breaks on the way.

    pending -> claimed -> sending -> sent | uncertain | failed | pending (to be tried again)

A crash while claimed: the lease runs out and somebody tries again. `sending` is recorded just
before the request; a crash then leaves it uncertain, and it is never sent again. The transport
tells apart what surely failed (tried again, with pauses that double), what may have arrived
(uncertain: counted, and the next briefing says so) and a chat that refuses (paused). An error that
the transport does not name counts as a crash.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.briefings.briefer import Briefer
from bot.briefings.briefing import Briefing
from bot.briefings.slots import LATE_AFTER, is_timely
from bot.clock import Clock
from bot.errors import DeliveryError
from storage.chats import Chats
from storage.errors import LeaseLost, StorageUnavailable
from storage.records import Chat, Claim, Claimed, Slot, SlotState, Subscription
from storage.slots import Slots
from storage.subscriptions import Subscriptions
from storage.told import Told
from storage.work import owner_name

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=20)
AT_ONCE = 8
WRITE_PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)  # seconds between tries to record what happened


class SurelyFailed(DeliveryError):
    """Nothing arrived; `retry_after` is what the server asked to wait, if it did."""

    def __init__(self, message: str, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class MayHaveArrived(DeliveryError):
    """The request was made and its outcome is not known, or only a part of it arrived."""

    def __init__(self, message: str, message_ids: Sequence[int] = ()) -> None:
        super().__init__(message)
        self.message_ids = tuple(message_ids)


class Blocked(DeliveryError):
    """The chat does not take messages of the bot (any more); nothing arrived."""


class Sender(Protocol):
    """The transport: renders a briefing and sends it."""

    async def send(self, chat: Chat, thread_id: int, briefing: Briefing) -> Sequence[int]:
        """Send a briefing to a chat (or a forum topic in it) and return its messages' ids.

        Raises SurelyFailed, MayHaveArrived or Blocked; retries nothing that may have arrived.
        """
        ...


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where deliveries are read from and recorded."""

    slots: Slots
    subscriptions: Subscriptions
    chats: Chats
    told: Told


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one request came to; PENDING means to try again at `retry_at`."""

    state: SlotState
    error: str = ""
    message_ids: tuple[int, ...] = ()
    retry_at: datetime | None = None
    blocked: bool = False


def after_failure(
    error: str, attempt: int, retry_after: timedelta | None, now: datetime
) -> Outcome:
    """Decide what follows on a request that surely failed; attempts count from 1.

    Pauses double from FIRST_PAUSE to LONGEST_PAUSE, and are at least what the server asked for.
    """
    if attempt >= MOST_ATTEMPTS:
        return Outcome(SlotState.FAILED, error)
    doubled: timedelta = min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE)
    return Outcome(
        SlotState.PENDING, error, retry_at=now + max(doubled, retry_after or timedelta())
    )


class Deliverer:
    """Claims due slots and delivers them, several at once."""

    def __init__(
        self,
        ledger: Ledger,
        briefer: Briefer,
        sender: Sender,
        clock: Clock,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._ledger = ledger
        self._briefer = briefer
        self._sender = sender
        self._clock = clock
        self._sleep = sleep
        self._owner = owner_name()

    async def deliver_due(self) -> int:
        """Claim what is due and deliver it; returns how many slots were claimed."""
        claimed = await self._ledger.slots.claim(
            self._clock.now(), self._owner, LEASE, limit=AT_ONCE
        )
        outcomes = await asyncio.gather(
            *(self._deliver(one) for one in claimed), return_exceptions=True
        )
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                log.error("a delivery broke off: %s: %s", type(outcome).__name__, outcome)
        return len(claimed)

    async def _deliver(self, claimed: Claimed[Slot]) -> None:
        """Deliver one slot; an error leaves it to whoever claims it after the lease."""
        try:
            await self._deliver_claimed(claimed.row, claimed.claim)
        except LeaseLost:
            log.info("slot %s was taken over by another worker", claimed.row.id)

    async def _deliver_claimed(self, slot: Slot, held: Claim) -> None:
        subscription = await self._ledger.subscriptions.get(slot.subscription_id)
        if subscription is None:
            return  # its slots have gone with it
        chat = await self._ledger.chats.chat(subscription.chat_id)
        fault = self._fault(slot, held, subscription, chat)
        if fault or chat is None:
            await self._ledger.slots.failed(held, fault or "no chat", self._clock.now())
            return
        briefing = await self._briefing(slot, subscription)
        await self._ledger.slots.sending(held, self._clock.now(), LEASE)
        outcome = await self._request(held, chat, subscription.thread_id, briefing)
        await self._patiently(lambda: self._record(held, outcome))
        await self._follow_up(outcome, chat, subscription.thread_id, briefing)

    def _fault(
        self, slot: Slot, held: Claim, subscription: Subscription, chat: Chat | None
    ) -> str | None:
        """Why a slot is given up without sending, if it is."""
        now = self._clock.now()
        if chat is None or chat.blocked or not subscription.active:
            return "paused"
        if not is_timely(slot.local_date, slot.due_at, ZoneInfo(subscription.zone), now):
            return "its day is over"
        return "tried too often" if held.attempt > MOST_ATTEMPTS else None

    async def _briefing(self, slot: Slot, subscription: Subscription) -> Briefing:
        briefing = await self._briefer.for_slot(subscription, slot.due_at)
        unconfirmed = await self._ledger.slots.not_admitted(subscription.chat_id)
        late = self._clock.now() - slot.due_at > LATE_AFTER
        return replace(briefing, late=late, unconfirmed=unconfirmed)

    async def _request(
        self, held: Claim, chat: Chat, thread_id: int, briefing: Briefing
    ) -> Outcome:
        try:
            ids = await self._sender.send(chat, thread_id, briefing)
        except SurelyFailed as error:
            now = self._clock.now()
            return after_failure(str(error), held.attempt, error.retry_after, now)
        except MayHaveArrived as error:
            return Outcome(SlotState.UNCERTAIN, str(error), error.message_ids)
        except Blocked as error:
            return Outcome(SlotState.FAILED, str(error), blocked=True)
        return Outcome(SlotState.SENT, message_ids=tuple(ids))

    async def _record(self, held: Claim, outcome: Outcome) -> None:
        slots, now = self._ledger.slots, self._clock.now()
        match outcome.state:
            case SlotState.SENT:
                await slots.sent(held, outcome.message_ids, now)
            case SlotState.UNCERTAIN:
                await slots.uncertain(held, outcome.error, outcome.message_ids, now)
            case SlotState.PENDING:
                await slots.retry(held, outcome.error, outcome.retry_at or now, now)
            case _:
                await slots.failed(held, outcome.error, now)

    async def _follow_up(
        self, outcome: Outcome, chat: Chat, thread_id: int, briefing: Briefing
    ) -> None:
        """What has arrived is known to the chat; one that refuses is left in peace."""
        ledger = self._ledger
        if outcome.state is SlotState.SENT:
            await ledger.told.tell(chat.id, thread_id, briefing.told, self._clock.now())
            if briefing.unconfirmed:
                await ledger.slots.admit(chat.id)
        if outcome.blocked:
            await ledger.chats.set_blocked(chat.id, blocked=True)
            await ledger.subscriptions.pause(chat.id)

    async def _patiently(self, write: Callable[[], Awaitable[None]]) -> None:
        """Write what happened; a database that is away for a while loses nothing.

        When it stays away the slot turns uncertain with its lease.
        """
        for pause in WRITE_PAUSES:
            try:
                return await write()
            except StorageUnavailable as error:
                log.warning("the outcome of a delivery waits to be recorded: %s", error)
                await self._sleep(pause)
        return await write()
