"""Questions go before the storing of articles, which can wait a moment."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

LONGEST = 0.05  # seconds that an article waits for those who ask


class Precedence:
    """Who works on a question goes first; whoever stores articles gives way between two of them.

    Both are work for the one processor that Python uses. An article waits for LONGEST at most, so
    that an answer which a model takes its time for does not stop the news.
    """

    def __init__(self) -> None:
        self._first = 0
        self._free = asyncio.Event()

    @contextmanager
    def first(self) -> Iterator[None]:
        """Go first for a while."""
        self._first += 1
        self._free.clear()
        try:
            yield
        finally:
            self._first -= 1
            if not self._first:
                self._free.set()

    async def give_way(self) -> None:
        """Let others have their turn, and whoever goes first finish if that does not take long."""
        await asyncio.sleep(0)
        if self._first:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._free.wait(), LONGEST)
