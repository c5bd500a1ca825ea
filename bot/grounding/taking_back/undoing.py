"""The words that undo or deny, as WordNet knows them, and the clauses that say so. Pure.

The verbs of undoing are the synonyms of a few seeds that are little else; a verb that needs its
particle ("call off") counts with it alone. What is denied or called false has to be a report or a
clause behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.grounding.taking_back.told import IS, WORD, clauses
from bot.text.lexicon import antonyms, base_forms, senses_by_part, synonyms
from bot.text.words import fold

FEW_SENSES = 2
JUST_BEFORE = 24  # characters
_LAST_WORD = re.compile(r"[\w’'-]+$")
_NOT = re.compile(r"\b(?:not|never|cannot|no)\b|n['’]t\b", re.IGNORECASE)
_REPORTS = (
    r"(?:[Rr]eports?|rumou?rs?|[Cc]laims?|news|allegations?|accusations?|suggestions?|plans?)\b"
)
_FALSE_REPORT = re.compile(rf"\s{_REPORTS}")
_OF_REPORT = re.compile(rf"\b{_REPORTS}|\b[Ii]t(?:['’]s|\s(?:is|was))\s(?:\w+\s)?$")
_DENIED = re.compile(
    rf"\s(?:that|any|having|being|it|(?:\w+\s){{0,3}}?(?:knowledge|involvement|{_REPORTS})|\w+ing\b)"
)


@lru_cache(maxsize=1)
def _verbs() -> dict[str, frozenset[str]]:
    """The verbs of undoing, each with the particles that it needs ("" where it needs none).

    Synonyms that are nouns as well, or verbs of many senses ("table", "lift"), mostly mean another
    thing.
    """
    found: dict[str, set[str]] = {"withdraw": {""}, "scrap": {""}, "put": {"off"}}
    for seed in ("cancel", "postpone", "retract"):
        for synonym in (each for each in synonyms(seed) if each == seed or _is_little_else(each)):
            verb, _, particle = synonym.partition(" ")
            found.setdefault(verb, set()).add(particle)
    return {verb: frozenset(particles) for verb, particles in found.items()}


def _is_little_else(verb: str) -> bool:
    senses = senses_by_part(verb)
    return 0 < senses["v"] <= FEW_SENSES and sum(senses.values()) - senses["v"] <= 1


@lru_cache(maxsize=1)
def _heads() -> tuple[frozenset[str], frozenset[str]]:
    """How every verb of undoing or denying begins, and the particles of those that need one."""
    known = _verbs()
    heads = {verb.rstrip("e") for verb, particles in known.items() if "" in particles}
    heads |= {"withdr", "deny", "deni", "disprov", "refut", "rebut", "fals", "untru", "wrong"}
    heads |= {"incorrect", "mistaken", "erroneous"}
    return frozenset(heads), frozenset[str]().union(*known.values()) - {""}


@lru_cache(maxsize=1)
def hints() -> tuple[str, ...]:
    """Letters of which every text that may take back has some: quicker than any pattern."""
    heads, particles = _heads()
    marks = " not|n't|n’t|will n|would n|shall n|no longer|alive|toll|number of|fact|correct"
    further = "reported|earlier|previous|still|remain|missing"
    behind = (f" {particle}" for particle in sorted(particles))
    return (*f"{marks}|{further}".split("|"), *sorted(heads), *behind)


@lru_cache(maxsize=1)
def quick() -> re.Pattern[str]:
    """What every text of undoing or denying has: the head of a verb, or a particle."""
    heads, particles = _heads()
    return re.compile(
        rf"\b(?:{'|'.join(sorted(heads))})\w*|\s(?:{'|'.join(sorted(particles))})\b", re.IGNORECASE
    )


def _suspects(text: str) -> Iterator[re.Match[str]]:
    """The words of a text that `quick` points at: a verb, or the word before a particle."""
    for found in quick().finditer(text):
        before = _LAST_WORD.search(text, 0, found.start()) if found[0][0].isspace() else None
        word = WORD.match(text, before.start() if before else found.start())
        if word is not None:
            yield word


def undoing_words(text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that undo something ("called off")."""
    for word in _suspects(text):
        behind = WORD.search(text, word.end())
        if _particles(word[0]) & {"", fold(behind[0]) if behind else ""}:
            yield word.span()


@lru_cache(maxsize=8192)
def _particles(word: str) -> frozenset[str]:
    known = _verbs()
    return frozenset[str]().union(*(known.get(form, frozenset()) for form in base_forms(word)))


def denying_words(text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that deny something or call it false."""
    for word in _suspects(text):
        before = text[: word.start()]
        if _is_false(word[0]):
            stands = _says_false(before, text[word.end() :])
        else:
            what = _denies(word[0]) and _DENIED.match(text, word.end())
            stands = bool(what) and not _NOT.search(before[-JUST_BEFORE:])
        if stands:
            yield word.span()


def _says_false(before: str, behind: str) -> bool:
    """Whether a report is called false: "reports that ... were wrong", "it is untrue that"."""
    reported = IS.search(before) and _OF_REPORT.search(before)
    return bool(reported or _FALSE_REPORT.match(behind))


@lru_cache(maxsize=1024)
def _denies(word: str) -> bool:
    return not base_forms(word).isdisjoint(("deny", "disprove", "refute", "rebut"))


@lru_cache(maxsize=1024)
def _is_false(word: str) -> bool:
    named = fold(word) in ("wrong", "incorrect", "mistaken", "erroneous")
    return named or fold(word) in antonyms("true")


@lru_cache(maxsize=256)
def told_as_so(text: str) -> str:
    """The clauses of a sentence that take nothing back themselves."""
    marks = [m.span() for m in _NOT.finditer(text)]
    if quick().search(text):
        marks += [*undoing_words(text), *denying_words(text)]
    for clause, _ in clauses(text, marks):
        text = text.replace(clause, " ")
    return text
