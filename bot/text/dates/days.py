"""Readings of expressions that mean days: dates, weekdays, holidays, yesterday."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.text.dates.expression import Expression
from bot.text.dates.lexicon import full_year
from bot.text.dates.periods import Period, add_months, day_of, easter, thanksgiving, week_of

_WEEK = timedelta(days=7)
_CLOSE = timedelta(days=60)
_LONG_OFF = timedelta(days=300)


# Dates


def numeric(found: Expression) -> Period | None:
    """2023-09-16, 16/9/2023, 9/16/2023, 16.09.23; where both readings fit, English is American."""
    text = found.words[0].name
    figures = re.findall(r"\d+", text)
    if len(figures) == 2:
        return _without_year(int(figures[0]), int(figures[1]), found)
    if len(figures[0]) == 4:
        return day_of(date(*map(int, figures)))
    month, day = _month_and_day(text, found.language)
    return day_of(date(full_year(figures[2]), month, day))


def numeric_day(found: Expression) -> Period | None:
    """On 22/04, Friday 7/6."""
    return _without_year(*_month_and_day(found.words[0].name, found.language), found)


def _month_and_day(text: str, language: str) -> tuple[int, int]:
    first, second = map(int, re.findall(r"\d+", text)[:2])
    american = language == "en" and "." not in text
    month_first = second > 12 or (american and first <= 12)
    return (first, second) if month_first else (second, first)


def day_of_month(found: Expression) -> Period | None:
    """16 September 2023; Sept. 16; "Saturday, Sept 16", whose weekday picks the year."""
    month, day = found.get("MRV").value, found.get("do").value
    year, weekday, unit = found.find("yk"), found.find("Ww"), found.find("u")
    if unit is not None and unit.name != "day":
        return None
    if year is not None:
        return day_of(date(year.value, month, day))
    if weekday is None:
        return _without_year(month, day, found)
    candidates = _each_year(month, day, found.today, span=6)
    fitting = [each for each in candidates if each.weekday() == weekday.value]
    return _nearest(fitting or candidates, found.today)


def _without_year(month: int, day: int, found: Expression) -> Period | None:
    return _on_the_way(_each_year(month, day, found.today, span=4), found)


def _each_year(month: int, day: int, today: date, span: int) -> list[date]:
    """That day in the years around today that have it (29 February is not in all)."""
    days: list[date] = []
    for year in range(today.year - span, today.year + span + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return days


def _on_the_way(candidates: list[date], found: Expression) -> Period | None:
    """The nearest day on the side that the verbs point to, or on either.

    A day nearly a year off whose other occurrence is close would have been named with its year,
    so there the verbs are not believed.
    """
    way, today = found.way(), found.today
    behind = [day for day in candidates if day <= today]
    ahead = [day for day in candidates if day >= today]
    chosen = {"behind": behind, "ahead": ahead}.get(way or "", candidates)
    nearest = _nearest(candidates, today)
    period = _nearest(chosen, today)
    if nearest is None or period is None:
        return period
    stale = abs(period.first - today) > _LONG_OFF and abs(nearest.first - today) <= _CLOSE
    return nearest if stale else period


def _nearest(candidates: list[date], today: date) -> Period | None:
    if not candidates:
        return None
    return day_of(min(candidates, key=lambda day: abs(day - today))).as_relative()


def day_range(found: Expression) -> Period | None:
    """Sept 16-18, 2023; 16 to 18 September."""
    start, end = (day.value for day in found.all("do")[:2])
    month, year = found.get("MRV").value, found.find("yk")
    if start >= end:
        return None
    if year is None:
        last = _without_year(month, end, found)
    else:
        last = day_of(date(year.value, month, end))
    return last and replace(last, first=last.last.replace(day=start), precision="range")


def ordinal_day(found: Expression) -> Period | None:
    """On the 5th; Tuesday the 11th."""
    day, weekday = found.get("od").value, found.find("Ww")
    first = found.today.replace(day=1)
    months = [add_months(first, step) for step in range(-12, 13)]
    days = [month + timedelta(days=day - 1) for month in months]
    real = [each for each, month in zip(days, months, strict=True) if each.month == month.month]
    if weekday is not None:
        return _nearest([each for each in real if each.weekday() == weekday.value], found.today)
    if found.way() == "ahead":
        return _nearest([each for each in real if each >= found.today], found.today)
    return _nearest([each for each in real if each <= found.today], found.today)


# Days around today


def day_word(found: Expression) -> Period | None:
    """Yesterday, tomorrow night."""
    return day_of(found.today + timedelta(days=found.words[0].value)).as_relative()


def part_of_day(found: Expression) -> Period | None:
    """This morning; last night, which is yesterday."""
    last = found.has("l")
    if last and found.get("PX").value == 0:  # "last afternoon" is not said
        return None
    return day_of(found.today - timedelta(days=int(last))).as_relative()


def weekday(found: Expression) -> Period | None:
    """On Saturday, last Friday, next Tuesday, this past Wednesday."""
    today, number = found.today, found.get("Ww").value
    this_week = today + timedelta(days=number - today.weekday())
    latest = this_week if this_week <= today else this_week - _WEEK
    coming = this_week if this_week >= today else this_week + _WEEK
    return day_of(_weekday(found, this_week, latest, coming)).as_relative()


def _weekday(found: Expression, this_week: date, latest: date, coming: date) -> date:
    last = found.find("l")
    if last is not None:
        if last.value == 3:  # previous
            return this_week - _WEEK
        return latest if latest < found.today else latest - _WEEK
    if found.has("x") and not found.has("t"):
        return this_week + _WEEK
    way = found.way()
    if found.has("t"):
        return latest if way == "behind" else coming
    return coming if way == "ahead" else latest


def weekday_of_week(found: Expression) -> Period | None:
    """Tuesday of last week, next week on Friday."""
    if found.get("u").name != "week":
        return None
    monday = week_of(found.today).first + found.step * _WEEK
    return day_of(monday + timedelta(days=found.get("Ww").value)).as_relative()


# Holidays


def holiday(found: Expression) -> Period | None:
    """Christmas Day, last Easter, Good Friday 2018."""
    name, year, today = found.get("HK").name, found.find("yk"), found.today
    if year is not None:
        return day_of(_holiday_in(name, year.value))
    days = [_holiday_in(name, around) for around in range(today.year - 2, today.year + 3)]
    if found.step:
        days = [day for day in days if (day < today if found.step < 0 else day > today)]
        return _nearest(days, today)
    return _on_the_way(days, found)


def _holiday_in(name: str, year: int) -> date:
    """`name` is MMDD, or easter or thanksgiving with a number of days added."""
    if name.isdigit():
        return date(year, int(name[:2]), int(name[2:]))
    base = name.rstrip("+-0123456789")
    moved = timedelta(days=int(name[len(base) :] or 0))
    return (easter(year) if base == "easter" else thanksgiving(year)) + moved
