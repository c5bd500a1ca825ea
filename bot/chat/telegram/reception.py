"""Telegram's updates from the server through the inbox to whoever handles them.

    one poller (it holds a lease) -> inbox -> workers of every process, one lane at a time each

An update is finished in the inbox after it was handled. What dies with its process is claimed anew
when the lease has run out, and the dialogue knows a question that it has answered already.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Any, NoReturn

from bot.chat.telegram.chats import TelegramChats
from bot.chat.telegram.faults import Fault
from bot.chat.telegram.polling import poll
from bot.clock import Clock
from bot.errors import DeliveryError
from storage.errors import LeaseLost, StorageError
from storage.inbox import MOST_ATTEMPTS, Inbox
from storage.records import Claim, Claimed, NewUpdate, Update
from storage.work import Leases

PARALLEL = 16  # chats that one process serves at the same time
LEASE = timedelta(seconds=20)  # what was claimed by a killed process waits so long
IDLE = 1.0  # seconds between two looks at an inbox that another process may fill
RETRIED_AFTER = 10.0  # seconds, times the attempts so far
LEAVING = 5.0  # seconds that running work has when the bot stops
_POLLER = "telegram-poller"
_ERROR = 200  # characters of an error that are kept
_PURGED_EVERY = timedelta(hours=1)

log = logging.getLogger(__name__)


class Reception:
    """Receives updates and has them handled until it is cancelled."""

    def __init__(
        self, telegram: TelegramChats, inbox: Inbox, leases: Leases, clock: Clock, owner: str
    ) -> None:
        self._telegram = telegram
        self._inbox = inbox
        self._leases = leases
        self._clock = clock
        self._owner = owner
        self._news = asyncio.Event()
        self._working: set[asyncio.Task[None]] = set()
        self._fault = Fault(log, "taking updates from the inbox")
        self._purged: datetime | None = None

    async def run(self) -> None:
        """Poll and work until cancelled; what is being worked on then has LEAVING seconds."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._poll_in_turn())
            group.create_task(self._work())

    # Polling

    async def _poll_in_turn(self) -> NoReturn:
        """Poll while this process holds the poller's lease; wait for it otherwise."""
        fault = Fault(log, "becoming the one that polls")
        while True:
            try:
                if await self._take():
                    await self._poll_while_held()
                fault.is_over()
            except StorageError as error:
                fault.begins(str(error))
            await asyncio.sleep(IDLE)

    async def _poll_while_held(self) -> None:
        polling = asyncio.create_task(poll(self._telegram.bot, self._store))
        try:
            while await self._take():
                await asyncio.wait([polling], timeout=LEASE.total_seconds() / 3)
                if polling.done():
                    polling.result()
        finally:
            polling.cancel()
            with suppress(asyncio.CancelledError, StorageError):
                await self._leases.give_back(_POLLER, self._owner)

    async def _take(self) -> bool:
        return await self._leases.take(_POLLER, self._owner, self._clock.now(), LEASE)

    async def _store(self, updates: Sequence[NewUpdate]) -> None:
        await self._inbox.store(updates, self._clock.now())
        if updates:
            self._news.set()

    # Working

    async def _work(self) -> NoReturn:
        try:
            while True:
                self._news.clear()
                for claimed in await self._claim():
                    task = asyncio.create_task(self._handle(claimed))
                    self._working.add(task)
                    task.add_done_callback(self._done)
                with suppress(TimeoutError):
                    async with asyncio.timeout(IDLE):
                        await self._news.wait()
        finally:
            await self._leave()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._working.discard(task)
        self._news.set()  # the next of its lane may be worked on

    async def _claim(self) -> list[Claimed[Update]]:
        now = self._clock.now()
        try:
            if self._purged is None or now - self._purged > _PURGED_EVERY:
                await self._inbox.purge(now)
                self._purged = now
            room = PARALLEL - len(self._working)
            claimed = await self._inbox.claim(now, self._owner, LEASE, room) if room else []
        except StorageError as error:
            self._fault.begins(str(error))
            return []
        self._fault.is_over()
        return claimed

    async def _leave(self) -> None:
        if self._working:
            await asyncio.wait(self._working, timeout=LEAVING)
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)

    async def _handle(self, claimed: Claimed[Update]) -> None:
        try:
            async with self._held(claimed.claim):
                await self._settle(claimed, json.loads(claimed.row.payload))
        except asyncio.CancelledError:
            with suppress(StorageError):
                await self._inbox.give_back(claimed.claim)
            raise
        except (StorageError, DeliveryError) as error:
            log.warning("update %s is left to another attempt: %s", claimed.row.id, error)

    async def _settle(self, claimed: Claimed[Update], payload: dict[str, Any]) -> None:
        """Handle an update; finish it, or leave it to another attempt where that can help."""
        error = await self._telegram.handle(payload)
        if error is None:
            await self._inbox.finish(claimed.claim, self._clock.now())
        elif _may_pass(error) and claimed.claim.attempt < MOST_ATTEMPTS:
            log.warning("update %s waits for another attempt: %s", claimed.row.id, error)
            await asyncio.sleep(RETRIED_AFTER * claimed.claim.attempt)
            await self._inbox.give_back(claimed.claim)
        else:
            log.error("update %s broke", claimed.row.id, exc_info=error)
            await self._inbox.finish(claimed.claim, self._clock.now(), repr(error)[:_ERROR])
            await self._telegram.apologize(payload)

    @asynccontextmanager
    async def _held(self, claim: Claim) -> AsyncIterator[None]:
        """Keep the claim while the block runs."""
        renewing = asyncio.create_task(self._renew(claim))
        try:
            yield
        finally:
            renewing.cancel()

    async def _renew(self, claim: Claim) -> None:
        with suppress(LeaseLost, StorageError):
            while True:
                await asyncio.sleep(LEASE.total_seconds() / 3)
                await self._inbox.renew(claim, self._clock.now(), LEASE)


def _may_pass(error: Exception) -> bool:
    """Whether the same update may go well later."""
    return isinstance(error, (StorageError, DeliveryError))
