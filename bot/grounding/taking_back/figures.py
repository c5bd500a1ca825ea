"""Whom a later sentence tells alive, and which of its figures are newer or right. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.grounding.taking_back.told import (
    ACTS,
    ALIVE,
    CLAUSE,
    CORRECTS,
    EVENTS,
    HALF,
    TOLL,
    WEATHER,
    WORD,
    Told,
    all_names,
    clauses,
    on_other_days,
    unspoken,
)
from bot.text.lexicon import base_forms, brought, categories, relation
from bot.text.names import same_name
from bot.text.numbers import NumberMention, number_mentions
from bot.text.words import content_terms, fold, is_stop

FEWEST = 2  # words of one event
_COUNTS = frozenset({"toll", "number", "people", "persons", "said", "still"})
NEAR = 3  # words between a number and what it counts the state of
_CORRECTION = re.compile(r"\W*correct(?:ion|ed)\b", re.IGNORECASE)
_OF_SOME = re.compile(
    r"\b(?!(?:The|Its|This|That)\s)[A-Z][\w.]*\s(?:death\s)?$"
)  # "the Palestinian death toll"
LASTS = re.compile(  # "three are still missing", "two remain in hospital"
    r"\s(?:(?:is|are|was|were)\s(?P<still>still\s)?|(?P<remain>remain(?:s|ed)?)\s)(?:in\s)?(?P<state>[a-z]{4,})"
)
_SOME_OF = re.compile(r"^\sof\b")
_POINTED_AT = re.compile(r"\b(?:the|those|these|all|first|last)\s$", re.IGNORECASE)


def is_alive(later: Told, earlier: Told) -> bool:
    """Whether somebody whom the earlier sentence tells dead is alive."""
    dead = {
        name for name in all_names(earlier.text) if any(map(_is_death, WORD.findall(earlier.text)))
    }
    if not dead or ALIVE.search(earlier.text):
        return False
    return any(
        same_name(name, other)
        for clause, at in clauses(later.text, (m.span() for m in ALIVE.finditer(later.text)))
        for name in all_names(clause)
        for other in dead
        if clause[:at].rstrip().endswith(name)
    )


@lru_cache(maxsize=8192)
def _is_death(word: str) -> bool:
    return not base_forms(word).isdisjoint({"die", "dead", "death", "fatality"} | brought("die"))


def has_risen(later: Told, earlier: Told) -> bool:
    """Whether a toll has risen above all the dead that the earlier sentence counts."""
    if not TOLL.search(later.text) or not _same_event(later, earlier):
        return False
    counted = [number.value for number in _dead(earlier.text)]
    risen = [n.value for n in number_mentions(later.text) if _is_risen(later.text, n)]
    return bool(counted and risen) and max(counted) < max(risen)


def is_lasting_anew(later: Told, earlier: Told) -> bool:
    """Whether as many as are still in a state ("One is still missing") are others than before."""
    ours, theirs = _lasting(later.text), _lasting(earlier.text)
    shared = ours.keys() & theirs.keys()
    if not any(ours[state] != theirs[state] for state in shared):
        return False
    whole = [f"{each.title} {each.before} {each.text}" for each in (later, earlier)]
    return _share_event(*whole) and not on_other_days(later, earlier)


def _lasting(text: str) -> dict[str, float]:
    """How many are or remain in each state that is told to last, by its word."""
    found = {}
    for number in number_mentions(text):
        clause = CLAUSE.split(text[number.end :])[0]
        lasts = LASTS.search(clause)
        if (
            number.kind != "cardinal"
            or number.unit
            or not lasts
            or len(clause[: lasts.start()].split()) > NEAR
        ):
            continue
        if lasts["still"] or lasts["remain"] or lasts["state"] == "missing":
            found[lasts["state"]] = number.value
    return found


def _is_risen(text: str, number: NumberMention) -> bool:
    """Whether a verb of rising leads to the number: "toll ... has climbed to at least 31"."""
    toll = TOLL.search(text, 0, number.start)
    if (
        toll is None
        or _OF_SOME.search(text, 0, toll.start())
        or not re.search(r"\b(?:to|at)\s(?:\w+\s){0,3}$", text[: number.start])
    ):
        return False
    between = text[toll.end() : number.start]
    return any(_rises(word) for word in WORD.findall(between))


@lru_cache(maxsize=8192)
def _rises(word: str) -> bool:
    close = ("same", "synonym")
    return any(relation(word, each) in close for each in ("rise", "climb", "increase"))


def _dead(text: str) -> Iterator[NumberMention]:
    """The numbers that count all the dead: "killed four people", "four people were killed"."""
    for number in number_mentions(text):
        before, behind = text[: number.start], text[number.end :]
        part = _SOME_OF.match(behind) or _POINTED_AT.search(before)
        if number.kind != "cardinal" or number.unit or part:
            continue
        beside = [*CLAUSE.split(before)[-1].split()[-4:], *CLAUSE.split(behind)[0].split()[:4]]
        if any(_is_death(word.strip(".,")) or word == "toll" for word in beside):
            yield number


def _same_event(later: Told, earlier: Told) -> bool:
    """Whether an event is told of in both, of no other day, with a name that is not a speaker's."""
    shared = _share_event(later.text, earlier.text)
    places = all_names(unspoken(later.text)), all_names(f"{unspoken(earlier.text)} {earlier.title}")
    named = any(same_name(one, other) for one in places[0] for other in places[1])
    return shared and named and not on_other_days(later, earlier)


