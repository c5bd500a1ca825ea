"""Which slots are due: a pure decision over rows of (subscription, local date).

What is due is never read off a timer's firing. A timer only asks often enough, and this decides
from three facts: the subscription's local time and zone, the newest slot it already has, and now.

How it works
- A local time that does not exist on a date (clocks go forward) moves to the first valid instant;
  one that occurs twice (clocks go back) means the first. A date that a zone skipped altogether
  has no slot.
- A date is served when a slot of that date exists, judged by the newest slot's instant in the zone
  that holds now. So changing the hour gives no second briefing that day, moving to another
  zone neither repeats nor skips the day that begins there, and a clock set back repeats nothing.
- After downtime the newest missed slot is still worth sending on its own local date, and for
  LATE_PAST_MIDNIGHT beyond it (23:50 sent at 00:20 is welcome). It is labelled late. Older
  ones are left out: a pile of old briefings is worth less than today's.
- A subscription begins to count when it was made, changed or resumed (`since`): asking at 10:00
  for 08:00 means tomorrow.

Where it falls short: on the day the clocks go back the window (always 24 hours) leaves an hour
between two slots that neither covers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LATE_AFTER = timedelta(minutes=15)
LATE_PAST_MIDNIGHT = timedelta(hours=3)
WINDOW = timedelta(hours=24)
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a subscription wants its briefing, and the newest slot it has had.

    `since` and `newest_due` are aware instants; `newest_due` is None before the first slot.
    """

    at: time  # local wall time, to the minute, naive
    zone: str  # a key of the zone database ("Europe/Berlin")
    since: datetime
    newest_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class DueSlot:
    """A slot that should be delivered now: its local date, its instant in UTC, whether late."""

    local_date: date
    due: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time, aware and in UTC, from `start` (exclusive) up to `end` (inclusive)."""

    start: datetime
    end: datetime


def due_instant(day: date, at: time, zone: str) -> datetime | None:
    """Return the instant (UTC) at which a local time falls on a local date.

    None when the zone has no such date (Samoa had no 30 December 2011).
    """
    local_zone = ZoneInfo(zone)
    instant = _first_valid(datetime.combine(day, at), local_zone)
    exists = instant.astimezone(local_zone).date() == day or _has_any_hour(day, local_zone)
    return instant if exists else None


def due_slot(rhythm: Rhythm, now: datetime) -> DueSlot | None:
    """Return the one slot that is due at `now` (aware), or None."""
    zone = ZoneInfo(rhythm.zone)
    today = now.astimezone(zone).date()
    for day in (today, today - _DAY):
        due = due_instant(day, rhythm.at, rhythm.zone)
        if due is None or due > now:
            continue
        if is_timely(day, due, zone, now) and _counts(rhythm, day, due, zone):
            return DueSlot(day, due, late=now - due > LATE_AFTER)
        return None
    return None


def is_timely(day: date, due: datetime, zone: ZoneInfo, now: datetime) -> bool:
    """Whether the slot of a local date is still worth sending."""
    return now.astimezone(zone).date() <= day or now - due <= LATE_PAST_MIDNIGHT


def next_slot(rhythm: Rhythm, now: datetime) -> datetime:
    """Return the instant (UTC) of the next slot after `now` (aware), to tell a person."""
    zone = ZoneInfo(rhythm.zone)
    day = now.astimezone(zone).date()
    while True:
        due = due_instant(day, rhythm.at, rhythm.zone)
        if due is not None and due > now and _counts(rhythm, day, due, zone):
            return due
        day += _DAY


def window_up_to(end: datetime, length: timedelta) -> Window:
    """Return the window of a length that ends at `end` (aware); none begins before year 1."""
    longest = end - datetime.min.replace(tzinfo=UTC)
    return Window(end - min(length, longest), end)


def window_of(due: datetime, length: timedelta = WINDOW) -> Window:
    """Return the window of a slot: up to the full hour (UTC) of its instant.

    All slots of one hour share it, and so they share editions.
    """
    end = due.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return Window(end - length, end)


def _counts(rhythm: Rhythm, day: date, due: datetime, zone: ZoneInfo) -> bool:
    if due < rhythm.since:
        return False
    newest = rhythm.newest_due
    return newest is None or (due > newest and newest.astimezone(zone).date() < day)


def _first_valid(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant of a naive wall time: the first of two, or the first after a gap."""
    early = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if early.astimezone(zone).replace(tzinfo=None) == wall:
        return early
    return _transition(wall.replace(tzinfo=zone, fold=1).astimezone(UTC), early, zone)


def _transition(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first second in (before, after] at which the zone's offset has changed."""
    offset = before.astimezone(zone).utcoffset()
    low, high = before, after
    while high - low > _SECOND:
        middle = low + _SECOND * ((high - low) // _SECOND // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high


def _has_any_hour(day: date, zone: ZoneInfo) -> bool:
    start = _first_valid(datetime.combine(day, time(0)), zone)
    return start.astimezone(zone).date() == day
