"""Turns at a host: one request at a time, with a pause before the next page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(slots=True)
class _Host:
    """One host's queue; `free_at` is in seconds of the loop's clock."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    waiting: int = 0


class Turns:
    """Hands out turns by host. A host nobody waits for is forgotten once its pause is over."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, url: str, pause: float = 0.0) -> AsyncIterator[None]:
        """Wait for the turn at the url's host; the next begins `pause` seconds after this ends.

        The pause asked for counts only between turns that ask for one.
        """
        self._forget()
        name = urlsplit(url).netloc.lower()
        host = self._hosts.setdefault(name, _Host())
        host.waiting += 1
        try:
            async with host.lock:
                if pause:
                    await asyncio.sleep(host.free_at - asyncio.get_running_loop().time())
                try:
                    yield
                finally:
                    host.free_at = max(host.free_at, asyncio.get_running_loop().time() + pause)
        finally:
            host.waiting -= 1

    def _forget(self) -> None:
        now = asyncio.get_running_loop().time()
        idle = [n for n, host in self._hosts.items() if not host.waiting and host.free_at <= now]
        for name in idle:
            del self._hosts[name]
