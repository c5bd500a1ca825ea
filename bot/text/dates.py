"""Dates in a text, resolved against the time that it was published.

A mention is a date expression with the days it means, first and last included. What a text names
fully ("16 September 2023", "in 2019") is absolute; what needs the day of writing ("on Saturday",
"last week", "Sept 16") is relative and is resolved only when that day is known. The words are
read by date_lexicon, the grammar is in date_rules, the calendar in periods, and whether a date
lies behind or ahead is told by tense.

Where it fails: dates that lean on another date ("two days later", "the following year") are not
found; a publication time in UTC may be a day off from the newsroom's; seasons are northern;
"5/6/2023" is read the American way in English texts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from typing import Literal

from bot.text.date_lexicon import Word, read_words
from bot.text.date_rules import Setting, find_periods
from bot.text.periods import Period, Precision, add_months
from bot.text.sentences import sentence_spans
from bot.text.tense import Way, way_of
from bot.text.words import Token

Relation = Literal["same", "contains", "within", "overlaps", "apart"]

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
# Any day will do where only the absolute expressions are wanted.
_SOME_DAY = date(2000, 6, 15)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression, `source[start:end]`, and the days from `first` to `last` that it means.

    `relative` says that the day of writing was needed; `precision` what it is counted in.
    """

    start: int
    end: int
    text: str
    first: date
    last: date
    relative: bool
    precision: Precision


def date_mentions(text: str, reference: datetime | None, language: str = "en") -> list[DateMention]:
    """The date expressions of a text in order, resolved against its publication time.

    Without a publication time only those that name their days fully are given.
    """
    today = reference.astimezone(UTC).date() if reference else _SOME_DAY
    found = _mentions(text, today, language)
    return found if reference else [mention for mention in found if not mention.relative]


def unresolved_mentions(text: str, language: str = "en") -> list[Token]:
    """The expressions that cannot be resolved without knowing when the text was written."""
    found = _mentions(text, _SOME_DAY, language)
    return [Token(m.text, m.start, m.end) for m in found if m.relative]


def say_date(day: date) -> str:
    """A date as it is shown to people: 16 September 2023."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def relation(one: DateMention, other: DateMention) -> Relation:
    """How the days of two mentions lie to each other; "contains" says that `one` is the wider."""
    if (one.first, one.last) == (other.first, other.last):
        return "same"
    if one.first <= other.first and other.last <= one.last:
        return "contains"
    if other.first <= one.first and one.last <= other.last:
        return "within"
    return "apart" if one.last < other.first or other.last < one.first else "overlaps"


def _mentions(text: str, today: date, language: str) -> list[DateMention]:
    words = read_words(text, language)
    way_at = _ways(text) if language == "en" else _no_way

    def setting_at(start: int, end: int) -> Setting:
        return Setting(today, partial(way_at, start, end), language)

    found = [*find_periods(words, setting_at)]
    return [_mention(text, words, *part) for part in _joined(words, found)]


def _no_way(start: int, end: int) -> Way | None:
    return None


def _ways(text: str) -> Callable[[int, int], Way | None]:
    """What the verbs around an expression say; the text is split into sentences when first asked."""

    @cache
    def spans() -> list[tuple[int, int]]:
        return sentence_spans(text)

    def way_at(start: int, end: int) -> Way | None:
        for begin, stop in spans():
            if start < stop:
                return way_of(text[begin:stop], start - begin, end - begin)
        return None

    return way_at


def _mention(text: str, words: list[Word], begin: int, stop: int, period: Period) -> DateMention:
    start, end = words[begin].start, words[stop - 1].end
    return DateMention(
        start, end, text[start:end], period.first, period.last, period.relative, period.precision
    )


# Ranges


def _joined(
    words: list[Word], found: list[tuple[int, int, Period]]
) -> Iterator[tuple[int, int, Period]]:
    """The expressions, those joined by "to" or "between ... and" made one range."""
    parts = iter(found)
    current = next(parts, None)
    for following in parts:
        assert current is not None  # the first part exists
        period = _range(current[2], following[2]) if _joins(words, current, following) else None
        if period is None:
            yield current
            current = following
        else:
            current = (current[0], following[1], period)
    if current is not None:
        yield current


def _joins(words: list[Word], one: tuple[int, int, Period], other: tuple[int, int, Period]) -> bool:
    between = "".join(word.code for word in words[one[1] : other[0]]).removesuffix("T")
    if between == "&":
        return one[0] > 0 and words[one[0] - 1].code == "B"
    return between == "-"


def _range(one: Period, other: Period) -> Period | None:
    """From the first day of one to the last of the other; a missing year comes from the other."""
    first = one.first
    if one.relative and not other.relative and one.precision in ("day", "month"):
        first = add_months(first, 12 * (other.last.year - first.year))
        first = add_months(first, -12) if first > other.last else first
    last = other.last
    if first > last and other.relative:
        last = last + timedelta(days=7) if _are_days(one, other) else add_months(last, 12)
    if first > last:
        return None
    return replace(other, first=first, last=last, precision="range")


def _are_days(one: Period, other: Period) -> bool:
    return abs(one.first - other.last) < timedelta(days=7)
