"""What a chat follows: a name and a typed query, never a raw query string.

How a topic is written
- Words next to each other belong together: `interest rates` wants both in one passage. Of four
  words or more, a quarter may be missing, since a long name is seldom repeated in full.
- `"central bank"` in quotes wants exactly these words in this order.
- `bitcoin AND regulation` wants both sides, `fire OR flood` either; AND binds closer than OR.
- `-football` or `NOT football` leaves out articles with that word (or quoted phrase).
- AND, OR and NOT count only in capitals; in small letters they are plain words.

Words are compared as stems of the article's language, so `sanction` finds "sanctions". There are
no wildcards and no regular expressions: nothing that a person types can run away.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bot.errors import Remark, RequestError
from bot.text.words import is_stop, stem, tokens

MAX_WORDS = 20
MAX_CHARACTERS = 200
EXAMPLE = "bitcoin AND regulation"
WRITTEN_OUT = "fire AND spain OR flood AND spain"
_LOOSE = 4  # a run of this many words tolerates that one in four is missing
_TYPOGRAPHY = str.maketrans("“”„‟«»＂–—−", '"""""""---')
_ITEM = re.compile(r'(?P<minus>-)?(?:"(?P<quoted>[^"]*)"?|(?P<word>[^\s"]+))')
_OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that belong together: in this order when `exact`, else anywhere in the article."""

    words: tuple[str, ...]
    exact: bool

    @property
    def needed(self) -> int:
        """How many of the words must be there."""
        return len(self.words) if self.exact else len(self.words) - len(self.words) // _LOOSE


