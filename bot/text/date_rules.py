"""The grammar of date expressions: patterns over classes of words, and the periods they mean.

A text is read as a string of one-character classes (see date_lexicon): "Saturday, Sept. 16" is
"WcRpd". A rule is a pattern over such strings and a function that turns the matched words into a
period. At each word the first rule that yields a period wins, so the longer patterns come first.

What news means: a weekday, a month or a day without its year is the latest one not after the day
of writing, unless the verbs around it point ahead (see tense); without any verb a day or month
without a year is the nearest one. "Last week" said on a Sunday is the week about to end, since
half of the world starts its week on that Sunday. "Two weeks ago" means a week, "three years ago"
a year, not a day; "earlier this month" ends today.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.text.date_lexicon import Word
from bot.text.periods import (
    Part,
    Period,
    Precision,
    add_months,
    day_of,
    easter,
    months,
    part_of,
    thanksgiving,
    week_of,
    weekend_of,
    years,
)
from bot.text.tense import Way


@dataclass(frozen=True, slots=True)
class Setting:
    """What a relative expression is resolved against."""

    today: date
    way: Callable[[], Way | None]  # asked only when needed
    language: str = "en"


class Words(list[Word]):
    """The words of one match, with access by class."""

    def of(self, codes: str) -> Word | None:
        """The first word of one of these classes."""
        return next((word for word in self if word.code in codes), None)

    def all(self, codes: str) -> list[Word]:
        """All words of these classes."""
        return [word for word in self if word.code in codes]


Resolve = Callable[[Words, Setting], Period | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over classes and what its words mean."""

    starts: str  # the classes that it can start with
    pattern: re.Pattern[str]
    resolve: Resolve


def find_periods(
    words: list[Word], setting_at: Callable[[int, int], Setting]
) -> Iterator[tuple[int, int, Period]]:
    """Each date expression: the indexes of its first word and after its last, and its period."""
    codes = "".join(word.code for word in words)
    at = 0
    while at < len(codes):
        found = _match_at(words, codes, at, setting_at) if codes[at] in _STARTS else None
        if found is None:
            at += 1
        else:
            yield found
            at = found[1]


def _match_at(
    words: list[Word], codes: str, at: int, setting_at: Callable[[int, int], Setting]
) -> tuple[int, int, Period] | None:
    for rule in RULES:
        if codes[at] not in rule.starts:
            continue
        match = rule.pattern.match(codes, at)
        if match is None:
            continue
        matched = Words(words[at : match.end()])
        try:
            period = rule.resolve(matched, setting_at(matched[0].start, matched[-1].end))
        except (ValueError, OverflowError):  # a day that the calendar does not have
            continue
        if period is not None:
            return at, match.end(), period
    return None


# Days


def _numeric(words: Words, setting: Setting) -> Period | None:
    """2023-09-16, 16/9/2023, 9/16/2023, 16.09.23; an ambiguous one is read as English figures are in America."""
    figures = [int(figure) for figure in re.findall(r"\d+", words[0].name)]
    if len(figures) == 2 and "月" in words[0].name:
        return _day_without_year(figures[0], figures[1], setting)
    if figures[0] > 99:
        return day_of(date(*figures))
    first, second, year = figures
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    month_first = second > 12 or (
        first <= 12 and setting.language == "en" and "." not in words[0].name
    )
    return day_of(date(year, first, second) if month_first else date(year, second, first))


def _numeric_day(words: Words, setting: Setting) -> Period | None:
    """On 22/04, Friday 7/6."""
    first, second = (int(figure) for figure in words[0].name.split("/"))
    month_first = second > 12 or (first <= 12 and setting.language == "en")
    month, day = (first, second) if month_first else (second, first)
    return _day_without_year(month, day, setting)


def _day_of_month(words: Words, setting: Setting) -> Period | None:
    """16 September 2023, Sept. 16, Saturday, Sept 16; the weekday picks the year where none is given."""
    month, day = words.of("MRV"), words.of("do")
    year, weekday = words.of("yk"), words.of("Ww")
    assert month is not None and day is not None
    if year is not None:
        return day_of(date(year.value, month.value, day.value))
    if weekday is not None:
        return _day_on_weekday(month.value, day.value, weekday.value, setting.today)
    return _day_without_year(month.value, day.value, setting)


