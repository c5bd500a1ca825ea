"""What a question asks: its words by weight, the kind of answer it wants, the names in it.

Observed: of a question's words, those of the clause that asks matter most; what comes before it
("X did Y this week. Which ...?") tells the event. The question word and the noun after it
("which city", "how many", "what year") tell what an answer must contain, and that noun itself is
seldom written in it. Answer types follow the coarse classes of Li and Roth (2002).

How it works: the last sentence that holds a question word is the focus. Its words weigh 1, the
others FRAME; the noun that only names the answer's type weighs TYPE_WORD. The head noun is looked
up in short lists of everyday nouns, one list a type.

Where it fails: statements to be completed ("held previously by:"), questions of which the head
noun comes late, languages other than English (all words then weigh the same and no type is
asked for).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.text.names import name_mentions
from bot.text.words import content_terms, stem, stop_words, terms, tokens

FRAME = 0.6  # weight of a word outside the clause that asks
TYPE_WORD = 0.35  # weight of the noun that names the answer's type
MOST_TERMS = 64  # further ones of a very long question are not searched


class Wants(StrEnum):
    """What an answer must contain."""

    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    TITLE = "title"
    NAME = "name"
    REASON = "reason"
    THING = "thing"  # "which/what" and a noun that is in no list
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Question:
    """A standalone question as the later stages read it.

    `weights` has each content term once, in order, with its weight (0 to 1); `said` are all
    terms of the question, function words too; `names` are its proper names as written.
    """

    text: str
    language: str
    wants: Wants
    weights: Mapping[str, float]
    said: frozenset[str]
    names: tuple[str, ...]


_ASKS = re.compile(
    r"\b(?:how (?:many|much|old|long|far|tall|often|big|large|fast|high|deep)"
    r"|who|whom|whose|where|when|why|which|what|how)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"'])")
_SIMPLE = {
    "who": Wants.PERSON,
    "whom": Wants.PERSON,
    "whose": Wants.PERSON,
    "where": Wants.PLACE,
    "when": Wants.TIME,
    "why": Wants.REASON,
}


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HEAD_ENDS = _listed(
    "is are was were be been did does do has have had will would can could should may might of in "
    "for to on at by with during that who which said says"
)
_BE = frozenset({"is", "are", "was", "were"})
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST_HEAD = 6  # words

_TYPES: dict[Wants, frozenset[str]] = {
    wants: _listed(listing)
    for wants, listing in {
        Wants.PERSON: (
            "person man woman boy girl actor actress singer musician rapper artist player athlete "
            "politician president leader minister senator governor mayor king queen prince "
            "princess pope author writer director star celebrity scientist lawmaker candidate "
            "host comedian coach driver founder chief official judge lawyer model golfer boxer "
            "swimmer runner astronaut journalist billionaire figure mathematician emperor "
            "philosopher general father mother son daughter wife husband"
        ),
        Wants.PLACE: (
            "country city state nation town place island region continent county province village "
            "location capital area territory street river lake mountain airport district"
        ),
        Wants.TIME: "year month day date decade century season week time era period",
        Wants.NUMBER: (
            "percentage percent number amount age price cost margin temperature score rate ratio "
            "share total size length height weight distance speed population proportion"
        ),
        Wants.TITLE: (
            "film movie show series book album song novel game play magazine program programme "
            "podcast musical sitcom"
        ),
        Wants.NAME: (
            "name company airline team university organization organisation group agency bank "
            "automaker carmaker retailer brand chain party club school college network "
            "institution department court firm store manufacturer union newspaper platform league"
        ),
    }.items()
}


def read_question(text: str) -> Question:
    """Read a question of any length and language; never fails, may find no terms at all."""
    language = guess_language(text)
    focus = _focus(text)
    wants, noun = _wanted(focus)
    return Question(
        text=text,
        language=language,
        wants=wants,
        weights=_weights(text, focus, noun, language),
        said=frozenset(terms(text, language)),
        names=_names(text),
    )


def guess_language(text: str) -> str:
    """The language whose function words the text uses most; English when none stands out."""
    words = {token.text.lower() for token in tokens(text[:2000])}
    counts = {code: len(words & listed) for code, listed in _function_words().items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"), default="en")
    return best if counts.get(best, 0) > counts.get("en", 0) else "en"


@lru_cache(maxsize=1)
def _function_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(listed) for code, listed in stop_words().items()}


def _focus(text: str) -> str:
    clauses = [clause for clause in _CLAUSE_END.split(text.strip()) if clause]
    asking = (clause for clause in reversed(clauses) if _ASKS.search(clause))
    return next(asking, clauses[-1] if clauses else "")


def _wanted(focus: str) -> tuple[Wants, str]:
    """The type of answer, and the noun that names it ("" where none does)."""
    asks = _ASKS.search(focus)
    if asks is None:
        return Wants.ANYTHING, ""
    first, *more = asks[0].lower().split()
    if first in _SIMPLE:
        return _SIMPLE[first], ""
    if first == "how":
        return (Wants.NUMBER if more else Wants.ANYTHING), ""
    return _type_of(_head([token.text.lower() for token in tokens(focus[asks.end() :])]))


def _head(after: list[str]) -> list[str]:
    """The noun phrase after "which" or "what", also in "what is the ... of"."""
    head = _until_end(after)
    if not head and len(after) > 1 and after[0] in _BE and after[1] in _ARTICLES:
        head = _until_end(after[2:])
    return head


def _until_end(words: list[str]) -> list[str]:
    ends = (at for at, word in enumerate(words) if word in _HEAD_ENDS)
    return words[: min(next(ends, _LONGEST_HEAD), _LONGEST_HEAD)]


def _type_of(head: list[str]) -> tuple[Wants, str]:
    for word in reversed(head):
        for wants, nouns in _TYPES.items():
            if word in nouns or word.removesuffix("s") in nouns or _singular(word) in nouns:
                return wants, word
    return Wants.THING, ""


def _singular(word: str) -> str:
    return word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("es")


def _weights(text: str, focus: str, noun: str, language: str) -> dict[str, float]:
    asked = frozenset(content_terms(focus, language))
    type_term = stem(noun, language)
    weights: dict[str, float] = {}
    for term in content_terms(text, language):
        weight = (1.0 if term in asked else FRAME) * (TYPE_WORD if term == type_term else 1.0)
        weights.setdefault(term, weight)
        if len(weights) == MOST_TERMS:
            break
    return weights


def _names(text: str) -> tuple[str, ...]:
    found = (mention.text for mention in name_mentions(text) if mention.certain)
    return tuple(dict.fromkeys(name for name in found if not _ASKS.fullmatch(name)))