@dataclass(frozen=True, slots=True)
class Query:
    """What an article must hold: all phrases of one alternative, and none of `without`.

    No alternatives means that every article fits.
    """

    alternatives: tuple[tuple[Phrase, ...], ...] = ()
    without: tuple[Phrase, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All wanted words once, as typed, in order."""
        wanted = (word for side in self.alternatives for phrase in side for word in phrase.words)
        return tuple(dict.fromkeys(wanted))


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: `name` as its reader typed it, `key` the same for all who mean the same."""

    name: str
    query: Query

    @property
    def key(self) -> str:
        """The query in one spelling: what editions are shared by ("" is everything)."""
        sides = sorted(" AND ".join(map(_spelled, side)) for side in self.query.alternatives)
        without = sorted("-" + _spelled(phrase) for phrase in self.query.without)
        return " ".join([" OR ".join(sides), *without]).strip()


EVERYTHING = Topic("", Query())


def parse_topic(text: str, language: str = "en") -> Topic:
    """Read a topic as described above; empty text means everything.

    Raises RequestError when it is too long, holds only common words or punctuation, or mixes
    parentheses with operators.
    """
    name = _clean(text)
    if not name:
        return EVERYTHING
    _check_size(name)
    query = _query(name, language)
    if not query.alternatives:
        raise RequestError(
            Remark(
                "the topic {!r} holds only words that stand in every article or no words at all",
                (name,),
            ),
            advice=Remark("Name what it is about, for example: {}", (EXAMPLE,)),
        )
    return Topic(name, query)


def _clean(text: str) -> str:
    """One line without control and formatting characters."""
    kept = (" " if unicodedata.category(char)[0] == "C" else char for char in text)
    return " ".join("".join(kept).split())


def _check_size(name: str) -> None:
    words = len(name.split())
    if words > MAX_WORDS:
        raise RequestError(
            Remark("the topic has {} words, at most {} can be followed", (words, MAX_WORDS)),
            advice=Remark("Take the few that matter, for example: {}", (EXAMPLE,)),
        )
    if len(name) > MAX_CHARACTERS:
        raise RequestError(
            Remark(
                "the topic has {} characters, at most {} can be followed",
                (len(name), MAX_CHARACTERS),
            ),
            advice=Remark("Take the few that matter, for example: {}", (EXAMPLE,)),
        )


def _query(name: str, language: str) -> Query:
    reader = _Reader(language)
    for match in _ITEM.finditer(name.translate(_TYPOGRAPHY)):
        if match["word"] in _OPERATORS and not match["minus"]:
            reader.operator(match["word"])
        elif match["quoted"] is not None:
            reader.phrase(match["quoted"], negated=bool(match["minus"]))
        else:
            reader.word(match["word"], negated=bool(match["minus"]))
    query = reader.finish()
    if query.alternatives and reader.operators and ("(" in name or ")" in name):
        raise RequestError(
            Remark(
                "the topic {!r}: parentheses are not understood beside AND, OR and NOT", (name,)
            ),
            advice=Remark("Write the sides out, for example: {}", (WRITTEN_OUT,)),
        )
    return query


class _Reader:
    """Collects items into alternatives; operators without a side are passed over."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._run: list[str] = []
        self._side: list[Phrase] = []
        self._sides: list[tuple[Phrase, ...]] = []
        self._without: list[Phrase] = []
        self._negate = False
        self.operators = 0

    def operator(self, word: str) -> None:
        self.operators += 1
        self._end_run()
        self._negate = word == "NOT"
        if word == "OR":
            self._end_side()

    def word(self, text: str, *, negated: bool) -> None:
        words = [token.text for token in tokens(text)]
        kept = [word for word in words if not is_stop(word, self._language)]
        if negated or self._negate:
            self._exclude(Phrase(tuple(kept), exact=True))
        elif len(kept) > 1 and len(kept) == len(words) and "-" in text:
            self._add(Phrase(tuple(kept), exact=True))
        else:
            self._run.extend(kept)

    def phrase(self, text: str, *, negated: bool) -> None:
        words = tuple(token.text for token in tokens(text))
        if all(is_stop(word, self._language) for word in words):
            return
        if negated or self._negate:
            self._exclude(Phrase(words, exact=True))
        else:
            self._end_run()
            self._add(Phrase(words, exact=True))

    def finish(self) -> Query:
        self._end_run()
        self._end_side()
        return Query(tuple(dict.fromkeys(self._sides)), tuple(dict.fromkeys(self._without)))

    def _add(self, phrase: Phrase) -> None:
        if phrase not in self._side:
            self._side.append(phrase)

    def _exclude(self, phrase: Phrase) -> None:
        self._negate = False
        if phrase.words:
            self._without.append(phrase)

    def _end_run(self) -> None:
        if self._run:
            self._add(Phrase(tuple(dict.fromkeys(self._run)), exact=False))
        self._run = []

    def _end_side(self) -> None:
        if self._side:
            self._sides.append(tuple(self._side))
        self._side = []


def _spelled(phrase: Phrase) -> str:
    words = " ".join(word.casefold() for word in phrase.words)
    return f'"{words}"' if phrase.exact else words


def candidates(query: Query, having: Callable[[str], set[tuple[int, int]]]) -> set[int] | None:
    """Return the ids of the articles that may fit; None means all.

    `having` gives (article id, passage id) of the passages that hold a word. The words of one
    phrase must stand in one passage, the phrases of an alternative anywhere in an article. Exact
    up to the order of words: where `ordered` is true of the query, `matches` decides.
    """
    if not query.alternatives and not query.without:
        return None
    fitting: set[int] = set()
    for side in query.alternatives:
        fitting |= set.intersection(*(_together(phrase, having) for phrase in side))
    for phrase in query.without:
        if len(phrase.words) == 1:
            fitting -= {article for article, _ in having(phrase.words[0])}
    return fitting


def _together(phrase: Phrase, having: Callable[[str], set[tuple[int, int]]]) -> set[int]:
    counted = Counter(place for word in phrase.words for place in having(word))
    return {article for (article, _), count in counted.items() if count >= phrase.needed}


def ordered(query: Query) -> bool:
    """Whether the order of words matters to the query."""
    phrases = (*(phrase for side in query.alternatives for phrase in side), *query.without)
    return any(phrase.exact and len(phrase.words) > 1 for phrase in phrases)


def matches(query: Query, terms: list[str], language: str) -> bool:
    """Whether an article whose index terms (all words, in order) are given fits the query."""
    held = _Held(terms, language)
    if any(held.whole(phrase) for phrase in query.without):
        return False
    return not query.alternatives or any(map(held.all_of, query.alternatives))


def mentions(query: Query, held: frozenset[str], language: str) -> bool:
    """Whether a few words (a title's or a lead's terms) hold what the query wants, in any order."""
    return not query.alternatives or any(
        all(_enough_in(phrase, held, language) for phrase in side) for side in query.alternatives
    )


def _enough_in(phrase: Phrase, held: frozenset[str], language: str) -> bool:
    return sum(term in held for term in stems(phrase.words, language)) >= phrase.needed


class _Held:
    """What an article holds."""

    def __init__(self, terms: list[str], language: str) -> None:
        self._language = language
        self._terms = terms
        self._set = frozenset(terms)

    def all_of(self, side: tuple[Phrase, ...]) -> bool:
        return all(
            self.whole(phrase) if phrase.exact else _enough_in(phrase, self._set, self._language)
            for phrase in side
        )

    def whole(self, phrase: Phrase) -> bool:
        wanted = stems(phrase.words, self._language)
        if not self._set.issuperset(wanted):
            return False
        length = len(wanted)
        return length == 1 or any(
            tuple(self._terms[at : at + length]) == wanted
            for at, term in enumerate(self._terms)
            if term == wanted[0]
        )


@lru_cache(maxsize=4096)
def stems(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The index terms of words in a language."""
    return tuple(stem(word, language) for word in words)
