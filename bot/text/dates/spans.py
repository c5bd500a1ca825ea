"""Readings of expressions that mean more than a day: last week, two years ago, March, the 1990s."""

from dataclasses import replace
from datetime import date, timedelta

from bot.text.dates.expression import Expression
from bot.text.dates.periods import (
    Part,
    Period,
    Precision,
    add_months,
    day_of,
    months,
    part_of,
    third_of,
    week_of,
    weekend_of,
    years,
)

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_YEARS: dict[str, tuple[int, Precision]] = {
    "year": (1, "year"),
    "decade": (10, "decade"),
    "century": (100, "century"),
}
_PARTS: dict[str, Part] = {"e": "early", "b": "early", "m": "middle", "z": "late", "f": "late"}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


# Units counted from today


def calendar(found: Expression) -> Period | None:
    """Last week, this month, next year; "the past year" is counted back from today."""
    last, unit = found.find("l"), found.get("uE")
    if last is not None and unit.code == "u" and unit.name != "day":
        the = found.words[0].code == "T"
        if last.value == 3 and the:  # "the previous week" is the one before another date
            return None
        if last.value == 2 or the:
            return _rolling(unit.name, -1, found.today)
    return _unit(unit.name or "weekend", found.step, found.today)


def weekend(found: Expression) -> Period | None:
    """At the weekend: the one that is or was, or the coming one where the verbs point ahead."""
    this = weekend_of(found.today)
    past = found.way() != "ahead" and this.first > found.today
    return weekend_of(found.today - timedelta(days=7 * past)).as_relative()