def _share_event(later: str, earlier: str) -> bool:
    """Whether one event is told of in both texts, or FEWEST words of what happened to whom."""
    alike = ("same", "synonym", "special", "general")
    told = _events(earlier)
    if any(relation(one, other) in alike for one in _events(later) for other in told):
        return True
    return len(_happened(later) & _happened(earlier)) >= FEWEST


def _happened(text: str) -> frozenset[str]:
    """The terms of its words in small letters, but for the dead and their number."""
    words = (word for word in WORD.findall(text) if word.islower())
    told = (word for word in words if not _is_death(word) and word not in _COUNTS)
    return frozenset(content_terms(" ".join(told)))


def _events(text: str) -> frozenset[str]:
    return frozenset(
        fold(word)
        for word in WORD.findall(text)
        if not (word[:1].isupper() and not base_forms(word))
        and not {EVENTS, ACTS, WEATHER}.isdisjoint(categories(word))
        and not _is_death(word)
        and fold(word) not in _COUNTS
        and not is_stop(word)
    )


def is_corrected(later: Told, earlier: Told) -> bool:
    """Whether another figure is given, and the old one told to be wrong, if not by the title."""
    around = f"{later.before} {later.text}"
    if not (CORRECTS.search(around) or _CORRECTION.match(later.title)):
        return False
    old = {(number.kind, number.value) for number in number_mentions(around)}
    other = any(
        one.value != each.value
        and one.kind == each.kind
        and ((each.kind, each.value) in old or _CORRECTION.match(later.title))
        and _count_one(later, one, earlier, each)
        for one in number_mentions(later.text)
        for each in number_mentions(earlier.text)
    )
    told = set(content_terms(earlier.text))
    said = told.intersection(content_terms(f"{later.title} {around}"))
    return other and len(said) >= HALF * len(told)


def _count_one(later: Told, one: NumberMention, earlier: Told, other: NumberMention) -> bool:
    """Whether two numbers count the same: one noun, or the dead."""
    if one in _dead(later.text) and other in _dead(earlier.text):
        return True
    first, second = _counted(later.text, one), _counted(earlier.text, other)
    return bool(first and second) and relation(first, second) in ("same", "synonym")


def _counted(text: str, number: NumberMention) -> str:
    """The word behind a number: what it counts."""
    word = WORD.search(text, number.end)
    return word[0] if word else ""
