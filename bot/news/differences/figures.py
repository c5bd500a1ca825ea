"""Amounts that count the same thing in sentences that say nearly the same.

Observed: most sentences of two reports that hold different figures are about different things ("12
injured", "12 streets closed"), and most that are about the same thing agree. Clauses of the same
words in other sentences told of another week's price, another storm or another group of people nine
times in ten. What one outlet says a day later in the same words is mostly the next issue's ("the
following six stories", a price); what it corrects it corrects within hours.

How it works: two figures are of one thing when they count the same noun or unit, or a synonym, in
sentences that share nearly all their words and name nobody that the other does not, published
within a week, those of one outlet within hours. Parts of a list ("two sailors and a cook") are not
compared. As with facts, two reports differ only where no figure of the same thing in either
can be the other's.

Where it fails: rewritten sentences that share too few words (missed); a change of what is counted
that no word shows ("12 in the city" and, a sentence later, "15").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from bot.news.differences.amounts import can_both_be, is_told_exactly
from bot.news.differences.lines import (
    WEEK,
    Clash,
    Line,
    Side,
    joined_with,
    nearly_the_same,
    within,
    word_after,
)
from bot.news.differences.occasions import of_others
from bot.news.differences.records import Kind
from bot.news.differences.tolls import is_toll
from bot.text.lexicon import TIMES, categories, relation
from bot.text.numbers import NumberMention
from bot.text.words import is_stop, stem

_SHARED = 4  # content words that the sentences have in common
_ISSUE = timedelta(hours=12)  # from so far apart on, an outlet's is another issue's
_AGE = re.compile(r"[- ](?:year|month)s?[- ]old\b")  # see ages
_KINDS = ("cardinal", "percent", "money")


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount with what it counts."""

    line: Line
    amount: NumberMention
    counted: str


def figures(lines: Sequence[Line]) -> list[Figure]:
    """The figures of a report that are no part of a longer one."""
    return [
        figure
        for line in lines
        for number in line.numbers
        if number.kind in _KINDS and _stands_alone(line.text, number)
        if not _AGE.match(line.text, number.end) and not joined_with(line.text, number)
        if (figure := _figure(line, number))
    ]


def _figure(line: Line, number: NumberMention) -> Figure | None:
    counted = number.unit or word_after(line.text, number)
    if not counted or counted == "magnitude" or is_stop(counted) or is_toll(line, number):
        return None
    return Figure(line, number, counted)


def _stands_alone(text: str, number: NumberMention) -> bool:
    """Whether it is no part of a longer figure: a telephone number, a fraction, an hour."""
    before, after = text[: number.start], text[number.end :]
    return not re.search(
        r"\d[\s,.:/–-]*$|[/+#]\s*$|\b(?:at|\d+ of|the|other)\s$", before
    ) and not re.match(r"[\s,.:/–-]*\d|/|\s?[ap]\.?m\b|[^\w\s,.;:!?%)\]\"'“”’–—-]", after)


def clashes(one: Side[Sequence[Figure]], other: Side[Sequence[Figure]]) -> Iterator[Clash]:
    """Figures of two reports that are of one thing and cannot both be."""
    for here in one.own:
        rivals = [there for there in other.own if _of_one_thing(here, there)]
        if len({rival.amount.value for rival in rivals}) != 1 or _known(here, other.outlets):
            continue
        there = rivals[0]
        if not (is_told_exactly(here.amount) and is_told_exactly(there.amount)):
            continue
        if not _known(there, one.outlets):
            ours, theirs = here.line.cut(here.amount), there.line.cut(there.amount)
            yield Clash(Kind.NUMBER, here.line, ours, there.line, theirs)


def _known(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether the other outlet has the amount too, of the same thing."""
    return any(
        _counts_alike(figure, other) and can_both_be(figure.amount, other.amount)
        for other in others
    )


def _of_one_thing(one: Figure, other: Figure) -> bool:
    first, second = one.line, other.line
    if len(first.words & second.words) < _SHARED or not _counts_alike(one, other):
        return False
    cut = first.cut(one.amount), second.cut(other.amount)
    if not nearly_the_same(first, second, cut) or first.may_be != second.may_be:
        return False
    time = _ISSUE if first.report.outlet == second.report.outlet else WEEK
    return within(time, first.report, second.report) and not of_others(first.named, second.named)


def _counts_alike(one: Figure, other: Figure) -> bool:
    here, there = one.amount, other.amount
    if (here.kind, here.unit) != (there.kind, there.unit):
        return False
    return _is_one_word(one.counted, other.counted)


@lru_cache(maxsize=4096)
def _is_one_word(one: str, other: str) -> bool:
    if stem(one) == stem(other):
        return True
    times = TIMES in categories(one) | categories(other)  # a second is no minute
    return not times and relation(one, other) in ("same", "synonym")