def _day_on_weekday(month: int, day: int, weekday: int, today: date) -> Period | None:
    candidates = _each_year(month, day, today, span=6)
    fitting = [found for found in candidates if found.weekday() == weekday] or candidates
    return day_of(_nearest(fitting, today)).as_relative() if fitting else None


def _day_without_year(month: int, day: int, setting: Setting) -> Period | None:
    candidates = _each_year(month, day, setting.today, span=4)
    way = setting.way()
    if way == "behind":
        candidates = [found for found in candidates if found <= setting.today]
    if way == "ahead":
        candidates = [found for found in candidates if found >= setting.today]
    return day_of(_nearest(candidates, setting.today)).as_relative() if candidates else None


def _each_year(month: int, day: int, today: date, span: int) -> list[date]:
    """That day in the years around today that have it (29 February is not in all)."""
    found: list[date] = []
    for year in range(today.year - span, today.year + span + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def _nearest(candidates: list[date], today: date) -> date:
    return min(candidates, key=lambda found: abs(found - today))


def _ordinal_day(words: Words, setting: Setting) -> Period | None:
    """On the 5th."""
    day = words.of("o")
    assert day is not None
    first = setting.today.replace(day=1)
    ahead = setting.way() == "ahead"
    for step in range(12):
        month = add_months(first, step if ahead else -step)
        found = month + timedelta(days=day.value - 1)
        fits = found >= setting.today if ahead else found <= setting.today
        if found.month == month.month and fits:
            return day_of(found).as_relative()
    return None


def _day_range(words: Words, setting: Setting) -> Period | None:
    """Sept 16-18, 2023; 16 to 18 September."""
    (start, end), month, year = words.all("do")[:2], words.of("MRV"), words.of("yk")
    assert month is not None
    if start.value >= end.value:
        return None
    if year is None:
        last = _day_without_year(month.value, end.value, setting)
    else:
        last = day_of(date(year.value, month.value, end.value))
    if last is None:
        return None
    return replace(last, first=last.last.replace(day=start.value), precision="range")


def _day_word(words: Words, setting: Setting) -> Period | None:
    """Yesterday, tomorrow night."""
    return day_of(setting.today + timedelta(days=words[0].value)).as_relative()


def _part_of_day(words: Words, setting: Setting) -> Period | None:
    """This morning, last night."""
    last = words[0].code == "l"
    if last and words[-1].value == 0:
        return None
    return day_of(setting.today - timedelta(days=int(last))).as_relative()


# Weekdays


def _weekday(words: Words, setting: Setting) -> Period | None:
    """On Saturday, last Friday, next Tuesday, this past Wednesday, Tuesday of last week."""
    weekday = words.of("Ww")
    assert weekday is not None
    if words.of("u"):
        return _weekday_of_week(weekday.value, words, setting.today)
    last, coming = words.of("l"), words.of("x")
    today = setting.today
    back = timedelta(days=(today.weekday() - weekday.value) % 7)
    if last is not None:
        return day_of(today - (back or timedelta(days=7))).as_relative()
    this_week = today + timedelta(days=weekday.value - today.weekday())
    if coming is not None:
        return day_of(this_week + timedelta(days=7)).as_relative()
    way = setting.way()
    if words.of("t") and way != "behind":
        return day_of(this_week + timedelta(days=7 * (this_week < today))).as_relative()
    if way == "ahead":
        return day_of(today + timedelta(days=(weekday.value - today.weekday()) % 7)).as_relative()
    return day_of(today - back).as_relative()


def _weekday_of_week(weekday: int, words: Words, today: date) -> Period | None:
    unit = words.of("uU")
    assert unit is not None
    if unit.name != "week":
        return None
    monday = week_of(today).first + timedelta(days=7 * _step(words))
    return day_of(monday + timedelta(days=weekday)).as_relative()


def _step(words: Words) -> int:
    """-1 for last, 1 for next, else 0."""
    return -1 if words.of("l") else 1 if words.of("x") else 0


# Units


def _calendar(words: Words, setting: Setting) -> Period | None:
    """Last week, this month, next year; "the past year" is counted from today."""
    unit, last = words.of("uE"), words.of("l")
    assert unit is not None
    if last is not None and unit.code == "u" and unit.name != "day":
        if last.value == 3 and words[0].code == "T":  # "the previous week": before another date
            return None
        if last.value == 2 or words[0].code == "T":
            return _rolling(unit.name, -1, setting.today)
    return _unit(unit.name or "weekend", _step(words), setting.today)


def _unit(name: str, step: int, today: date) -> Period | None:
    """A whole unit of the calendar, `step` units away from the one that holds today."""
    if name == "week" and step == -1 and today.weekday() == 6:
        return Period(today - timedelta(days=6), today - timedelta(days=1), "week", relative=True)
    found = {
        "weekend": lambda: weekend_of(today + timedelta(days=7 * step)),
        "week": lambda: week_of(today + timedelta(days=7 * step)),
        "fortnight": lambda: None,
        "month": lambda: months(today.year, today.month + step, 1, "month"),
        "quarter": lambda: months(
            today.year, (today.month - 1) // 3 * 3 + 1 + 3 * step, 3, "quarter"
        ),
        "year": lambda: years(today.year + step, 1, "year"),
        "decade": lambda: years((today.year // 10 + step) * 10, 10, "decade"),
        "century": lambda: years((today.year // 100 + step) * 100, 100, "century"),
        "day": lambda: None,
    }[name]()
    return found and found.as_relative()


def _counted(words: Words, setting: Setting) -> Period | None:
    """The past three years, the next five days, the last two weeks."""
    unit, number = words.of("uU"), words.of("Ndna")
    assert unit is not None and number is not None
    if not number.value:
        return None
    return _rolling(unit.name, number.value * (-1 if words.of("l") else 1), setting.today)


def _rolling(unit: str, count: int, today: date) -> Period | None:
    """From `count` units ago until today, or from tomorrow for `count` units."""
    other = _moved(unit, count, today)
    if other is None:
        return None
    first, last = (other, today) if count < 0 else (today + timedelta(days=1), other)
    return Period(first, last, "range", relative=True)


_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def _moved(unit: str, count: int, today: date) -> date | None:
    if unit in _DAYS:
        return today + timedelta(days=_DAYS[unit] * count)
    return add_months(today, _MONTHS[unit] * count)


def _distance(words: Words, setting: Setting) -> Period | None:
    """Two days ago, a year ago: the unit that holds the day counted back to."""
    unit, number = words.of("uU"), words.of("Ndna")
    assert unit is not None and number is not None
    if not number.value:
        return None
    return _unit_at(unit.name, -number.value, setting.today)


def _ahead(words: Words, setting: Setting) -> Period | None:
    """In two weeks, where the verbs point ahead; two weeks from now."""
    unit, number = words.of("uU"), words.of("Ndna")
    assert unit is not None and number is not None
    if not number.value or (words.of("i") and setting.way() != "ahead"):
        return None
    start = words.of("Y")
    shift = timedelta(days=start.value if start else 0)
    return _unit_at(unit.name, number.value, setting.today + shift)


def _unit_at(name: str, count: int, today: date) -> Period | None:
    day = _moved(name, count, today)
    if day is None or name in ("decade", "century"):  # "a decade ago" names no decade
        return None
    if name in ("day", "fortnight"):
        return day_of(day).as_relative()
    return _unit(name, 0, day) if name != "quarter" else None


# Months, years and longer


def _month(words: Words, setting: Setting) -> Period | None:
    """September 2023, last March, in August."""
    month, year = words.of("MRV"), words.of("yk")
    assert month is not None
    if year is not None:
        return months(year.value, month.value, 1, "month")
    today = setting.today
    behind, ahead = (today.month - month.value) % 12, (month.value - today.month) % 12
    if words.of("l"):
        return _month_from(today, -(behind or 12))
    if words.of("x"):
        return _month_from(today, ahead or 12)
    if words.of("t"):
        return _month_from(today, month.value - today.month)
    way = setting.way() or ("behind" if behind <= 8 else "ahead")
    return _month_from(today, ahead if way == "ahead" else -behind)


def _month_from(today: date, step: int) -> Period:
    return months(today.year, today.month + step, 1, "month").as_relative()


def _part(words: Words, setting: Setting) -> Period | None:
    """Mid-November, late 2019, earlier this month, the end of March, the late 1990s."""
    whole = _whole(words, setting)
    if whole is None:
        return None
    start, end, today = words.of("eb"), words.of("zf"), setting.today
    if (start or end or words[0]).value == 2:  # earlier, later: than today
        if not whole.first <= today <= whole.last:
            return None
        return replace(whole, last=today) if start else replace(whole, first=today)
    part: Part = "early" if start else "late" if end else "middle"
    if whole.precision == "year" and words[0].code in "bf":
        return _third(whole, part)
    return part_of(whole, part) if whole.precision != "week" else None


def _third(year: Period, part: Part) -> Period:
    """The beginning of a year is its first four months, the end its last."""
    found = months(year.first.year, 1 if part == "early" else 9, 4, "range")
    return replace(found, relative=year.relative)


def _whole(words: Words, setting: Setting) -> Period | None:
    """What the part is a part of."""
    rest = Words(word for word in words if word.code not in "ezmbfOi-T")
    if rest.of("MRV"):
        return _month(rest, setting)
    if rest.of("D"):
        return _decade(rest, setting)
    if rest.of("o"):
        return _century(rest, setting)
    if rest.of("y"):
        return years(rest[0].value, 1, "year")
    return _unit(rest[-1].name, _step(rest), setting.today)


def _year(words: Words, setting: Setting) -> Period | None:
    """In 2019."""
    year = words[0].value
    return years(year, 1, "year") if 1500 <= year <= 2100 else None


def _year_of_event(words: Words, setting: Setting) -> Period | None:
    """The 2016 election; a round number would rather be a quantity."""
    year = words[0].value
    return years(year, 1, "year") if 1900 < year <= 2100 and year % 100 else None


def _decade(words: Words, setting: Setting) -> Period | None:
    """The 1990s, the '90s."""
    return years(words[-1].value, 10, "decade")


def _century(words: Words, setting: Setting) -> Period | None:
    """The 20th century: 1900 to 1999."""
    ordinal, unit = words.of("o"), words.of("uU")
    assert ordinal is not None and unit is not None
    if unit.name != "century" or not 2 <= ordinal.value <= 25:
        return None
    return years((ordinal.value - 1) * 100, 100, "century")


def _quarter(words: Words, setting: Setting) -> Period | None:
    """The third quarter of 2023, Q1 2019, the first half of last year."""
    number = words.of("oQ")
    assert number is not None
    units = [word for word in words if word.code == "u"]
    half = words.of("h") is not None or number.value < 0
    if number.code == "o" and not half and (not units or units[0].name != "quarter"):
        return None
    index, size = abs(number.value), 6 if half else 3
    if index > 12 // size:
        return None
    precision: Precision = "range" if half else "quarter"
    year = words.of("y")
    if year is not None:
        return months(year.value, (index - 1) * size + 1, size, precision)
    first = (index - 1) * size + 1
    if words.of("ltx"):
        return months(setting.today.year + _step(words), first, size, precision).as_relative()
    began = first <= setting.today.month
    past = setting.way() != "ahead" and not began
    return months(setting.today.year - int(past), first, size, precision).as_relative()


def _season(words: Words, setting: Setting) -> Period | None:
    """Last summer, this spring, the winter of 2019."""
    season, year = words.of("S"), words.of("yk")
    assert season is not None
    if year is not None:
        return months(year.value, season.value, 3, "season")
    today = setting.today
    this = months(today.year, season.value, 3, "season")
    if words.of("l") and this.last >= today:
        this = months(today.year - 1, season.value, 3, "season")
    if words.of("x") and this.first <= today:
        this = months(today.year + 1, season.value, 3, "season")
    return this.as_relative()


def _holiday(words: Words, setting: Setting) -> Period | None:
    """Christmas Day, Easter 2018."""
    year = words.of("yk")
    if year is not None:
        return day_of(_holiday_in(words[0].name, year.value))
    near = range(setting.today.year - 1, setting.today.year + 2)
    candidates = [_holiday_in(words[0].name, around) for around in near]
    way = setting.way()
    if way == "behind":
        candidates = [found for found in candidates if found <= setting.today]
    if way == "ahead":
        candidates = [found for found in candidates if found >= setting.today]
    return day_of(_nearest(candidates, setting.today)).as_relative()


def _holiday_in(name: str, year: int) -> date:
    """`name` is MMDD, or easter or thanksgiving with a number of days added."""
    if name.isdigit():
        return date(year, int(name[:2]), int(name[2:]))
    base = name.rstrip("+-0123456789")
    moved = timedelta(days=int(name[len(base) :] or 0))
    return (easter(year) if base == "easter" else thanksgiving(year)) + moved


_MO = "[MRV]p?"
_YR = "(?:c?O?[yk])"
_MANY = "[Ndna][uU]"
_PATTERNS: tuple[tuple[str, str, Resolve], ...] = (
    ("I", r"I", _numeric),
    ("J", r"(?<=[iW])J", _numeric_day),
    ("Ww", rf"[Ww]p?[c(]?T?(?:{_MO}T?[do](?![uU])|[do]O?T?{_MO}){_YR}?", _day_of_month),
    ("MRV", rf"{_MO}[do]-T?[do]{_YR}?", _day_range),
    ("do", rf"[do][-&]T?[do]O?T?{_MO}{_YR}?", _day_range),
    ("do", rf"[do]p?O?T?{_MO}{_YR}?", _day_of_month),
    ("MRV", rf"{_MO}T?[do](?![uU]){_YR}?", _day_of_month),
    ("ezm", rf"[ezm]-?[Oi]?T?(?:{_MO}{_YR}?|y|[lxtT]u|D|o-?u)", _part),
    ("bf", rf"[bf]O(?:T?{_MO}{_YR}?|y|T?[lxt]?u|T?D)", _part),
    ("o", r"o[uh](?:O?T?(?:y|[lxt]u))?", _quarter),
    ("Qy", r"Q-?O?y|y-?Q|Q", _quarter),
    ("o", r"o-?u", _century),
    ("o", r"(?<=iT)o(?=[pc)Tia&]|$)", _ordinal_day),
    ("MRV", rf"{_MO}{_YR}|{_MO}i[yk]", _month),
    ("Nand", rf"{_MANY}A", _distance),
    ("G", rf"G{_MANY}", _distance),
    ("Nand", rf"{_MANY}iY", _ahead),
    ("i", rf"i{_MANY}(?![sA])", _ahead),
    ("lx", rf"[lx]{_MANY}", _counted),
    ("Nnd", r"[Nnd][lx][uU]", _counted),
    ("lx", r"[lx]u[iO]?[Ww]", _weekday),
    ("Ww", r"[Ww][Oi]?[ltx]u", _weekday),
    ("ltx", r"t?[ltx][Ww]", _weekday),
    ("W", r"W[ltx]?", _weekday),
    ("w", r"(?<=i)w(?=p)", _weekday),
    ("lt", r"[lt]P", _part_of_day),
    ("T", r"Tlu(?!O)", _calendar),
    ("ltx", r"[ltx][uE]", _calendar),
    ("uE", r"[uE][ltx]", _calendar),
    ("E", r"E", _calendar),
    ("ltx", rf"[ltx]{_MO}", _month),
    ("RV", r"(?<=[iO])[RV]|(?<=[&-])R", _month),
    ("S", r"SO?[yk]", _season),
    ("ltx", r"[ltx]S", _season),
    ("Y", r"Y", _day_word),
    ("D", r"D", _decade),
    ("r", r"(?<=T)r", _decade),
    ("HK", rf"(?:H|(?<=i)K|K(?=[yk])){_YR}?", _holiday),
    ("y", r"(?<=[iOu&])y|(?<=y-)y|y(?=-y)|(?<=B)y(?=&y)|(?<=\()y(?=\))", _year),
    ("y", r"(?<=[Ts])y(?=[C_])", _year_of_event),
    ("M", r"M", _month),
)
RULES = tuple(Rule(starts, re.compile(text), resolve) for starts, text, resolve in _PATTERNS)
_STARTS = frozenset("".join(rule.starts for rule in RULES))
