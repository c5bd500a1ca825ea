"""Where the texts of one story disagree, and what a later text of an outlet changed.

Observed: most sentences of two reports that hold different figures are about different things
("12 injured", "12 streets closed"), and most that are about the same thing agree. A difference that
is worth telling stands in two sentences that say the same in nearly the same words, reprinted or
rewritten, apart from one figure, one day or one place.

How it works: two sentences are compared when they share most of their content words. In them an
exact number meets the number that counts the same (the same unit, or the same word after it). A
day meets the only other day of a sentence that is else nearly the same; they differ when they are
not the same days, be it only that one says Wednesday and the other last week. A place meets the
place after the same preposition, likewise, and a named speaker another one of the same words (see
speakers). Days and places are compared in statements of the same days only, since later texts tell
later occasions (see occasions). What the other outlet says too, anywhere in the story, is no
difference: it knows both. A later text of one outlet updates, texts of two outlets differ.

Where it fails: rewritten sentences that share too few words (missed); a change of what is counted
that no word shows ("12 in the city" and, a sentence later, "15").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations

from bot.news.occasions import moved_on, of_others
from bot.news.speakers import are_two, spoken
from bot.text.dates import DateMention, date_mentions, relation, unresolved_mentions
from bot.text.names import name_key, name_mentions, places, same_name
from bot.text.numbers import NumberMention, number_mentions, same_amount
from bot.text.words import content_terms

REPORTS = 6
"""How many texts of a story are compared, the newest."""

SENTENCES = 12
"""How many sentences of each, from the top."""

_SHARED = 4  # content words that two sentences about the same have in common
_ALIKE = 0.65  # share of the shorter one's words that are the other's too
_BALANCE = 0.55  # the shorter has at least so many times the longer one's words
_SAME_WORDS = 0.8  # the like share, of the longer one's words, for days and places
_WEEK = timedelta(days=7)  # a day and a week that it lies in are told apart, not a year it lies in
_MONTHS = timedelta(days=60)  # from so far apart on, a figure is another time's
_MODAL = re.compile(r"\b(?:would|could|might|may|should|if)\b")
_STATEMENT = re.compile(r"[.!][\"'”’)\]]*$")
_PLAIN = re.compile(r"(?:last )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month)", re.I)


class Kind(StrEnum):
    """What two texts disagree on."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Report:
    """A text of a story. `outlet` is its source where no outlet is known."""

    article_id: int
    outlet: str
    published: datetime | None
    sentences: tuple[str, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Said:
    """What one report says: `value` stands in `sentence`, word for word."""

    article_id: int
    outlet: str
    sentence: str
    value: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two reports that disagree; where `updated`, the second is the same outlet's later text."""

    kind: Kind
    updated: bool
    one: Said
    other: Said


def say(difference: Difference) -> str:
    """Say a difference in one line of stored words."""
    one, other = difference.one, difference.other
    if difference.updated:
        return f"{one.outlet} changed “{one.value}” to “{other.value}”: “{other.sentence}”"
    return f"{one.outlet} has “{one.value}”, {other.outlet} “{other.value}”: “{one.sentence}”"


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with its report and content words."""

    report: Report
    text: str
    words: frozenset[str]


Clash = tuple[Kind, str, str]


def differences(reports: Sequence[Report]) -> list[Difference]:
    """Find what the reports disagree on, each pair of values once, in the order of the first."""
    newest = sorted(reports, key=lambda r: (r.published is not None, r.published, r.article_id))
    compared = newest[-REPORTS:]
    found: dict[tuple[Kind, frozenset[str]], Difference] = {}
    for one, other in combinations([_lines(report) for report in compared], 2):
        for each in _between(one, other, compared):
            found.setdefault((each.kind, frozenset((each.one.value, each.other.value))), each)
    return list(found.values())


def _lines(report: Report) -> list[_Line]:
    return [
        _Line(report, text, frozenset(content_terms(text, report.language)))
        for text in report.sentences[:SENTENCES]
    ]


def _between(
    one: Sequence[_Line], other: Sequence[_Line], reports: Sequence[Report]
) -> Iterator[Difference]:
    """Compare two reports, the earlier first."""
    for first in one:
        for second in other:
            if _alike(first.words, second.words):
                for clash in _clashes(first, second):
                    if not _known_to_both(clash, first, second, reports):
                        yield _difference(clash, first, second)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared, few, many = len(one & other), *sorted((len(one), len(other)))
    return shared >= _SHARED and shared >= _ALIKE * few and few >= _BALANCE * many


def _difference(clash: Clash, one: _Line, other: _Line) -> Difference:
    kind, ours, theirs = clash
    first, second = one.report, other.report
    return Difference(
        kind,
        first.outlet == second.outlet,
        Said(first.article_id, first.outlet, one.text, ours),
        Said(second.article_id, second.outlet, other.text, theirs),
    )


def _clashes(one: _Line, other: _Line) -> Iterator[Clash]:
    if one.text == other.text:
        return
    yield from _number_clashes(one, other)
    yield from _date_clashes(one, other)
    yield from _place_clashes(one, other)
    yield from _speaker_clashes(one, other)


def _nearly_the_same(one: _Line, other: _Line, *left_out: str) -> bool:
    """Whether two sentences share nearly all words but those that are compared."""
    apart = frozenset(word for text in left_out for word in content_terms(text))
    ours, theirs = one.words - apart, other.words - apart
    return len(ours & theirs) >= _SAME_WORDS * max(len(ours), len(theirs))


def _known_to_both(clash: Clash, one: _Line, other: _Line, reports: Sequence[Report]) -> bool:
    """Whether an outlet says the other's value too, in this text or another one of the story.

    An outlet that says both in one text knows both; one that updates says the new one later.
    """
    _, ours, theirs = clash
    if one.report.outlet == other.report.outlet:
        return _says(one.report, theirs) or _says(other.report, ours)
    return any(
        _says(report, theirs if report.outlet == one.report.outlet else ours)
        for report in reports
        if report.outlet in (one.report.outlet, other.report.outlet)
    )


def _says(report: Report, value: str) -> bool:
    pattern = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)", re.IGNORECASE)
    return any(pattern.search(sentence) for sentence in report.sentences)


# Numbers


def _number_clashes(one: _Line, other: _Line) -> Iterator[Clash]:
    ours, theirs = _counts(one), _counts(other)
    for number, counted in ours:
        if any(same_amount(number, match) for match, _ in theirs):
            continue
        rivals = [match for match, what in theirs if _same_thing(number, counted, match, what)]
        if len(rivals) != 1 or any(same_amount(rivals[0], each) for each, _ in ours):
            continue
        if not _other_occasion(one, other, number, rivals[0]):
            yield Kind.NUMBER, _words(one, number), _words(other, rivals[0])


def _other_occasion(one: _Line, other: _Line, here: NumberMention, there: NumberMention) -> bool:
    """Whether the sentences are about another time, about others, or not nearly the same."""
    published, later = one.report.published, other.report.published
    if published and later and abs(later - published) > _MONTHS:
        return True
    if of_others(one.text, other.text, ()) or _may(one.text) != _may(other.text):
        return True
    return not _nearly_the_same(one, other, _words(one, here), _words(other, there))


def _may(text: str) -> bool:
    """Whether a sentence tells what might be, beside which a fact is no other figure."""
    return _MODAL.search(text) is not None


def _counts(line: _Line) -> list[tuple[NumberMention, frozenset[str]]]:
    """Exact numbers that are no part of a date, each with the words that say what it counts."""
    dates = date_mentions(line.text, line.report.published, line.report.language)
    return [
        (number, _counted(line, number))
        for number in number_mentions(line.text)
        if number.kind in ("cardinal", "percent", "money")
        and number.upper is None
        and not number.qualifier
        and _stands_alone(line.text, number)
        and not any(date.start < number.end and number.start < date.end for date in dates)
    ]


def _stands_alone(text: str, number: NumberMention) -> bool:
    """Whether it is no part of a longer figure: a telephone number, a fraction, a score."""
    before, after = text[: number.start], text[number.end :]
    return not re.search(r"\d[\s,.:/–-]*$|[/+#]$", before) and not re.match(
        r"[\s,.:/–-]*\d|/|[^\w\s,.;:!?%)\]\"'“”’–—-]", after
    )


def _counted(line: _Line, number: NumberMention) -> frozenset[str]:
    after = re.split(r"[,;:.!?()]", line.text[number.end : number.end + 60])[0]
    return frozenset(content_terms(after, line.report.language)[:1])


def _same_thing(
    one: NumberMention, ours: frozenset[str], other: NumberMention, theirs: frozenset[str]
) -> bool:
    if (one.kind, one.unit) != (other.kind, other.unit):
        return False
    return bool(ours & theirs)


def _words(line: _Line, mention: NumberMention | DateMention) -> str:
    return line.text[mention.start : mention.end].strip()


# Days


def _date_clashes(one: _Line, other: _Line) -> Iterator[Clash]:
    if not _of_one_time(one, other):
        return
    ours, theirs = _days(one), _days(other)
    both = {text.lower() for text, _ in ours} & {text.lower() for text, _ in theirs}
    ours, theirs = ([d for d in days if d[0].lower() not in both] for days in (ours, theirs))
    if len(ours) != 1 or len(theirs) != 1:
        return
    (here, first), (there, second) = ours[0], theirs[0]
    if first and second and not _apart(one, first, other, second):
        return
    if (first is None) != (second is None) or (first is None and _may_be_one_day(here, there)):
        return
    if _nearly_the_same(one, other, here, there) and not of_others(
        one.text, other.text, (here, there)
    ):
        yield Kind.DATE, here, there


def _of_one_time(one: _Line, other: _Line) -> bool:
    """Whether both are statements, of texts that were published in the same days."""
    if not (_STATEMENT.search(one.text) and _STATEMENT.search(other.text)):
        return False
    published, later = one.report.published, other.report.published
    return not (published and later) or abs(later - published) <= _WEEK


def _apart(one: _Line, first: DateMention, other: _Line, second: DateMention) -> bool:
    """Whether the days are others, and have not moved on with the publication."""
    meet = relation(first, second)
    if meet == "same" or (meet != "apart" and not (_is_short(first) and _is_short(second))):
        return False
    if meet != "apart" and one.report.outlet == other.report.outlet:
        return False
    published, later = one.report.published, other.report.published
    return not moved_on(first.first, published, second.first, later)


def _is_short(mention: DateMention) -> bool:
    return mention.last - mention.first <= _WEEK


def _days(line: _Line) -> list[tuple[str, DateMention | None]]:
    """Date expressions, each with its days where they can be known."""
    text, language = line.text, line.report.language
    mentions = date_mentions(text, line.report.published, language)
    known: list[tuple[str, DateMention | None]] = [(_words(line, each), each) for each in mentions]
    if line.report.published:
        return known
    return [*known, *((token.text, None) for token in unresolved_mentions(text, language))]


def _may_be_one_day(one: str, other: str) -> bool:
    """Whether, with no day to count from, "yesterday" may be the other's Tuesday."""
    return not (_PLAIN.fullmatch(one) and _PLAIN.fullmatch(other))


# Places


def _place_clashes(one: _Line, other: _Line) -> Iterator[Clash]:
    if not _of_one_time(one, other):
        return
    ours, theirs = _places(one), _places(other)
    for preposition in ours.keys() & theirs.keys():
        here, there = ours[preposition], theirs[preposition]
        if not same_name(here, there) and _nearly_the_same(one, other, here, there):
            yield Kind.PLACE, here, there


def _places(line: _Line) -> dict[str, str]:
    """Countries and regions by the preposition before them, where that leads to only one."""
    found: dict[str, list[str]] = {}
    for name in name_mentions(line.text):
        before = re.search(r"\b(in|near|from)\s+(?:the\s+)?$", line.text[: name.start])
        if before and name_key(name.text) in places():
            found.setdefault(before[1], []).append(name.text)
    return {preposition: names[0] for preposition, names in found.items() if len(names) == 1}


# Speakers


def _speaker_clashes(one: _Line, other: _Line) -> Iterator[Clash]:
    """What one outlet has from one person, and another from another, in nearly the same words."""
    ours, theirs = spoken(one.text), spoken(other.text)
    if not (ours and theirs) or one.report.outlet == other.report.outlet:
        return
    here, there = ours.speaker.text, theirs.speaker.text
    if are_two(ours.speaker, theirs.speaker) and _nearly_the_same(
        replace(one, words=_content(ours.words, one)),
        replace(other, words=_content(theirs.words, other)),
    ):
        yield Kind.ATTRIBUTION, here, there


def _content(text: str, line: _Line) -> frozenset[str]:
    return frozenset(content_terms(text, line.report.language))
