"""What in a sentence could be the answer: new words of the type that the question wants.

Observed: an answer is something that the question does not say. "Which" and "who" are answered by
a name, "how many" by a number, "which film" by a title in quotation marks, "when" by a date; a
sentence without anything of the sort seldom answers, however well its words fit.

How it works: runs of capitalised words are names, digits and number words are numbers. Only what
stands in the first READ words counts, since that is what a reader takes in. `typed` grades how
surely something of the type is there; `terms` are the words that it consists of, by which
sentences of independent articles are found to agree. What is of the kind that was asked for, the
dictionary tells (`of_kind`).

Where it fails: languages without capitals or that capitalise nouns, names that open a sentence
and are ordinary words, answers that are spelled out ("a dozen of the best").
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from bot.grounding.question import Question, Wants
from bot.grounding.speakers import speaks
from bot.text.lexicon import PERSONS, brought, categories, is_trade
from bot.text.listed import listed
from bot.text.words import content_terms, is_stop, stem

READ = 45  # words of a sentence that a reader takes in

_NAME = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*"
    r"(?:\s+(?:(?:of|the|and|de|for|al|bin|van|von|in)\s+){0,2}[^\W\d_a-zß-öø-ÿ][\w’'.-]*)*"
)
# Figures and words of letters alone: what is a number among them is looked up, since a pattern of
# thirty words is tried anew at each letter.
_FIGURE_OR_WORD = re.compile(r"\d[\d,.]*|\b[^\W\d]+\b")


_NUMBER_WORDS = listed(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion trillion dozen half third quarter once twice first second
    """
)
_QUOTED = re.compile(r"[“\"‘'][A-Z][^”\"’']{2,60}[”\"’']")
_CALENDAR = re.compile(
    r"\b(?:1[0-9]|20)\d\d\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_REASON = re.compile(
    r"\b(?:because|due to|after|since|in order to|so that|over|amid|to)\b", re.IGNORECASE
)
# Connectives, and verbs that tell a cause and hardly anything else (after Girju 2003).
_CAUSE = re.compile(
    r"\b(?:because|due to|after|caus(?:e|es|ed|ing)"
    r"|(?:spark|trigger|ignit|prompt|provok|start|blam)(?:ed|ing)|(?:set|sets|touched)\s+off"
    r"|(?:leads?|led|leading)\s+to|brought\s+(?:\w+\s+){0,3}(?:down|about)"
    r"|result(?:s|ed|ing)?\s+(?:of|in|from)|source)\b",
    re.IGNORECASE,
)
_AT_PLACE = re.compile(r"\b(?:in|at|from|near|to|of)\s+(?:the\s+)?[A-Z]")
_MONEY = re.compile(
    r"[$£€¥₹]\s?\d|\d[\d.,]*\s?(?:\w+illion\s)?(?:dollars|pounds|euros|yen|cents)\b"
)
_SHARE = re.compile(r"\d\s?%|\bper\s?cent\b|\bpercent\b|\b(?:half|third|quarter)s?\b")
_AGE = re.compile(r"\baged?\s+(?:of\s+)?\d|\d[\s-]years?[\s-]old\b|,\s\d{1,3},")
_MEASURES = {
    "percentage": _SHARE,
    "percent": _SHARE,
    "proportion": _SHARE,
    "share": _SHARE,
    "much": _MONEY,
    "price": _MONEY,
    "cost": _MONEY,
    "old": _AGE,
    "age": _AGE,
}
_PEOPLE = frozenset({"people", "persons"})
_DONE_TO = frozenset({"were", "was", "others", "more", "dead"})  # "26 were injured"
_PERSON_ENDS = ("s", "er", "or", "ar", "man", "men", "ist", "ian", "ant", "ent", "ee", "people")
PERSONS_UNNAMED = 0.3
LONGEST_KIND = 3  # words of a name
UNMEASURED = 0.5  # a number of who knows what
CAUSE_UNTOLD = 0.3  # many causes are told without such a word
COUNTED_WITHIN = 4  # words after a number that may hold what it counts
_OPENING = " \"'“‘(["


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What a sentence offers: how surely something of the wanted type (0 to 1), and its terms."""

    typed: float
    terms: frozenset[str]


def new_answer(
    sentence: str,
    question: Question,
    terms: frozenset[str] | None = None,
    before: Sequence[str] = (),
    context: Set[str] = frozenset(),
) -> NewAnswer:
    """Find what `sentence` says of the wanted type that the question does not say itself.

    `terms` are the sentence's content terms, if they are known, `before` the sentences before it
    and `context` the terms around it, which tell who speaks (see speakers).
    """
    head, terms = _head(sentence, question, terms)
    if question.speaker:
        if not speaks(sentence, question.speaker, before, context):
            return NewAnswer(0.0, frozenset())
        return NewAnswer(1.0, terms - question.said)
    if question.wants is Wants.NUMBER:
        found = _numbers(head)
        numbers = frozenset(stem(m[0].strip(".,"), question.language) for m in found)
        new = numbers - question.said
        return NewAnswer(_measures(head, terms, found, question) if new else 0.0, new)
    names = _new_names(head, question)
    offered = frozenset(term for name in names for term in name)
    if question.wants in (Wants.THING, Wants.ANYTHING, Wants.REASON, Wants.CAUSE):
        offered = terms - question.said
    return NewAnswer(_typed(head, names, question), offered)


def _head(
    sentence: str, question: Question, terms: frozenset[str] | None
) -> tuple[str, frozenset[str]]:
    """The words that a reader takes in, and their content terms."""
    words = sentence.split(maxsplit=READ)
    head = " ".join(words[:READ])
    if terms is None or len(words) > READ:
        terms = frozenset(content_terms(head, question.language))
    return head, terms


def of_kind(words: Sequence[str], question: Question) -> bool:
    """Whether a new name in `words` (content terms) is of the kind asked for: Ohio is a state."""
    if not question.kinds:
        return False
    runs = (words[at : at + n] for n in range(1, LONGEST_KIND + 1) for at in range(len(words)))
    return any(
        not question.said.issuperset(name) for name in question.kinds.intersection(map(tuple, runs))
    )


def _new_names(head: str, question: Question) -> list[list[str]]:
    """The names of a sentence that bring a word which the question lacks, as lists of terms."""
    found = []
    for match in _NAME.finditer(head):
        opens = not head[: match.start()].strip(_OPENING)
        if opens and " " not in match[0] and is_stop(match[0], question.language):
            continue
        new = [t for t in _name_terms(match[0], question.language) if t not in question.said]
        if new:
            found.append(new)
    return found


@lru_cache(maxsize=10_000)
def _name_terms(name: str, language: str) -> tuple[str, ...]:
    """The content terms of a name; remembered, since the names of the news come again."""
    return tuple(content_terms(name, language))


def _numbers(head: str) -> list[re.Match[str]]:
    return [
        match
        for match in _FIGURE_OR_WORD.finditer(head)
        if match[0][0].isdecimal() or match[0].lower() in _NUMBER_WORDS
    ]


def _measures(
    head: str, terms: Set[str], numbers: Sequence[re.Match[str]], question: Question
) -> float:
    """Whether a number stands with what is measured: its unit, or the noun that is counted."""
    written = _MEASURES.get(question.measured)
    if written is not None:
        return 1.0 if written.search(head) else UNMEASURED
    counted = stem(question.measured, question.language)
    if brought(question.measured) and _has_size(head, numbers, _sizes(question.measured)):
        return 1.0
    if question.measured in _PEOPLE and any(_counts_persons(head, match) for match in numbers):
        return 1.0
    if counted not in terms and not any(_is_glued(head, match) for match in numbers):
        return UNMEASURED
    for match in numbers:
        after = head[match.end() :].split(maxsplit=COUNTED_WITHIN)[:COUNTED_WITHIN]
        if counted in content_terms(" ".join(after), question.language):
            return 1.0
    return UNMEASURED


@lru_cache(maxsize=256)
def _sizes(measured: str) -> frozenset[str]:
    """The terms of a measure: of "deep" also "depth"."""
    return frozenset(stem(word) for word in (measured, *brought(measured)) if " " not in word)


def _has_size(head: str, numbers: Sequence[re.Match[str]], sizes: Set[str]) -> bool:
    """Whether a measure stands right behind a number with its unit, or before it ("depth of")."""
    for number in numbers:
        before = head[: number.start()].split()[-COUNTED_WITHIN:]
        after = head[number.end() :].split(maxsplit=COUNTED_WITHIN)[:COUNTED_WITHIN]
        if not sizes.isdisjoint(content_terms(" ".join((*before, *after)))):
            return True
    return False


def _counts_persons(head: str, number: re.Match[str]) -> bool:
    """Whether a number counts persons ("two workers"), or those to whom something is done."""
    after = head[number.end() :].split(maxsplit=COUNTED_WITHIN)[:COUNTED_WITHIN]
    words = [word.strip(_OPENING + ".,;:!?)]”’") for word in after]
    if words and words[0] in _DONE_TO:
        return True
    return any(is_trade(word) for word in words if word.islower())


def _is_glued(head: str, number: re.Match[str]) -> bool:
    """Whether its unit stands right behind a number ("10km"): both are one term of the sentence."""
    return head[number.end() : number.end() + 1].isalpha()


def _has_persons(head: str, question: Question) -> bool:
    """Whether a word that the question lacks is one for persons ("fishermen").

    Only words that end like one are looked up: each look-up of a rare word reads the dictionary.
    """
    words = (word.rstrip('.,;:!?)"”’') for word in head.split() if word.islower())
    ending = (word for word in words if word.endswith(_PERSON_ENDS) and word not in question.text)
    return any(PERSONS in categories(word) for word in ending)


def _typed(head: str, names: list[list[str]], question: Question) -> float:
    named = bool(names)
    match question.wants:
        case Wants.PERSON:
            if any(len(name) > 1 for name in names):
                return 1.0
            return 0.5 if named else PERSONS_UNNAMED * _has_persons(head, question)
        case Wants.PLACE:
            return 1.0 if named and _AT_PLACE.search(head) else 0.6 * named
        case Wants.TIME:
            return float(_CALENDAR.search(head) is not None)
        case Wants.TITLE:
            return 1.0 if _QUOTED.search(head) else 0.5 * named
        case Wants.NAME:
            return float(named)
        case Wants.REASON:
            return float(_REASON.search(head) is not None)
        case Wants.CAUSE:
            return 1.0 if _CAUSE.search(head) else CAUSE_UNTOLD
        case Wants.THING:
            return 0.7 if named else 0.4
        case _:
            return 0.5
