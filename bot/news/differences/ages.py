"""How old each report says a person is.

Observed: ages are what local reports of one event disagree on most, and they are told in a few
forms: "Ines Calder, 15, ...", "15-year-old Ines Calder", "Calder, a 15-year-old pupil", "Calder,
aged 15", "Calder was 15".

How it works: an age belongs to the name right before or behind it, but not to one of two names that
share two ages ("Ines and Rolf Calder, 15 and 17"), and "the 15-year-old" behind a comma is often
somebody else than the name before it. The key is the person's first and last name; a surname alone
is taken for the only person of that surname whom the report names fully. Names with Jr or Sr are
left out, since father and son share the rest.

Somebody without a name ("a 5-year-old boy") is one person where each report tells no other age, in
sentences of some of the same words. Somebody a dozen years older is another one of
that name, and who is a year older weeks later has had a birthday; without times of publication ages
are not compared.

Where it fails: an age told of somebody by his part only ("the pilot, 51") is not found; two people
of one name in one story are taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from bot.news.differences import facts
from bot.news.differences.facts import Fact, Facts, Key
from bot.news.differences.lines import Clash, Line, Side
from bot.news.differences.occasions import of_other_events, of_others
from bot.text.lexicon import PERSONS, categories
from bot.text.names import NameMention, name_key, places
from bot.text.numbers import number_mentions
from bot.text.words import content_terms

_HINT = re.compile(
    r"\d[,.;)]|\d (?:and|of|from|was|who)\b|years?[- ]old|\bage|\b(?:is|was) \d", re.I
)
_OLD = r"[- ]years?[- ]old\b"
_AGE = r"(?P<age>\d{1,3}|[a-z]+(?:-[a-z]+)?)"
_BEHIND = (
    re.compile(
        r",\s+(?:(?:aged?|now)\s+)?(?P<age>\d{1,3})(?=[,.;]|\s+(?:and(?! \d)|from|was|who)\b)"
    ),
    re.compile(rf",\s+(?:an?|then|who\s+(?:is|was))\s+(?i:{_AGE}){_OLD}"),
)
_WAS = re.compile(r"\s+(?:is|was)\s+(?P<age>\d{1,3})(?=[,.;]|\s+years\s+old\b)")
_BEFORE = re.compile(rf"\b(?i:{_AGE}){_OLD}\s+(?:(?P<who>[a-z]+)\s+)?$")
_NAMELESS = re.compile(rf"\b(?i:{_AGE}){_OLD}\s+(?P<who>[a-z]+)\b(?!\s+[A-Z])")
_YEARS = re.compile(_OLD)
_FAMILY = ("jr", "sr", "ii", "iii")
_OLDEST = 115
_NEAR = 48  # characters before a name that are looked at
_SHARED = 3  # content words, names, "year" and "old" aside
_AGE_WORDS = frozenset(content_terms("year-old year old"))
_NAMELESS_KEY = 2  # "age" and the noun, where a person has two names
_ESTIMATE = 3  # years; who has no name is the same one only when told nearly as old
_GENERATION = 12  # years; who is so much older is somebody else of that name
_BIRTHDAY = timedelta(days=14)  # within which somebody is rarely a year older


def ages(lines: Sequence[Line]) -> Iterator[Fact]:
    """The ages that a report gives to people whom it names, in order."""
    people = cache(lambda: _people(lines))
    for line in lines:
        if _HINT.search(line.text):
            for name in line.names:
                for found in _ages_beside(line, name):
                    words = _person(name)
                    key = words if len(words) > 1 else people().get(words[0]) if words else None
                    if key and (fact := _fact(key, line, found)):
                        yield fact
            for found in _NAMELESS.finditer(line.text):
                if PERSONS in categories(found["who"]) and (
                    fact := _fact((found["who"],), line, found)
                ):
                    yield fact


def clashes(one: Side[Facts], other: Side[Facts]) -> Iterator[Clash]:
    """Ages of one person that cannot both be, in reports whose times are known."""
    for clash, here, there in facts.clashes(one, other):
        first, second = here.line.report.published, there.line.report.published
        if first is None or second is None:
            continue
        older = there.amount.value - here.amount.value
        if len(here.key) == _NAMELESS_KEY and not (
            abs(older) <= _ESTIMATE
            and (_is_sole(one.own) and _is_sole(other.own))
            and _tell_the_same(here.line, there.line)
        ):
            continue
        if (older == 1 and second - first > _BIRTHDAY) or abs(older) > _GENERATION:
            continue
        yield clash


def _is_sole(told: Facts) -> bool:
    """Whether a report gives one age only, so that nobody else can be meant by it."""
    values = {fact.amount.value for of_one in told.values() for fact in of_one}
    return len(values) == 1


def _tell_the_same(one: Line, other: Line) -> bool:
    """Whether both sentences say enough in the same words to be about one person."""
    named = content_terms(" ".join(one.named))
    alike = len((one.words & other.words) - _AGE_WORDS.union(named)) >= _SHARED
    return alike and not of_other_events(one, other) and not of_others(one.named, other.named)


def _ages_beside(line: Line, name: NameMention) -> Iterator[re.Match[str]]:
    """The forms that stand right behind the name, and right before it."""
    forms = _BEHIND if line.is_background else (*_BEHIND, _WAS)
    found = [form.match(line.text, name.end) for form in forms]
    near = max(0, name.start - _NEAR)
    before = _BEFORE.search(line.text, near, name.start)
    if before and _may_stand_between(before["who"]):
        found.append(before)
    yield from (each for each in found if each)


def _may_stand_between(word: str | None) -> bool:
    """Whether the word between an age and a name says who that is, and not what somebody did."""
    return word is None or PERSONS in categories(word)


def _fact(key: Key, line: Line, found: re.Match[str]) -> Fact | None:
    start, end = found.span("age")
    numbers = number_mentions(found["age"])
    if len(numbers) != 1 or not 0 < numbers[0].value <= _OLDEST:
        return None
    amount = replace(numbers[0], start=start, end=end)
    years = _YEARS.match(line.text, end)
    value = line.text[start : years.end() if years else end]
    return Fact(("age", *key), line, amount, value)


def _people(lines: Sequence[Line]) -> dict[str, Key | None]:
    """The full name behind each surname; None where two people bear it."""
    found: dict[str, Key | None] = {}
    for line in lines:
        for name in line.names:
            if len(key := _person(name)) > 1:
                found[key[-1]] = key if found.get(key[-1], key) == key else None
    return found


def _person(name: NameMention) -> Key:
    """The first and last name; one word of a name cut short, and nothing for what is no person."""
    words = name_key(name.text.partition(" of ")[0])
    if (
        not words
        or words[-1] in _FAMILY
        or words in places()
        or name.kind in ("place", "organisation")
    ):
        return ()
    return (words[0], words[-1]) if len(words) > 1 else words
