"""A downloader for the fake web, where any name leads to loopback."""

from __future__ import annotations

from collections.abc import Sequence

from bot.clock import Clock, SystemClock
from bot.news.web.fetch import Downloader, Limits
from bot.news.web.guard import GuardedBackend

HOSTS = ("127.0.0.1", "news.example", "wire.example")
LIMITS = Limits(bytes=100_000, seconds=5)


async def loopback(host: str, port: int) -> Sequence[str]:
    return ["127.0.0.1"]


async def nowhere(host: str, port: int) -> Sequence[str]:
    raise OSError("no such name")


def downloader(limits: Limits = LIMITS, clock: Clock | None = None) -> Downloader:
    return Downloader(GuardedBackend(HOSTS, loopback), limits, clock or SystemClock())
