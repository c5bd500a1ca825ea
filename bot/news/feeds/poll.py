"""Poll the feeds that are due.

    due -> claimed -> fetched -> parsed -> taken in -> written

What was taken in is remembered with the poll's outcome, in one transaction and after the articles:
after a crash anywhere before, the feed is polled again, and what is stored already is found to be a
duplicate. Feeds are polled side by side, those of one host in turn, so that one that hangs delays
no other.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta

from bot.clock import Clock
from bot.errors import SourceError
from bot.news.feeds.intake import Intake, Taken
from bot.news.feeds.next_poll import after_failure, after_status, after_success, unfinished
from bot.news.feeds.parse import ACCEPT, parse_feed
from bot.news.records import Status
from bot.news.urls import shown_url
from bot.news.web.fetch import Downloader, Request, Response
from bot.news.web.turns import Turns
from storage.errors import LeaseLost, StorageError
from storage.feeds import Feeds
from storage.records import Claimed, Feed, PollOutcome

CLAIMED = 64  # feeds in hand, most of them waiting for their host or a slot
AT_ONCE = 32  # feeds that are read side by side
LEASE = timedelta(minutes=20)
LONGEST = timedelta(minutes=8)  # of taking one feed in; the rest waits for the next poll
LOOK = 10.0  # seconds between looks for what is due while others are being polled

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Polled:
    """What one poll came to: None for `error` is success; `counts` are of the new entries."""

    url: str
    error: str | None = None
    counts: Mapping[Status, int] = field(default_factory=dict)


class Poller:
    """Polls feeds under the name `owner`; `jitter` gives numbers from 0 to 1.

    `look` is how many seconds lie between looks for due feeds while others are being polled.
    """

    def __init__(
        self,
        feeds: Feeds,
        downloader: Downloader,
        intake: Intake,
        clock: Clock,
        owner: str,
        jitter: Callable[[], float],
        look: float = LOOK,
    ) -> None:
        self._feeds = feeds
        self._downloader = downloader
        self._turns = Turns()  # not those of pages: whoever reads a feed may wait for its pages
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._intake = intake
        self._clock = clock
        self._owner = owner
        self._jitter = jitter
        self._look = look

    async def poll_due(self) -> list[Polled]:
        """Poll until no feed is due and none is being polled.

        What falls due meanwhile is begun too, however long another feed takes. A fault of one feed
        is written down with that feed or logged. Raises StorageError when what is due cannot be
        read.
        """
        running: set[asyncio.Task[Polled]] = set()
        polled: list[Polled] = []
        try:
            while running := running | await self._start(CLAIMED - len(running)):
                done, running = await asyncio.wait(
                    running, timeout=self._look, return_when=asyncio.FIRST_COMPLETED
                )
                polled += [_result(task) for task in done]
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
        return polled

    async def _start(self, room: int) -> set[asyncio.Task[Polled]]:
        if not room:
            return set()
        due = await self._feeds.claim_due(self._clock.now(), self._owner, LEASE, room)
        return {asyncio.create_task(self.poll(feed), name=feed.row.url) for feed in due}

    async def poll(self, claimed: Claimed[Feed]) -> Polled:
        """Poll one feed that was claimed. Raises StorageError."""
        feed = claimed.row
        try:
            outcome, taken = await self._read(feed)
        except SourceError as error:
            now = self._clock.now()
            outcome, taken = after_failure(feed, str(error), now, self._jitter()), None
        try:
            entries = taken.digests if taken else None
            await self._feeds.polled(claimed.claim, outcome, self._clock.now(), entries)
        except LeaseLost:
            return Polled(feed.url, "it was removed, or taken over by another worker")
        return Polled(feed.url, outcome.error, taken.counts if taken else {})

    async def _read(self, feed: Feed) -> tuple[PollOutcome, Taken | None]:
        request = Request(feed.url, feed.etag, feed.last_modified, ACCEPT)
        async with AsyncExitStack() as slot:
            async with self._turns.turn(feed.url):
                # Only now, so that many feeds of a host that hangs take one slot, not all.
                await slot.enter_async_context(self._slots)
                response = await self._downloader.fetch(request)
            if response.ok:
                return await self._take_in(feed, response)
        now, jitter = self._clock.now(), self._jitter()
        if response.status == 304:
            return after_success(feed, response, None, now, jitter), None
        return after_status(feed, response, now, jitter), None

    async def _take_in(self, feed: Feed, response: Response) -> tuple[PollOutcome, Taken]:
        # Parsing may take seconds for a huge feed: in a thread, the others go on.
        parsed = await asyncio.to_thread(
            parse_feed, response.body, response.content_type, response.final_url
        )
        if parsed.left_out:
            log.info("%s: %d older entries left out", shown_url(feed.url), parsed.left_out)
        known = await self._feeds.entries(feed.id)
        taken = await self._intake.take_in(feed, parsed, known, LONGEST.total_seconds())
        now = self._clock.now()
        outcome = after_success(feed, response, parsed, now, self._jitter())
        return (outcome if taken.whole else unfinished(outcome, now)), taken


def _result(task: asyncio.Task[Polled]) -> Polled:
    """What a poll came to; an error that nobody expected is logged and stops no other feed."""
    error = task.exception()
    if error is None:
        return task.result()
    trace = None if isinstance(error, StorageError) else error
    log.error("polling %s failed: %s", shown_url(task.get_name()), error, exc_info=trace)
    return Polled(task.get_name(), f"it could not be polled: {type(error).__name__}")
