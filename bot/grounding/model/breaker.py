"""When a model is left alone: after three failures in a row, for a while that grows.

A server that is away costs each reader the whole deadline before the stored sentences are shown.
After three failures in a row it is not asked for a minute, after each further failure twice as
long, at most half an hour; one success ends it. The state is kept as text, so that a restart
does not forget it. Fails where a server answers every third request: then it is asked on and on.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from bot.clock import iso, moment_of

BREAKER = "model breaker"  # the key that the state is kept under
FAILURES = 3
FIRST_REST = timedelta(minutes=1)
LONGEST_REST = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Breaker:
    """Failures in a row, the last one in a few words, and until when the model is left alone."""

    failures: int = 0
    reason: str = ""
    rests_until: datetime | None = None

    def rests(self, now: datetime) -> bool:
        """Whether the model is to be left alone at `now`.

        A clock that was set back does not lengthen a rest beyond the longest one.
        """
        return self.rests_until is not None and now < self.rests_until <= now + LONGEST_REST

    def failed(self, reason: str, now: datetime) -> Breaker:
        """Return the state after one more failure."""
        failures = self.failures + 1
        if failures < FAILURES:
            return Breaker(failures, reason)
        doublings = min(failures - FAILURES, 10)
        rest = min(FIRST_REST * 2**doublings, LONGEST_REST)
        return Breaker(failures, reason, now + rest)

    def to_text(self) -> str:
        """Return the state as JSON."""
        return json.dumps({**asdict(self), "rests_until": iso(self.rests_until)})


def breaker_from(text: str | None) -> Breaker:
    """Read what `to_text` wrote; nothing, or a text that is no state, means no failures."""
    try:
        row = json.loads(text or "{}")
        until = moment_of(row.get("rests_until"))
        return Breaker(int(row.get("failures", 0)), str(row.get("reason", "")), until)
    except (ValueError, TypeError, AttributeError):
        return Breaker()
