"""Questions go before the storing of articles, which can wait a moment."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 0.05  # seconds that a step of storing waits, and for which a question goes first
QUIET = 0.005  # seconds after an answer in which the next question often comes
_LOOKS = 0.002  # seconds between looks whether the way is free


class Precedence:
    """Who works on a question goes first; whoever stores articles gives way between two steps.

    Both are work for the one processor that Python uses, whichever thread they are in; so is the
    index that a question may wait for. What takes longer than LONGEST waits for a model, or for a
    long stretch of the index, and does not stop the news.
    """

    def __init__(self) -> None:
        self._working = 0
        self._until = 0.0

    @contextmanager
    def first(self) -> Iterator[None]:
        """Go first for a while."""
        self._working += 1
        self._until = time.monotonic() + LONGEST
        try:
            yield
        finally:
            self._working -= 1
            if not self._working:
                self._until = time.monotonic() + QUIET

    async def give_way(self) -> None:
        """Let others have their turn, and whoever goes first finish."""
        await asyncio.sleep(0)
        enough = time.monotonic() + LONGEST
        while time.monotonic() < min(self._until, enough):  # noqa: ASYNC110  # threads give way too
            await asyncio.sleep(_LOOKS)

    def hold(self) -> None:
        """Give way in another thread than the event loop's."""
        enough = time.monotonic() + LONGEST
        while time.monotonic() < min(self._until, enough):
            time.sleep(_LOOKS)
