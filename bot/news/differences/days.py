"""Days that two reports give to the same happening, in sentences that are nearly the same.

Observed: nearly all days in two reports that are not the same are those of different happenings, or
one night told as the day before or after, or counted from another day than that of publication. An
outlet that tells a past day anew tells another picture ("speaks in Osterdam on 3 May"), session or
edition; what it does change is when something planned is to be.

How it works: a day meets the only other day of a sentence that is else nearly the same; they differ
when they are not the same days, be it only that one says Wednesday and the other last week; what
lies ahead is told more loosely ("next Tuesday", "next week"), so that it has to lie apart. Days are
compared in statements of the same week only, since later texts tell later occasions (see
occasions); days next to each other not where a night is told, "today" and "this week" not at all.
Of one outlet only days that still lie ahead are compared.

Where it fails: an event that did move by as long as it took to report it again; rewritten sentences
that share too few words (missed).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.news.differences.lines import WEEK, Clash, Line, Side, nearly_the_same, within
from bot.news.differences.occasions import moved_on, of_others
from bot.news.differences.records import Kind
from bot.text.dates import DateMention, relation, unresolved_mentions

_DAY = timedelta(days=1)
_PLAIN = re.compile(r"(?:last )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month)", re.I)
_LEANING = re.compile(r"\b(?:to|yester)(?:day|night)\b|\btomorrow\b|\bthis\b|\bago\b", re.I)
_NIGHT = re.compile(
    r"\b(?:night|overnight|late|early|midnight|morning|evening|a\.?m\b|p\.?m\b|local)", re.I
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a line names it; `mention` says which day it is, where that is known."""

    line: Line
    text: str
    mention: DateMention | None


Days = Side[Sequence[Day]]


def days(lines: Sequence[Line]) -> list[Day]:
    """The days that a report names."""
    return [day for line in lines for day in _days(line)]


def _days(line: Line) -> Iterator[Day]:
    for each in line.dates:
        yield Day(line, line.cut(each), each)
    if not line.report.published:
        for token in unresolved_mentions(line.text, line.report.language):
            yield Day(line, token.text, None)


def clashes(one: Days, other: Days) -> Iterator[Clash]:
    """Days of two reports that cannot be those of one happening."""
    for here in one.own:
        for there in other.own:
            if here.line.text == there.line.text or not _of_one_time(here.line, there.line):
                continue
            if _of_one_outlet(here, there) and not (_is_ahead(here) and _is_ahead(there)):
                continue
            if _only_these(here, there, one, other):
                yield Clash(Kind.DATE, here.line, here.text, there.line, there.text)


def _of_one_time(one: Line, other: Line) -> bool:
    """Whether both are statements, of texts that were published in the same days."""
    return within(WEEK, one.report, other.report) and one.is_statement and other.is_statement


def _of_one_outlet(one: Day, other: Day) -> bool:
    return one.line.report.outlet == other.line.report.outlet


def _is_ahead(day: Day) -> bool:
    published = day.line.report.published
    return bool(day.mention and published and day.mention.last > published.date())


def _only_these(here: Day, there: Day, one: Days, other: Days) -> bool:
    """Whether the sentences are nearly the same but for these, their only days that differ."""
    if not nearly_the_same(here.line, there.line, (here.text, there.text)):
        return False
    own = {d.text.lower() for d in one.own if d.line is here.line}
    others = {d.text.lower() for d in other.own if d.line is there.line}
    if own - others != {here.text.lower()} or others - own != {there.text.lower()}:
        return False
    if here.mention and there.mention and not _apart(here, here.mention, there, there.mention):
        return False
    if _may_be_off(here, there):
        return False
    known = [day.mention is not None for day in (here, there)]
    if any(known) != all(known) or (not any(known) and _may_be_one_day(here, there)):
        return False
    return not _about_others(here, there)


def _apart(here: Day, first: DateMention, there: Day, second: DateMention) -> bool:
    """Whether the days are others, and have not moved on with the publication."""
    meet = relation(first, second)
    if meet == "same" or not _are_compared(first, second):
        return False
    if meet != "apart" and (_is_ahead(here) or _is_ahead(there)):
        return False
    published, later = here.line.report.published, there.line.report.published
    return not moved_on(first.first, published, second.first, later)


def _may_be_off(here: Day, there: Day) -> bool:
    """Whether it may be one night, or a day counted from another one than that of publication."""
    if _LEANING.search(here.text) or _LEANING.search(there.text):
        return True
    first, second = here.mention, there.mention
    if first is None or second is None:
        return False
    gap = max(second.first - first.last, first.first - second.last)
    night = _NIGHT.search(here.line.text) or _NIGHT.search(there.line.text)
    return timedelta(0) < gap <= _DAY and night is not None


def _about_others(here: Day, there: Day) -> bool:
    both = here.text, there.text
    one, other = (
        [name for name in day.line.named if not any(name in each for each in both)]
        for day in (here, there)
    )
    return of_others(one, other)


def _are_compared(first: DateMention, second: DateMention) -> bool:
    """Whether a day or week meets such a one, since "the October trial" may be this year's."""
    short = all(mention.last - mention.first <= WEEK for mention in (first, second))
    return short or first.precision == second.precision


def _may_be_one_day(one: Day, other: Day) -> bool:
    """Whether, with no day to count from, "yesterday" may be the other's Tuesday."""
    return not (_PLAIN.fullmatch(one.text) and _PLAIN.fullmatch(other.text))
