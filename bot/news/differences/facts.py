"""What a report says about one thing, wherever in it: facts with a key, compared by key.

Observed: reports on one event tell the same few facts in sentences that share no wording (how many
died, how old somebody is), and nearly each report tells such a fact more than once. Two reports
disagree about one only where nothing that either says of it, anywhere, can be the other's.

How it works: each fact has a key (whose age, which outcome) and an amount. For each key that both
reports have, every amount of the one is held against every amount of the other. When none can be
the same, the two that stand in the likest sentences are the difference, of those that each tells as
its own; exact ones come before "about 40". Facts that are only `known` (a part of the whole,
another time's) keep two reports from differing, but are never told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from bot.news.differences.amounts import can_both_be
from bot.news.differences.lines import MONTHS, Clash, Line, Side, within
from bot.news.differences.records import Kind
from bot.text.numbers import NumberMention

Key = tuple[str, ...]

_MOST_EXACT_FIRST = (("",), ("over",), ("about", "under"))  # what stands before an amount


@dataclass(frozen=True, slots=True)
class Fact:
    """An amount that a line gives under a key; `known` ones are not told."""

    key: Key
    line: Line
    amount: NumberMention
    value: str
    known: bool = False


Facts = Mapping[Key, Sequence[Fact]]


def by_key(facts: Iterator[Fact]) -> dict[Key, list[Fact]]:
    """Facts under their keys, in the order of the text."""
    found: dict[Key, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.key, []).append(fact)
    return found


def together(found: Iterable[Facts]) -> Facts:
    """The facts of several texts under their keys."""
    return by_key(fact for each in found for under in each.values() for fact in under)


def clashes(one: Side[Facts], other: Side[Facts]) -> Iterator[tuple[Clash, Fact, Fact]]:
    """What two reports disagree on, one clash a key, with the facts that clash."""
    for key in one.own.keys() & other.own.keys():
        pairs = list(product(_told(one.own[key]), _told(other.own[key])))
        if not pairs or _agree(_all(one, key), _all(other, key)):
            continue
        here, there = max(pairs, key=_likeness)
        if within(MONTHS, here.line.report, there.line.report):
            clash = Clash(Kind.NUMBER, here.line, here.value, there.line, there.value, key)
            yield clash, here, there


def _all(side: Side[Facts], key: Key) -> Sequence[Fact]:
    """What a report and its outlet tell under a key, which may be read otherwise among more."""
    return (*side.own[key], *side.outlets.get(key, ()))


def _agree(ours: Sequence[Fact], theirs: Sequence[Fact]) -> bool:
    """Whether what the one tells may be something that the other says."""
    return any(
        can_both_be(a.amount, b.amount) for a in ours for b in theirs if not (a.known and b.known)
    )


def _likeness(pair: tuple[Fact, Fact]) -> int:
    """How many words the sentences of two facts share; of equals, max() takes the first."""
    return len(pair[0].line.words & pair[1].line.words)


def _told(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts to tell, the most exact ones, where a report tells only one amount as its own."""
    told = [fact for fact in facts if not fact.known]
    if any(not can_both_be(told[0].amount, fact.amount) for fact in told[1:]):
        return []
    for qualifiers in _MOST_EXACT_FIRST:
        found = [fact for fact in told if fact.amount.qualifier in qualifiers]
        if exact := [fact for fact in found if fact.amount.upper is None]:
            return exact
    return []
