"""When work is looked for: the only home of APScheduler, which here does nothing but tick.

What is due stands in rows. A tick wakes a job's worker, and the worker claims and works until
nothing is left. A tick that comes late, twice, or in several processes at once changes nothing:
ticks that come while the worker is busy are one, and rows are claimed in the database. A job that
fails is logged, and its next tick tries again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import DatelineError
from storage.errors import StorageError

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=20)  # how long stopping waits for what runs


@dataclass(frozen=True, slots=True)
class Job:
    """Work that is looked for every so often; `work` returns how much it did, 0 for nothing due.

    While there is work it is called again at once: a long queue does not wait for ticks.
    """

    name: str
    every: timedelta
    work: Callable[[], Awaitable[int]]


class Schedule:
    """Works at its jobs, one worker each, from `start` until `stop`."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._stopping = False
        self._bells = {job.name: asyncio.Event() for job in jobs}
        self._workers: list[asyncio.Task[None]] = []
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Begin to work; every job is looked at once right away."""
        for job in self._jobs:
            self._scheduler.add_job(
                self._tick,
                "interval",
                [job.name],
                seconds=job.every.total_seconds(),
                id=job.name,
                misfire_grace_time=None,
                coalesce=True,
            )
            self._bells[job.name].set()
            self._workers.append(asyncio.create_task(self._worker(job), name=job.name))
        self._scheduler.start()

    async def stop(self, within: timedelta = PATIENCE) -> None:
        """Take on nothing more and wait for what runs; what takes longer is broken off.

        What is broken off was claimed: it is tried again, or uncertain, by its rows.
        """
        self._stopping = True
        self._scheduler.shutdown(wait=False)
        for bell in self._bells.values():
            bell.set()
        _, late = await asyncio.wait(self._workers, timeout=within.total_seconds())
        for worker in late:
            worker.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _tick(self, name: str) -> None:
        self._bells[name].set()

    async def _worker(self, job: Job) -> None:
        bell = self._bells[job.name]
        while not self._stopping:
            await bell.wait()
            bell.clear()
            while not self._stopping and await _worked(job):
                pass


async def _worked(job: Job) -> bool:
    """Work once; whether something was done, so that it is worth looking again at once."""
    try:
        (outcome,) = await asyncio.gather(job.work(), return_exceptions=True)
    except asyncio.CancelledError:
        log.warning("%s was broken off", job.name)
        raise
    if isinstance(outcome, DatelineError | StorageError):
        log.warning("%s: %s", job.name, outcome)
    elif isinstance(outcome, BaseException):
        log.error("%s failed", job.name, exc_info=outcome)
    return isinstance(outcome, int) and outcome > 0
