"""Whether two texts tell of another occasion, and not of one differently.

Observed in stories of real news: most sentences that are the same but for a figure or a day are
no disagreement. A page is written anew each day or week ("in the week ending 13 October", and a
week later "20 October"), an annual report each year ("out of 123 times", "out of 124"), and reports
on two players say the same of each.

How it works: a day that has moved on by as much as the publication is another occasion's;
sentences of which each names somebody that the other does not are about two. Figures of texts that
are months apart are not compared at all.

Where it fails: an event that did move by as long as it took to report it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.text.names import name_mentions, same_name

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


def of_others(one: str, other: str, leaving_out: Sequence[str]) -> bool:
    """Whether each sentence names what the other does not, apart from the words left out."""
    ours, theirs = _names(one, leaving_out), _names(other, leaving_out)
    return _unmatched(ours, theirs) and _unmatched(theirs, ours)


def _names(sentence: str, leaving_out: Sequence[str]) -> list[str]:
    names = [name.text for name in name_mentions(sentence)]
    return [name for name in names if not any(name in each for each in leaving_out)]


def _unmatched(names: Sequence[str], others: Sequence[str]) -> bool:
    return any(not any(same_name(name, other) for other in others) for name in names)
