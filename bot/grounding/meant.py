"""Whom "he" or "she" of a follow-up means: one person for sure, or several to ask about.

Observed: it is nearly always somebody of the last exchange: whom its question was about, or whom
its answer named; seldom somebody of an older answer, and then only where the last one has nobody
who fits. A wrong guess is answered with somebody else's deeds, which is worse than a question.

How it works: of the last exchange those count whom its question names and whom its sentences name,
without those whom their text calls by the other pronoun; where nobody is left, those of the
titles. One is meant; of several the one whom the last question was about, unless it asked who. All
others are asked about: several that may be meant; one of whom no text tells whether "he" fits,
beside an older one whom it surely fits; older ones, where the last exchange has nobody. Where
nobody was talked of but the last question has a person without a name ("the mayor"), the words of
the conversation must do.

Where it fails: the second of two persons where the last question was about the first; one person
whom no text calls "he" or "she", and "she" means somebody unnamed ("the mayor ... her deputy").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.grounding.claims import Asks, Exchange, Person
from bot.grounding.people import persons, persons_asked_about
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
    question = _CONTEXT.sub("", last.standalone)
    people = _people(last)
    asked = _fitting(persons_asked_about(question, people), pronoun)
    shown = _fitting((one for one in people if not one.titled), pronoun)
    may_be = _once([*asked, *shown]) or _fitting(people, pronoun)
    older = _once(_fitting(_older(told), pronoun))
    if not may_be:
        if not older and _has_role(question):
            return None
        return _asks(older)
    sure = [one for one in older if one.pronoun and not _is_among(one, may_be)]
    about = asked if not _WHO.search(question) else []
    meant = about if len(about) == 1 and about[0] in people else may_be
    rivals = [one for one in [*shown, *sure] if one.pronoun and one != meant[0]]
    if len(meant) == 1 and (meant[0].pronoun or not rivals):
        return meant[0].name
    return _asks([*may_be, *sure])


def _people(exchange: Exchange) -> tuple[Person, ...]:
    return exchange.persons or persons(exchange.sentences)


def _older(told: Sequence[Exchange]) -> Iterator[Person]:
    """Whom older exchanges named, the newest first."""
    for exchange in reversed(told[-FURTHEST:-1]):
        people = _people(exchange)
        yield from persons_asked_about(_CONTEXT.sub("", exchange.standalone), people)
        yield from (one for one in people if not one.titled)


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
    return Asks(tuple(dict.fromkeys(one.name for one in people))[:MOST_NAMES])


def _has_role(question: str) -> bool:
    """Whether it asks about somebody without a name ("the mayor")."""
    return any(is_trade(token.text) for token in tokens(question) if token.text.islower())
