"""Publication times as pages write them.

Two kinds: machine forms in records and metadata (ISO 8601, RFC 2822, epoch seconds), and what a
text says of itself in a line of its own ("Posted: May 24, 2005", "Sunday, 17 September 2023, 06:40
GMT") or beside its byline (marks.py). Only dates with day, month and year count: a text's own
sentences never date it. A date alone is its first moment, UTC. A time without a zone is taken as
UTC; one with a zone that is not known is left out.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_LABEL = re.compile(
    r"\W*(?:(?:first |originally |last )?(?:published|posted|updated|modified|created|date|on)\b"
    r"[\s:|–-]*)+",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?:{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? "
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\.? {_MONTH.replace('<month>', '<month2>')},? )"
    r"(?P<year>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\b(\d{1,4}) ?[./-] ?(\d{1,2}) ?[./-] ?(\d{2,4})\b")
_TIME = re.compile(
    r"\b(?:at )?(?P<hour>[01]?\d|2[0-3]): ?(?P<minute>[0-5]\d)(?:: ?[0-5]\d)?"
    r"(?: ?(?P<half>[ap]\.?m\b\.?))?(?: ?(?P<zone>[a-z]{1,5}\b|[+-]\d{2}:?\d{2}\b))?",
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE
)
_ZONES = {
    "": 0,
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "bst": 1,
    "cet": 1,
    "cest": 2,
    "msk": 3,
    "est": -5,
    "et": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "pst": -8,
    "pt": -8,
    "pdt": -7,
}  # hours from UTC; ET and PT without their season are given their winter's
_LONGEST = 120  # characters of a line that is only a date
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*")
_EDGES = " \t,;:|/·•–—-"
_LABEL_BEHIND = re.compile(r"\b(?:published|posted|updated|on|at)\W*$", re.IGNORECASE)


def parse_published(value: str | int | float) -> datetime | None:
    """Read a machine's publication time as an aware datetime in UTC; None when it is none.

    A bare date is its first moment, UTC.
    """
    if isinstance(value, int | float):
        return _from_epoch(float(value))
    value = value.strip()
    moment = _moment(value.replace("/", "-"))
    stamp = None if moment else line_stamp(value)
    return stamp.when if stamp else moment


def _moment(value: str) -> datetime | None:
    """Read ISO 8601 and RFC 2822."""
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return _utc(reader(value))
        except (ValueError, OverflowError):
            continue
    return None


def _from_epoch(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _utc(moment: datetime) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a line that is only a date says; `when` is None where its digits could mean two days."""

    updated: bool
    when: datetime | None


def line_stamp(line: str) -> Stamp | None:
    """Read a line that is a date and nothing else."""
    found = split_stamp(line)
    return found[1] if found and not re.search(r"\w", found[0]) else None


def split_stamp(line: str) -> tuple[str, Stamp] | None:
    """Read the date in a line: the line's other words, without labels and marks, and the date.

    A line that ends in a colon says of what follows when it was, not of the text.
    """
    if len(line) > _LONGEST or line.endswith(":") or not any(char.isdigit() for char in line):
        return None
    label = _LABEL.match(line)
    rest = line[label.end() :] if label else line
    updated = label is not None and "updat" in label[0].lower()
    if _ISO.fullmatch(rest.strip()):
        return "", Stamp(updated, _moment(rest.strip()))
    time = _TIME.search(rest)
    rest = _without(rest, time)
    date = _DATE.search(rest)
    digits = None if date else _DIGITS.search(rest)
    if (date or digits) is None:
        return None
    day = _named_day(date) if date else _counted_day(digits)
    words = _WEEKDAYS.sub("", _without(rest, date or digits)).strip(_EDGES)
    words = _LABEL_BEHIND.sub("", words).strip(_EDGES)
    return words, Stamp(updated, _at(day, time) if day else None)


def is_labelled(line: str) -> bool:
    """Whether a line says that what follows is when it was published ("Posted: ...")."""
    label = _LABEL.match(line)
    return label is not None and re.search(r"publish|post", label[0], re.IGNORECASE) is not None


def is_time(line: str) -> bool:
    """Whether a line is a time of day and nothing else."""
    return _TIME.fullmatch(line.strip(_EDGES)) is not None


def _without(line: str, found: re.Match[str] | None) -> str:
    return line if found is None else f"{line[: found.start()]} {line[found.end() :]}"


def _named_day(date: re.Match[str]) -> datetime | None:
    month = _MONTHS.index((date["month"] or date["month2"])[:3].lower()) + 1
    return _day(int(date["year"]), month, int(date["day"] or date["day2"]))


def _counted_day(digits: re.Match[str] | None) -> datetime | None:
    """Year first, points, or a day above 12, say which number is which; else nothing does."""
    first, second, last = (int(number) for number in digits.groups()) if digits else (0, 0, 0)
    if first > 31:
        return _day(first, second, last)
    year = last + 2000 if last < 100 else last
    if first > 12 or (digits and "." in digits[0]):
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None  # 31 February


def _at(day: datetime, time: re.Match[str] | None) -> datetime:
    zone = _zone((time["zone"] or "").lower()) if time else None
    if time is None or zone is None:
        return day
    half = (time["half"] or "").lower()
    hour = int(time["hour"]) % 12 + 12 * half.startswith("p") if half else int(time["hour"])
    return day.replace(hour=hour, minute=int(time["minute"]), tzinfo=zone).astimezone(UTC)


def _zone(name: str) -> timezone | None:
    if name[:1] in ("+", "-"):
        sign = -1 if name[0] == "-" else 1
        hours, minutes = int(name[1:3]), int(name[-2:])
        return timezone(sign * timedelta(hours=hours, minutes=minutes))
    return timezone(timedelta(hours=_ZONES[name])) if name in _ZONES else None
