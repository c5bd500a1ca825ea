"""Mentions of dates: where a text names days, and which days these are.

A mention is a date expression with the days it means, first and last included. What a text names
fully ("16 September 2023", "in 2019") is absolute; what needs the day of writing ("on Saturday",
"last week", "Sept 16") is relative and is resolved only when that day is known. The words are
read by lexicon, the grammar is in rules, the calendar in periods, and whether a date lies behind
or ahead is told by tense.

Where it fails: dates that lean on another date ("two days later", "the following year") are not
found; a publication time in UTC may be a day off from the newsroom's; seasons are northern;
"5/6/2023" is read the American way in English texts.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import MINYEAR, UTC, date, datetime, timedelta
from functools import cache, lru_cache, partial
from operator import itemgetter
from typing import Literal

from bot.text.dates.expression import Expression
from bot.text.dates.lexicon import Word, read_words
from bot.text.dates.periods import Period, Precision, add_months
from bot.text.dates.rules import Found, find_periods
from bot.text.dates.tense import Verbs, Way, read_verbs
from bot.text.sentences import sentence_spans
from bot.text.words import Token

Relation = Literal["same", "contains", "within", "overlaps", "apart"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEK = timedelta(days=7)
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
    return [mention for mention in found if reference or not mention.relative]


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


@lru_cache(maxsize=256)
def _mentions(text: str, today: date, language: str) -> tuple[DateMention, ...]:
    """Remembered, since a sentence is read when it is dated, completed and checked."""
    words = read_words(text, language)
    way_at = _ways(text, language)

    def located(matched: tuple[Word, ...]) -> Expression:
        way = partial(way_at, matched[0].start, matched[-1].end)
        return Expression(matched, today, way, language)

    found = _joined(words, list(find_periods(words, located)))
    return tuple(_mention(text, words, each) for each in found)


def _ways(text: str, language: str) -> Callable[[int, int], Way | None]:
    """What the verbs around an expression say; sentences are split when that is first asked."""

    @cache
    def spans() -> list[tuple[int, int]]:
        return sentence_spans(text, language)

    @cache
    def verbs(index: int) -> Verbs:
        begin, stop = spans()[index]
        return read_verbs(text[begin:stop], language)

    def way_at(start: int, end: int) -> Way | None:
        index = bisect_right(spans(), start, key=itemgetter(0)) - 1
        begin = spans()[index][0]
        return verbs(index).way(start - begin, end - begin)

    return way_at


def _mention(text: str, words: list[Word], found: Found) -> DateMention:
    start, end = words[found.begin].start, words[found.stop - 1].end
    if words[found.stop - 1].code == "p":
        month = words[found.stop - 2]
        if month.code == "M" or text[month.start : month.end].capitalize() in _MONTHS:
            end = month.end  # a full stop; only short forms have a point of their own
    first, last, precision = found.period.first, found.period.last, found.period.precision
    return DateMention(start, end, text[start:end], first, last, found.period.relative, precision)


# Ranges


def _joined(words: list[Word], found: list[Found]) -> list[Found]:
    """The expressions, those joined by "to" or "between ... and" made one range."""
    joined: list[Found] = []
    for each in found:
        period = _range(words, joined[-1], each) if joined else None
        if period is None:
            joined.append(each)
        else:
            joined[-1] = Found(joined[-1].begin, each.stop, period)
    return joined


def _range(words: list[Word], one: Found, other: Found) -> Period | None:
    """From the first day of one to the last of the other; a missing year comes from the other."""
    if not _are_joined(words, one, other):
        return None
    marked = any(word.code in "ltx" for word in words[one.begin : one.stop])
    first, last = one.period.first, other.period.last
    if one.period.relative and not other.period.relative and not marked:
        first = _latest_before(last, first)
    if first > last and other.period.relative:
        if "day" in (one.period.precision, other.period.precision) and first - last < _WEEK:
            last = last + _WEEK
        else:
            first = _latest_before(last, first)
    if first > last:
        return None
    return replace(other.period, first=first, last=last, precision="range")


def _are_joined(words: list[Word], one: Found, other: Found) -> bool:
    between = "".join(word.code for word in words[one.stop : other.begin]).removesuffix("T")
    if between == "&":
        before = "".join(word.code for word in words[max(0, one.begin - 2) : one.begin])
        return before.removesuffix("T").endswith("B")
    return between in ("-", "=")


def _latest_before(last: date, day: date) -> date:
    """The same day of the year, in the latest year in which it is not after `last`."""
    moved = add_months(day, 12 * (last.year - day.year))
    return moved if moved <= last or last.year == MINYEAR else add_months(moved, -12)