def _unit(name: str, step: int, today: date) -> Period | None:
    """A whole unit of the calendar, `step` units away from the one that holds today."""
    if name == "week" and step == -1 and today.weekday() == 6:
        return Period(today - timedelta(days=6), today - timedelta(days=1), "week", relative=True)
    if name in ("week", "weekend"):
        find = week_of if name == "week" else weekend_of
        return find(today + timedelta(days=7 * step)).as_relative()
    if name == "month":
        return months(today.year, today.month + step, 1, "month").as_relative()
    if name == "quarter":
        return _quarters(today, step, 1).as_relative()
    if name in _YEARS:
        size, precision = _YEARS[name]
        return years((today.year // size + step) * size, size, precision).as_relative()
    return None  # "this day", "last fortnight": no unit of the calendar


def _quarters(today: date, step: int, count: int) -> Period:
    """`count` quarters of the year from the one `step` away on."""
    first = (today.month - 1) // 3 * 3 + 1 + 3 * step
    return months(today.year, first, 3 * count, "quarter" if count == 1 else "range")


def counted(found: Expression) -> Period | None:
    """The past three years, the next five days, the last two weeks."""
    unit, number = found.get("uU").name, found.get("Ndna").value
    if not number:
        return None
    count = number * (-1 if found.has("l") else 1)
    if unit == "quarter":
        return _quarters(found.today, min(count, 1), number).as_relative()
    return _rolling(unit, count, found.today)


def _rolling(unit: str, count: int, today: date) -> Period:
    """From `count` units ago until today, or from tomorrow for `count` units."""
    other = _moved(unit, count, today)
    first, last = (other, today) if count < 0 else (today + timedelta(days=1), other)
    return Period(first, last, "range", relative=True)


def _moved(unit: str, count: int, today: date) -> date:
    if unit in _DAYS:
        return today + timedelta(days=_DAYS[unit] * count)
    return add_months(today, _MONTHS[unit] * count)


def ago(found: Expression) -> Period | None:
    """Two days ago, a year ago: the unit that holds the day counted back to."""
    return _unit_at(found.get("uU").name, -found.get("Ndna").value, found.today)


def from_today(found: Expression) -> Period | None:
    """In two weeks, where the verbs point ahead; two weeks from tomorrow."""
    before = found.words[0]
    if before.code == "i" and (before.value != 1 or found.way() != "ahead"):
        return None
    start = found.find("Y")
    today = found.today + timedelta(days=start.value if start else 0)
    return _unit_at(found.get("uU").name, found.get("Ndna").value, today)


def _unit_at(name: str, count: int, today: date) -> Period | None:
    if not count or name in ("quarter", "decade", "century"):  # "a decade ago" names no decade
        return None
    day = _moved(name, count, today)
    return day_of(day).as_relative() if name in ("day", "fortnight") else _unit(name, 0, day)


# Months, quarters, seasons, years


def month(found: Expression) -> Period | None:
    """September 2023, last March, in August."""
    number, year, today = found.get("MRV").value, found.find("yk"), found.today
    if year is not None:
        return months(year.value, number, 1, "month")
    behind, ahead = (today.month - number) % 12, (number - today.month) % 12
    if found.step:
        step = -(behind or 12) if found.step < 0 else ahead or 12
    elif found.has("t"):
        step = number - today.month
    else:
        way = found.way() or ("behind" if behind <= 8 else "ahead")
        step = ahead if way == "ahead" else -behind
    return months(today.year, today.month + step, 1, "month").as_relative()


def quarter(found: Expression) -> Period | None:
    """The third quarter of 2023, Q1 2019, the first half of last year, Q3.

    "The second half" alone is as often one of a match, so an ordinal needs its year.
    """
    number, unit, year = found.get("oQ"), found.find("uh"), found.find("yk")
    if unit is not None and unit.code == "u" and unit.name != "quarter":
        return None
    half = number.value < 0 or found.has("h")
    size = 6 if half else 3
    precision: Precision = "range" if half else "quarter"
    first = (abs(number.value) - 1) * size + 1
    if first > 12:
        return None
    if year is not None:
        return months(year.value, first, size, precision)
    step = found.step
    if number.code == "Q" and first > found.today.month and found.way() != "ahead":
        step = -1
    return months(found.today.year + step, first, size, precision).as_relative()


def season(found: Expression) -> Period | None:
    """Last summer, this spring, the winter of 2019."""
    first, year, today = found.get("S").value, found.find("yk"), found.today
    if year is not None:
        return months(year.value, first, 3, "season")
    this = months(today.year, first, 3, "season")
    if found.has("l") and this.last >= today:
        this = months(today.year - 1, first, 3, "season")
    if found.has("x") and this.first <= today:
        this = months(today.year + 1, first, 3, "season")
    return this.as_relative()


def year(found: Expression) -> Period | None:
    """In 2019."""
    number = found.get("y").value
    return years(number, 1, "year") if number >= 1500 else None


def year_of_event(found: Expression) -> Period | None:
    """The 2016 election; a round number before a word would rather be a quantity."""
    number = found.get("y").value
    return years(number, 1, "year") if number > 1500 and number % 100 else None


def decade(found: Expression) -> Period | None:
    """The 1990s, the '90s; the 1800s are a century."""
    first = found.get("Dr").value
    if first % 100 == 0 and first < 2000:
        return years(first, 100, "century")
    return years(first, 10, "decade")


def century(found: Expression) -> Period | None:
    """The 20th century: 1900 to 1999."""
    number = found.get("o").value
    if found.get("u").name != "century" or not 2 <= number <= 25:
        return None
    return years((number - 1) * 100, 100, "century")


# Parts of something longer


def part(found: Expression) -> Period | None:
    """Mid-November, late 2019, earlier this month, the end of March, the late 1990s."""
    whole, marker, today = _whole(found), found.get("ebmzf"), found.today
    if whole is None:
        return None
    if marker.value == 2:  # earlier, later: than today
        if not whole.first <= today <= whole.last:
            return None
        begins = marker.code == "e"
        return replace(whole, last=today) if begins else replace(whole, first=today)
    which = _PARTS[marker.code]
    if whole.precision == "year" and marker.code in "bf":
        return third_of(whole, which)
    return part_of(whole, which) if whole.precision != "week" else None


def _whole(found: Expression) -> Period | None:
    """What the part is a part of."""
    rest = replace(found, words=tuple(found.all("MRVDoyklxtuU")))
    if rest.has("MRV"):
        return month(rest)
    if rest.has("D"):
        return decade(rest)
    if rest.has("o"):
        return century(rest)
    if rest.has("y"):
        return year(rest)
    return _unit(rest.get("u").name, rest.step, rest.today)


def nth(found: Expression) -> Period | None:
    """The first week of May, the 15th day of next month, the last three weeks of this year."""
    after = found.words.index(found.get("O"))
    head = replace(found, words=found.words[:after])
    whole = _whole(replace(found, words=found.words[after:]))
    units = whole and _units_of(whole, head.get("uU").name)
    if whole is None or not units:
        return None
    number, index = head.find("Ndn"), head.words[0].value - 1
    count = number.value if number else 1
    if head.words[0].code == "l":
        index = len(units) - count
    elif number is not None and index > 0:  # "the second two weeks"
        return None
    if not 0 <= index <= len(units) - count or not count:
        return None
    first, last = units[index], units[index + count - 1]
    precision = first.precision if count == 1 else "range"
    return Period(first.first, last.last, precision, whole.relative)


def _units_of(whole: Period, unit: str) -> list[Period]:
    if unit == "day":
        length = min((whole.last - whole.first).days + 1, 366)
        return [day_of(whole.first + timedelta(days=index)) for index in range(length)]
    if unit == "week":
        return _weeks_of(whole)
    if unit == "month" and whole.precision in ("year", "quarter"):
        length = 12 if whole.precision == "year" else 3
        first = whole.first
        return [months(first.year, first.month + index, 1, "month") for index in range(length)]
    return []


def _weeks_of(whole: Period) -> list[Period]:
    """The weeks whose Thursday lies in the period (ISO 8601)."""
    thursday = week_of(whole.first).first + timedelta(days=3)
    count = (whole.last - thursday).days // 7 + 1
    weeks = [week_of(thursday + timedelta(days=7 * index)) for index in range(count)]
    return weeks if thursday >= whole.first else weeks[1:]
