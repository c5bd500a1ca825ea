"""What the values of arguments mean: times, spans and lines of JSONL."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.errors import SourceError, UsageError

_SPAN = re.compile(r"(\d{1,5})\s*([mhdw])")
_ID = re.compile(r'"id"\s*:\s*("(?:[^"\\]|\\.){0,100}"|-?\d{1,30})')
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def read_as_of(text: str | None) -> datetime | None:
    """Read a date or time; a bare date means its end, a time without a zone is UTC.

    Raises UsageError when it is neither.
    """
    if not text:
        return None
    try:
        return _moment(text.strip())
    except (ValueError, OverflowError):
        raise UsageError(
            f"as-of: {text!r} is no date; examples: 2023-09-17, 2023-09-17T06:40:00Z"
        ) from None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if len(text) <= len("2023-09-17"):
        moment = datetime.combine(moment.date(), time.max)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_span(text: str) -> timedelta:
    """Read a span such as 90m, 24h, 7d or 2w.

    Raises UsageError when it is none, or is zero.
    """
    match = _SPAN.fullmatch(text.strip().lower())
    span = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else timedelta()
    if not span:
        raise UsageError(f"since: {text!r} is no span of time; examples: 90m, 24h, 7d")
    return span


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a JSONL file: its number from 1, its object (None: it holds none), its text."""

    number: int
    row: dict[str, Any] | None
    text: str

    @property
    def name(self) -> str:
        """The line for people: its number, and its id where one can be read."""
        found = _ID.search(self.text)
        return f"line {self.number} (id {found[1]})" if found else f"line {self.number}"


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the lines of a JSONL file.

    Blank lines are passed over. Raises SourceError when the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield Line(number, _object(line), line)
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error


def _object(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
