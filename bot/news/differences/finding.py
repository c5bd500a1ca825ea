"""Where the texts of one story disagree, and what a later text of an outlet changed.

Theory. Reports on one event rarely tell it in the same sentences, so that what is compared first is
facts: how old somebody is, how many an event killed, how strong a quake was (see facts, ages,
tolls, magnitudes). Amounts, days, places and speakers are compared only in sentences that are
nearly the same (see figures, days, wording). What the other outlet says too, in any text of the
story, is no difference: it knows both. A later text of one outlet updates, texts of two outlets
differ. Which of two texts of one outlet is the later one only their times of publication tell;
without these they are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, product

from bot.news.differences import ages, days, facts, figures, magnitudes, tolls, wording
from bot.news.differences.facts import Facts
from bot.news.differences.lines import Clash, Line, Side, lines_of
from bot.news.differences.records import Difference, Report, Said

REPORTS = 6
"""How many texts of a story are compared, the newest."""

SENTENCES = 24
"""How many sentences of each are read for facts, from the top."""

TOP = 12
"""How many of them are held against each other word by word."""

_ANYWHERE = r"(?<!\w){}(?!\w)"
_ALONE = r"(?<!\w){}[.!?][\"'”’)]*$"  # at a sentence's end, where it may be of anything told before
_SHARED = 4  # content words that two sentences about the same have in common
_ALIKE = 0.65  # share of the shorter one's words that are the other's too
_BALANCE = 0.55  # the shorter has at least so many times the longer one's words


def differences(reports: Sequence[Report]) -> list[Difference]:
    """Find what the reports disagree on, each matter once, what matters most first."""
    newest = sorted(reports, key=lambda r: (r.published is not None, r.published, r.article_id))
    read = [_read(report) for report in newest[-REPORTS:]]
    outlets = _by_outlet(read)
    found: dict[tuple[str, ...], Clash] = {}
    for one, other in combinations(read, 2):
        if _can_be_compared(one.report, other.report):
            for clash in _clashes(*_sides(one, other, outlets)):
                values = clash.kind, *sorted((clash.ours, clash.theirs))
                found.setdefault(clash.about or values, clash)
    return [_difference(clash) for clash in sorted(found.values(), key=_rank)]


def _rank(clash: Clash) -> int:
    """Ages last: they differ most often and matter least."""
    return clash.about[:1] == ("age",)


@dataclass(frozen=True)
class _Read:
    """A report, or all `parts` of an outlet, with what is compared of it, each sort read once."""

    report: Report
    lines: tuple[Line, ...]
    tops: tuple[Line, ...]
    parts: tuple[_Read, ...] = ()

    @cached_property
    def ages(self) -> Facts:
        if self.parts:
            return facts.together(part.ages for part in self.parts)
        return facts.by_key(ages.ages(self.lines))

    @cached_property
    def tolls(self) -> Facts:
        if self.parts:
            return facts.together(part.tolls for part in self.parts)
        return facts.by_key(tolls.tolls(self.lines))

    @cached_property
    def magnitudes(self) -> Facts:
        if self.parts:
            return facts.together(part.magnitudes for part in self.parts)
        return facts.by_key(magnitudes.magnitudes(self.lines))

    @cached_property
    def figures(self) -> Sequence[figures.Figure]:
        if self.parts:
            return [figure for part in self.parts for figure in part.figures]
        return figures.figures(self.tops)

    @cached_property
    def days(self) -> Sequence[days.Day]:
        if self.parts:
            return [day for part in self.parts for day in part.days]
        return days.days(self.tops)


def _read(report: Report) -> _Read:
    lines = tuple(lines_of(report, SENTENCES))
    return _Read(report, lines, lines[:TOP])


def _can_be_compared(one: Report, other: Report) -> bool:
    """Whether they are of two outlets, or it is known which is the later one."""
    if one.outlet != other.outlet:
        return True
    return bool(one.published and other.published and one.published < other.published)


def _by_outlet(read: Sequence[_Read]) -> dict[str, _Read]:
    """What each outlet says in all, its titles too."""
    parts: dict[str, list[_Read]] = {}
    for each in read:
        title = Line(each.report, each.report.title)
        own = parts.setdefault(each.report.outlet, [])
        own += (each, _Read(each.report, (title,), ()))
    return {outlet: _together(own) for outlet, own in parts.items()}


def _together(parts: Sequence[_Read]) -> _Read:
    lines, tops = (
        tuple(chain(*each)) for each in ((p.lines for p in parts), (p.tops for p in parts))
    )
    return _Read(parts[0].report, lines, tops, tuple(parts))


def _sides(
    one: _Read, other: _Read, outlets: Mapping[str, _Read]
) -> tuple[Side[_Read], Side[_Read]]:
    """Both reports, each with what its outlet says; two texts of one outlet by themselves."""
    first, second = one.report.outlet, other.report.outlet
    if first == second:
        return Side(one, one), Side(other, other)
    return Side(one, outlets[first]), Side(other, outlets[second])


def _clashes(one: Side[_Read], other: Side[_Read]) -> Iterator[Clash]:
    """What two reports disagree on, the earlier first."""
    lines = [*one.own.lines, *other.own.lines]
    counted = chain(
        tolls.clashes(one.of(lambda r: r.tolls), other.of(lambda r: r.tolls), lines),
        magnitudes.clashes(one.of(lambda r: r.magnitudes), other.of(lambda r: r.magnitudes)),
        figures.clashes(one.of(lambda r: r.figures), other.of(lambda r: r.figures)),
    )
    named = chain(
        days.clashes(one.of(lambda r: r.days), other.of(lambda r: r.days)),
        _of_wording(one.own, other.own),
    )
    yield from _not_said(counted, one.outlets, other.outlets, _ALONE)
    yield from _not_said(named, one.outlets, other.outlets, _ANYWHERE)
    yield from ages.clashes(one.of(lambda r: r.ages), other.of(lambda r: r.ages))


def _of_wording(one: _Read, other: _Read) -> Iterator[Clash]:
    for first, second in product(one.tops, other.tops):
        if _alike(first.words, second.words) and first.text != second.text:
            yield from wording.place_clashes(first, second)
            yield from wording.speaker_clashes(first, second)


def _not_said(clashes: Iterable[Clash], one: _Read, other: _Read, how: str) -> Iterator[Clash]:
    """The clashes of which neither outlet says the other's words, in a sentence of any wording."""
    for clash in clashes:
        if not _says(other, clash.ours, how) and not _says(one, clash.theirs, how):
            yield clash


def _says(read: _Read, value: str, how: str) -> bool:
    pattern = re.compile(how.format(re.escape(value)), re.IGNORECASE)
    return any(pattern.search(line.text) for line in read.lines)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared, few, many = len(one & other), *sorted((len(one), len(other)))
    return shared >= _SHARED and shared >= _ALIKE * few and few >= _BALANCE * many


def _difference(clash: Clash) -> Difference:
    first, second = clash.one.report, clash.other.report
    return Difference(
        clash.kind,
        first.outlet == second.outlet,
        Said(first.article_id, first.outlet, clash.one.text, clash.ours),
        Said(second.article_id, second.outlet, clash.other.text, clash.theirs),
    )
