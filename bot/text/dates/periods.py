"""Periods of the calendar: days from a first to a last one, both included.

Conventions: a week runs from Monday to Sunday. "Early", "mid" and "late" in a month are its days
1 to 15, 10 to 20 and 16 to the end (those of Microsoft's Recognizers-Text); in a year its first
half, April to September, its second half. Seasons are the meteorological ones of the northern
hemisphere. A century is counted as 1900 to 1999.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Precision = Literal[
    "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century", "range"
]
Part = Literal["early", "middle", "late"]


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included.

    `relative` says that the text does not name it fully: the day it was written on was needed.
    """

    first: date
    last: date
    precision: Precision
    relative: bool = False

    def as_relative(self) -> "Period":
        """The same days, known only through the day of writing."""
        return replace(self, relative=True)


def day_of(day: date) -> Period:
    """One day."""
    return Period(day, day, "day")


def week_of(day: date) -> Period:
    """The week that holds a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def weekend_of(day: date) -> Period:
    """Saturday and Sunday of the week that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday + timedelta(days=5), monday + timedelta(days=6), "weekend")


def months(year: int, month: int, count: int, precision: Precision) -> Period:
    """`count` whole months from a month on; month may lie outside of 1 to 12."""
    first = add_months(date(year, 1, 1), month - 1)
    return Period(first, add_months(first, count) - timedelta(days=1), precision)


def years(year: int, count: int, precision: Precision) -> Period:
    """`count` whole years from a year on. Raises ValueError outside of 1 to 9998."""
    return Period(date(year, 1, 1), date(year + count, 1, 1) - timedelta(days=1), precision)


def add_months(day: date, count: int) -> date:
    """The same day of another month, or its last one where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def part_of(whole: Period, part: Part) -> Period:
    """The early, middle or late part of a month, quarter, year, decade or century."""
    if whole.precision == "month":
        first, last = {"early": (1, 15), "middle": (10, 20), "late": (16, whole.last.day)}[part]
        return replace(
            whole,
            first=whole.first.replace(day=first),
            last=whole.first.replace(day=last),
            precision="range",
        )
    length = (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1
    offset = {"early": 0, "middle": length // 4, "late": length - length // 2}[part]
    found = months(whole.first.year, whole.first.month + offset, max(1, length // 2), "range")
    return replace(found, relative=whole.relative)


def third_of(year: Period, part: Part) -> Period:
    """The beginning of a year is its first four months, the end its last four."""
    first = {"early": 1, "middle": 5, "late": 9}[part]
    return replace(months(year.first.year, first, 4, "range"), relative=year.relative)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the "anonymous" computus of 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    fix = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * fix + 114, 31)
    return date(year, month, day + 1)


def thanksgiving(year: int) -> date:
    """The fourth Thursday of November (United States)."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
