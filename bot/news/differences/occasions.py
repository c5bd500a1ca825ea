"""Whether two texts tell of another occasion, and not of one differently.

Observed in stories of real news: most sentences that are the same but for a figure or a day are
no disagreement. A page is written anew each day or week ("in the week ending 13 October", and a
week later "20 October"), an annual report each year ("out of 123 times", "out of 124"), and reports
on two players say the same of each.

How it works: a day that has moved on by as much as the publication is another occasion's; sentences
of which each names somebody that the other does not are about two, and so are tolls at two places
or on two days, or of two places together. Figures of texts that are months apart are not compared
at all.

Where it fails: an event that did move by as long as it took to report it again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from bot.news.differences.lines import Line
from bot.text.dates import relation
from bot.text.names import NameMention, same_name

_PREPOSITION = re.compile(
    r"\b(?:in|at|near|off|outside|over|across|through)\s+(?:(?:the|an?)\s+)?$", re.IGNORECASE
)
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_HALF_A_DAY = timedelta(hours=12)  # between a day here and a day elsewhere
_SLACK = timedelta(days=2)  # between a day that is told and its publication
_SLACK_SHARE = 0.1  # of the time between publications


def moved_on(one: date, published: datetime | None, other: date, later: datetime | None) -> bool:
    """Whether the days lie as far apart as the publications do, at least a day."""
    if published is None or later is None:
        return False
    between = later.date() - published.date()
    if abs(between) < timedelta(days=1):
        return False
    moved = other - one
    same_way = (moved > timedelta(0)) == (between > timedelta(0))
    return same_way and abs(moved - between) <= max(_SLACK, _SLACK_SHARE * abs(between))


def of_others(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each of two sentences names what the other does not; takes their names."""
    return _unmatched(one, other) and _unmatched(other, one)


def of_other_events(one: Line, other: Line) -> bool:
    """Whether each of two sentences names a place that the other does not, or another day."""
    if of_others(_where(one), _where(other)):
        return True
    weekdays, others = set(_WEEKDAY.findall(one.text)), set(_WEEKDAY.findall(other.text))
    if weekdays and others and not weekdays & others:
        return True
    if _is_after(one, other) or _is_after(other, one):
        return True
    pairs = [(day, each) for day in one.dates for each in other.dates]
    return bool(pairs) and all(relation(day, each) == "apart" for day, each in pairs)


def covers_more(one: Line, other: Line) -> bool:
    """Whether it tells of two places together ("in Osterdam and Port Vale"), the other not of both.

    What it counts may be the sum of both.
    """
    return any(
        _unmatched([first.text, second.text], other.named)
        for first, second in pairwise(one.names)
        if is_where(one, first) and _AND.fullmatch(one.text, first.end, second.start)
    )


def is_where(line: Line, name: NameMention) -> bool:
    """Whether a name of a line says where something was ("off Port Vale")."""
    return _PREPOSITION.search(line.text, 0, name.start) is not None


def _is_after(one: Line, other: Line) -> bool:
    """Whether the one names a day after the other was published, which it cannot tell of."""
    published = other.report.published
    return published is not None and any(
        datetime.combine(day.first, time(), UTC) > published + _HALF_A_DAY for day in one.dates
    )


def _where(line: Line) -> list[str]:
    return [name.text for name in line.names if is_where(line, name)]


def _unmatched(names: Sequence[str], others: Sequence[str]) -> bool:
    return any(not any(same_name(name, other) for other in others) for name in names)
