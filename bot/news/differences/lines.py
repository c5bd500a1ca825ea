"""A sentence of a report, with what is read of it once, and only when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Generic, TypeVar

from bot.news.differences.records import Kind, Report
from bot.text.dates import DateMention, date_mentions
from bot.text.names import NameMention, name_mentions
from bot.text.numbers import NumberMention, number_mentions
from bot.text.words import content_terms

LEAD = 6
"""How many sentences from the top tell the event's own toll."""

T = TypeVar("T")
S = TypeVar("S")
COUNT = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty"
    r"|hundred|thousand|[mb]illion|dozen|couple|pair|half|twice)"
)
"""The first word of an amount, as a cheap look for one."""

_MAY_COUNT = re.compile(rf"\d|\b{COUNT}\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[\s-]+([^\W\d_]+)")
_JOINED_BEFORE = re.compile(rf"\b(?:an?|{COUNT})\s+(?:[\w-]+\s+){{1,2}}and\s+$", re.IGNORECASE)
_JOINED_AFTER = re.compile(rf"\s+(?:[\w-]+\s+){{1,2}}and\s+(?:an?|{COUNT})\b", re.IGNORECASE)
_NEAR = 48  # characters before a number that are looked at
WEEK = timedelta(days=7)
"""From so far apart on, a toll, a quake or a day told in the same words is another one."""

MONTHS = timedelta(days=60)
"""From so far apart on, a figure is another time's."""

_NEARLY = 0.8  # the like share, of the longer sentence's words
_MODAL = re.compile(r"\b(?:would|could|might|may|should|if)\b")
_BEHIND = timedelta(days=14)  # what lies further back is told as background
_LONG_AGO = re.compile(
    r"\b(?:ago|previous(?:ly)?|earlier|last (?:year|month|summer|winter|spring|autumn|fall)|so far"
    r"|this year|since|worst|deadliest|(?:in|of|from) (?:1[0-9]|20)\d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """A sentence with its report; what it holds is read once, when it is asked for."""

    report: Report
    text: str

    @cached_property
    def words(self) -> frozenset[str]:
        """Its content words, as stems."""
        return frozenset(content_terms(self.text, self.report.language))

    @cached_property
    def numbers(self) -> list[NumberMention]:
        """Its amounts, those that are part of a date aside."""
        found = number_mentions(self.text) if _MAY_COUNT.search(self.text) else []
        return [n for n in found if not self._in_a_date(n)]

    @cached_property
    def dates(self) -> list[DateMention]:
        """The days that it names."""
        return date_mentions(self.text, self.report.published, self.report.language)

    @cached_property
    def names(self) -> list[NameMention]:
        """The names in it."""
        return name_mentions(self.text)

    @cached_property
    def named(self) -> list[str]:
        """The words of those names."""
        return [name.text for name in self.names]

    @cached_property
    def is_background(self) -> bool:
        """Whether it tells of another time than the report's own."""
        if _LONG_AGO.search(self.text):
            return True
        published = self.report.published
        return any(published and day.last < published.date() - _BEHIND for day in self.dates)

    @cached_property
    def is_statement(self) -> bool:
        """Whether it ends as a sentence that is no question."""
        return self.text.rstrip("\"'”’)]").endswith((".", "!"))

    @cached_property
    def may_be(self) -> bool:
        """Whether it tells what might be, beside which a fact is no other figure."""
        return _MODAL.search(self.text) is not None

    def cut(self, mention: NumberMention | DateMention) -> str:
        """The words of a mention."""
        return self.text[mention.start : mention.end].strip()

    def _in_a_date(self, number: NumberMention) -> bool:
        return any(d.start < number.end and number.start < d.end for d in self.dates)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two lines of two reports that disagree, and in which of their words."""

    kind: Kind
    one: Line
    ours: str
    other: Line
    theirs: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side(Generic[T]):
    """What a report tells of one sort, and what the compared texts of its outlet tell together.

    An outlet that says the other's value too, in this text or another one, knows both.
    """

    own: T
    outlets: T

    def of(self, sort: Callable[[T], S]) -> Side[S]:
        """The same of one sort."""
        return Side(sort(self.own), sort(self.outlets))


def lines_of(report: Report, most: int) -> list[Line]:
    """The first sentences of a report."""
    return [Line(report, text) for text in report.sentences[:most]]


def word_after(text: str, number: NumberMention) -> str:
    """The word behind a number, in small letters; "" where none follows."""
    found = _NEXT_WORD.match(text, number.end)
    return found[1].lower() if found else ""


def joined_with(text: str, number: NumberMention) -> str:
    """The words between a number and another one ("two men and three"); "" where none is joined."""
    before = text[max(0, number.start - _NEAR) : number.start]
    found = _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(text, number.end)
    return found[0] if found else ""


def within(time: timedelta, one: Report, other: Report) -> bool:
    """Whether both were published in that time, as far as that is known."""
    published, later = one.published, other.published
    return not (published and later) or abs(later - published) <= time


def nearly_the_same(one: Line, other: Line, left_out: Sequence[str] = ()) -> bool:
    """Whether two sentences share nearly all words but those that are compared."""
    apart = frozenset(word for text in left_out for word in content_terms(text))
    return are_nearly(one.words - apart, other.words - apart)


def are_nearly(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether the larger of two sets of words has nearly all of them in common with the other."""
    return len(ours & theirs) >= _NEARLY * max(len(ours), len(theirs))
