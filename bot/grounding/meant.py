"""Whom "he" or "she" of a follow-up means: one person for sure, or several to ask about.

Observed: it is nearly always somebody of the last exchange: whom its question was about, or whom
its answer named; seldom somebody of an older answer, and then only where the last one has nobody
who fits. A wrong guess is answered with somebody else's deeds, which is worse than a question.

How it works: of the last exchange those count whom its question names and whom its sentences name,
without those whom their text, or who asks, calls by the other pronoun; where nobody is left, those
of the titles. One is meant; of several the one whom the last question was about or who answers it,
where it asked who; or the only one of the first sentence, where no text calls anybody else so. All
others are asked about: several that may be meant; one of whom no text tells whether "he" fits,
beside one whom it surely fits, be it of an older answer on the same topic; older ones, where the
last exchange has nobody. Where nobody was talked of but the last question has a person without a
name ("the mayor"), the words of the conversation must do.

Where it fails: the second of two persons where the last question was about the first; one person
whom no text calls "he" or "she", and "she" means somebody unnamed ("the mayor ... her deputy").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.grounding.claims import Asks, Exchange, Person
from bot.grounding.people import persons, persons_asked_about
from bot.text.genders import PRONOUNS
from bot.text.lexicon import is_trade
from bot.text.names import same_name
from bot.text.words import tokens

MOST_NAMES = 4  # that are asked about
FURTHEST = 3  # exchanges back
_WHO = re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE)
_CONTEXT = re.compile(r"\s*\[[^\[\]]*\]\s*$")


def who_is_meant(pronoun: str, told: Sequence[Exchange]) -> str | Asks | None:
    """The person whom `pronoun` ("he" or "she") means, what to ask back, or None: leave it be."""
    last = told[-1]
    people = _people(told)
    question = _CONTEXT.sub("", last.standalone)
    asked = _fitting(_asked_about(last, people[-1], _called(told)), pronoun)
    shown = _fitting((one for one in people[-1] if not one.titled), pronoun)
    may_be = _once([*asked, *shown]) or _fitting(people[-1], pronoun)
    older = _fitting(_older(told, people), pronoun)
    if not may_be:
        return None if not older and _has_role(question) else _asks(older)
    meant = _most_likely(question, asked, shown, last) or may_be
    on_topic = _fitting(_older(told, people, on_topic=True), pronoun)
    named = [one for one in older if _is_among(one, asked)]
    sure = [one for one in [*on_topic, *named] if one.pronoun]
    rivals = [one for one in [*shown, *sure] if one.pronoun and not _is_among(one, meant[:1])]
    if len(meant) == 1 and (meant[0].pronoun or not rivals):
        return meant[0].name
    return _asks([*may_be, *sure])


def _most_likely(
    question: str, asked: Sequence[Person], shown: Sequence[Person], last: Exchange
) -> list[Person]:
    """Whom the last question was about, where it was about one; who answers it, if it asked who.

    Else the only one of the first sentence, where the text calls nobody but them so.
    """
    if _WHO.search(question):
        about = [one for one in shown if not _is_among(one, asked)]
    else:
        about = [one for one in asked if one in shown]
    if len(about) == 1:
        return about
    first = [one for one in shown if one.name.rpartition(" ")[2] in "".join(last.sentences[:1])]
    called = [one for one in shown if one.pronoun]
    return first if len(first) == 1 and first == called else []


def _people(told: Sequence[Exchange]) -> list[list[Person]]:
    """The persons of each exchange, with the pronoun by which who asks called them."""
    called = _called(told)
    return [
        [replace(one, pronoun=called.get(one.name, one.pronoun)) for one in _told_of(exchange)]
        for exchange in told
    ]


def _told_of(exchange: Exchange) -> tuple[Person, ...]:
    return exchange.persons or persons(exchange.sentences)


def _called(told: Sequence[Exchange]) -> dict[str, str]:
    """What who asks called those whose names completed a question ("what did she say?")."""
    names = {one.name for exchange in told for one in _told_of(exchange)}
    called: dict[str, str] = {}
    for exchange in told:
        said = {PRONOUNS.get(token.text.lower(), "") for token in tokens(exchange.question)} - {""}
        completed = [n for n in names if n in exchange.standalone and n not in exchange.question]
        if len(said) == len(completed) == 1:
            called[completed[0]] = next(iter(said))
    return called


def _asked_about(
    exchange: Exchange, people: Sequence[Person], called: Mapping[str, str]
) -> list[Person]:
    found = persons_asked_about(_CONTEXT.sub("", exchange.standalone), people)
    return [replace(one, pronoun=called.get(one.name, one.pronoun)) for one in found]


def _older(
    told: Sequence[Exchange], people: Sequence[Sequence[Person]], *, on_topic: bool = False
) -> list[Person]:
    """Whom older exchanges named, the newest first; `on_topic` those that the last went on from."""
    found: list[Person] = []
    for at in range(len(told) - 2, max(-1, len(told) - 1 - FURTHEST), -1):
        if on_topic and not _CONTEXT.search(told[at + 1].standalone):
            break
        found += _asked_about(told[at], people[at], {})
        found += [one for one in people[at] if not one.titled]
    return _once(found)


def _fitting(people: Iterable[Person], pronoun: str) -> list[Person]:
    return [one for one in people if one.pronoun in ("", pronoun)]


def _once(people: Iterable[Person]) -> list[Person]:
    """Each name once; of the same person, the one of whom more is known."""
    found: list[Person] = []
    for one in people:
        at = next((n for n, other in enumerate(found) if same_name(one.name, other.name)), None)
        if at is None:
            found.append(one)
        elif one.pronoun and not found[at].pronoun:
            found[at] = one
    return found


def _is_among(one: Person, people: Iterable[Person]) -> bool:
    return any(same_name(one.name, other.name) for other in people)


def _asks(people: Sequence[Person]) -> Asks:
    return Asks(tuple(one.name for one in _once(people))[:MOST_NAMES])


def _has_role(question: str) -> bool:
    """Whether it asks about somebody without a name ("the mayor")."""
    return any(is_trade(token.text) for token in tokens(question) if token.text.islower())
