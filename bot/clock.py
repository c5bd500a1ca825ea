"""What time it is (only here the system clock is asked), and how a time is written and read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.errors import SettingsError


class Clock(Protocol):
    """Tells the current time."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return datetime.now(UTC)


class ShiftedClock:
    """The machine's clock plus the seconds that a file holds, read anew at each use (for tests)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        """Return the shifted time, aware, in UTC.

        Raises SettingsError when the file cannot be read as a number of seconds.
        """
        try:
            seconds = float(self._path.read_text().strip() or 0)
            return datetime.now(UTC) + timedelta(seconds=seconds)
        except (OSError, ValueError, OverflowError) as error:
            raise SettingsError(
                f"DATELINE_CLOCK: {self._path} does not hold a number of seconds ({error}); "
                "example: file:/tmp/shift with the text 3600"
            ) from error


def clock_from(setting: str) -> Clock:
    """Make the clock that DATELINE_CLOCK asks for; empty means the machine's own."""
    if not setting:
        return SystemClock()
    kind, _, path = setting.partition(":")
    if kind != "file" or not path:
        raise SettingsError(f"DATELINE_CLOCK: {setting!r} is not of the form file:PATH")
    return ShiftedClock(Path(path))


def iso(moment: datetime | None) -> str | None:
    """Write a time as ISO 8601; None stays None."""
    return moment.isoformat() if moment else None


def moment_of(text: str | None) -> datetime | None:
    """Read what `iso` wrote."""
    return datetime.fromisoformat(text) if text else None
