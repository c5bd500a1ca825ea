from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from bot.briefings.schedule import Job, Schedule
from bot.errors import DeliveryError

HOUR = timedelta(hours=1)


class Work:
    """Counts calls; each takes from `left`, raises what stands in `faults`, and may be held."""

    def __init__(self, left: int = 0) -> None:
        self.left = left
        self.calls = 0
        self.faults: list[Exception] = []
        self.called = asyncio.Event()
        self.may_end = asyncio.Event()
        self.may_end.set()
        self.idle = asyncio.Event()

    async def __call__(self) -> int:
        self.calls += 1
        self.called.set()
        await self.may_end.wait()
        if self.faults:
            raise self.faults.pop(0)
        if not self.left:
            self.idle.set()
            return 0
        self.left -= 1
        return 1


async def test_works_at_once_until_nothing_is_left() -> None:
    work = Work(left=3)
    schedule = Schedule([Job("work", HOUR, work)])
    schedule.start()
    await work.idle.wait()
    await schedule.stop()
    assert work.calls == 4


async def test_ticks() -> None:
    work = Work()
    schedule = Schedule([Job("work", timedelta(milliseconds=10), work)])
    schedule.start()
    for _ in range(3):
        await work.idle.wait()
        work.idle.clear()
    await schedule.stop()
    assert work.calls >= 3


async def test_a_failing_job_is_logged_and_does_not_stop_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    failing, other = Work(), Work()
    failing.faults = [DeliveryError("the post is on strike"), ValueError("a bug")]
    schedule = Schedule(
        [Job("failing", timedelta(milliseconds=10), failing), Job("other", HOUR, other)]
    )
    with caplog.at_level(logging.WARNING):
        schedule.start()
        await failing.idle.wait()
        await other.idle.wait()
        await schedule.stop()
    assert "failing: the post is on strike" in caplog.text
    assert "a bug" in caplog.text


async def test_stopping_waits_for_what_runs() -> None:
    work = Work(left=5)
    work.may_end.clear()
    schedule = Schedule([Job("work", HOUR, work)])
    schedule.start()
    await work.called.wait()
    stopping = asyncio.create_task(schedule.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    work.may_end.set()
    await stopping
    assert work.left == 4, "what ran has ended, nothing more was begun"


async def test_stopping_breaks_off_what_takes_too_long() -> None:
    work = Work(left=5)
    work.may_end.clear()
    schedule = Schedule([Job("work", HOUR, work)])
    schedule.start()
    await work.called.wait()
    await schedule.stop(within=timedelta(0))
    assert work.left == 5
