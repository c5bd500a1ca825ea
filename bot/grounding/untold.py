"""What an English sentence speaks of without telling which one.

Observed: a sentence may stand well by its grammar and still leave its reader to ask: which town,
whose trial, who said so? "Police closed the town", "“We are proud,” he said", "The governor, Anna
Berg, resigned." In its article the title and the sentences before answer that; above the sentence
the title alone does.

How it works: three things are looked for outside quotation marks.
 - "the" and a noun that has many instances: a place, a body of people, a person, an event, a deed
   or what somebody made or wrote. It is told which one where words behind it say so ("the town of
   Berg", "the man who ..."), a number, a superlative or a name stands in it, the sentence had it
   or something of that kind before, or there is one for everybody ("the police").
   A place, a body, a thing and a person may also be that of a name before it ("Oslo closed the
   harbour"); a kind behind tells of what is done ("the sale of drinks"), not of what there is
   ("the case of polio").
 - he, she and their kin, where no person's name and no "a man" stands before, nor the name right
   behind an introduction ("In his speech, Anna Berg said ...").
 - an office with a name, but without what it is the office of, where nothing else is named.

Where it fails: kinds ("the tiger is rare"); what everybody knows ("the moon landing"); persons told
by their family name alone; a name before a noun that has nothing to do with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.grounding.definite import is_clear, is_verb, points_at, points_back
from bot.grounding.standing import goes_with_noun, unquoted
from bot.text.lexicon import (
    GROUPS,
    PERSONS,
    PLACES,
    TIMES,
    base_forms,
    categories,
    is_only_one,
    relation,
)
from bot.text.listed import listed
from bot.text.names import NameMention, name_mentions
from bot.text.words import is_stop

LONGEST_NOUN = 4  # words between "the" and the end of its noun

_ACTS, _THINGS, _WRITINGS, _EVENTS, _WEATHER = 4, 6, 10, 11, 19  # WordNet's files of nouns
_BROADEST = 3  # "the group", "the event"
_LAST_OF_NOUNS = 28
_OF_A_NAME = frozenset({GROUPS, PERSONS, PLACES, _THINGS})
_MANY = _OF_A_NAME | {_ACTS, _WRITINGS, _EVENTS, _WEATHER, _BROADEST}
_THE = re.compile(r"\b(?:[Tt]he|(?:[Ii]n|at|on|of|for|from|near|by|with) that) (?=[a-z])")
_WORD = re.compile(r"[\w’'-]+")
_SAYS_WHICH = listed(
    "of in for to that who which whose where when from at on about between against with behind near"
    " around into within outside during by off over under across than as called named known"
)
_JOINED = re.compile(r"^ (?:and|or) [\w-]+(?= of\b)")  # "the making and sale of drinks"
_OWNER = re.compile(r"['’]s?$")
_RELATIVE = listed("last next this early late")
_BESIDE_NAME = re.compile(r"[A-Z][\w’'.-]*,\s$")  # "Berg, the mayor"
_QUOTED_NAME = re.compile(r"\s[“\"‘'][A-Z]")  # "the film “Winter”"
_KIND_BEHIND = listed("of in for with from at on about")
_PERSON = re.compile(
    r"(?!\w+ or (?:he|she|him|her|his)\b)(?<! or )\b(?:he|she|him|her|his|hers|himself|herself)\b",
    re.IGNORECASE,
)
_OPENS_AS_NAME = re.compile(  # "Rice said she ...": a noun has "the" before it, or is a plural
    r"\W*(?!Police|People|Men|Women|Children)[A-Z][a-z]+(?<!s)"
    r" (?:said|says|told|was|is|has|had|\w+ed)\b"
)
_SOMEBODY = re.compile(  # "a young man", not "the man"
    r"\b(?:an?|one|some|each|every|any|no)\s(?P<noun>(?:[\w-]+\s){1,4})", re.IGNORECASE
)
_OFFICES = listed(  # of a place or a body; "Defence Secretary" tells what it is the office of
    "governor gov mayor minister commissioner sheriff chief judge justice coach manager senator sen"
    " representative rep congressman congresswoman ambassador chairman chairwoman leader"
)


def untold(sentence: str) -> Iterator[str]:
    """Yield what the sentence says of which it leaves open which one, whose or who is meant."""
    yield from points_back(sentence)
    yield from points_at(sentence)
    bare = unquoted(sentence)
    names = _names(bare)
    yield from _nouns(sentence, bare, names)
    yield from _pronouns(bare, names)
    yield from _offices(names)


def names_in(sentence: str) -> tuple[NameMention, ...]:
    """The names in the sentence outside quotation marks, in order."""
    return _names(unquoted(sentence))


@lru_cache(maxsize=256)
def _names(bare: str) -> tuple[NameMention, ...]:
    """The names; the word that opens a sentence is one if a dictionary has it for nothing else."""
    return tuple(name for name in name_mentions(bare) if _is_name(name, bare[: name.start]))


def _is_name(name: NameMention, before: str) -> bool:
    if any(map(str.isalnum, before)) or " " in name.text or name.kind == "place":
        return name.certain
    return not base_forms(name.text) or is_only_one(name.text)


def _nouns(sentence: str, bare: str, names: Sequence[NameMention]) -> Iterator[str]:
    for match in _THE.finditer(bare):
        words, end = _noun_words(bare, match.end())
        named = _BESIDE_NAME.search(bare, 0, match.start()) or _QUOTED_NAME.match(sentence, end)
        if words and not named and not _is_told(words, bare, match.start(), end, names):
            yield " ".join(words)


def _noun_words(bare: str, start: int) -> tuple[list[str], int]:
    """The words of the noun that begins at `start`, and where it ends; none before a name."""
    words: list[str] = []
    end = start
    for match in _WORD.finditer(bare, start):
        word = match[0]
        apart = bare[end : match.start()].strip()
        if words and (apart or is_stop(word) or is_verb(word) or word.endswith("ed")):
            break
        if not apart and word[:1].isupper():
            return [], end
        if is_stop(word) or len(words) == LONGEST_NOUN:
            break
        words.append(word)
        end = match.end()
    return words, end


def _is_told(
    words: Sequence[str], bare: str, start: int, end: int, names: Sequence[NameMention]
) -> bool:
    owner = next((word for word in words if _OWNER.search(word)), words[-1])
    head = _OWNER.sub("", owner)
    filed = {number for number in categories(head) if number <= _LAST_OF_NOUNS}
    if not filed & _MANY or is_clear(" ".join(words)):
        return True
    if _tells_which(bare[end : end + 40], of_a_kind=_ACTS in filed):
        return True
    if filed & _OF_A_NAME and any(name.end <= start for name in names):
        return True
    return any(_may_be(head, word) for word in _WORD.findall(bare[:start]) if not is_stop(word))


def _tells_which(behind: str, of_a_kind: bool) -> bool:
    """Whether the words behind a noun say which, and not only when.

    What is done is told by a kind ("the sale of drinks"), what there is is not ("the case of
    polio"), unless `of_a_kind`.
    """
    behind = _JOINED.sub("", behind)
    first, second, *_ = [*_WORD.findall(behind), "", ""] if behind[:1] == " " else ["", ""]
    if second[:1].isdigit() or TIMES in categories(second) or second in _RELATIVE:
        return False
    if not of_a_kind and first in _KIND_BEHIND and second.islower() and not is_stop(second):
        return False
    participle = first.endswith("ed") and second in _KIND_BEHIND
    return first in _SAYS_WHICH or first.endswith("ing") or participle


def _may_be(head: str, word: str) -> bool:
    return relation(head, word.lower()) in ("same", "synonym", "general", "special")


def _pronouns(bare: str, names: Sequence[NameMention]) -> Iterator[str]:
    pronoun = _PERSON.search(bare)
    if pronoun is None:
        return
    persons = [
        name for name in names if name.kind in ("person", "") and not goes_with_noun(bare, name.end)
    ]
    comma = bare.find(", ", pronoun.end())
    before = bare[: pronoun.start()]
    introduced = comma > 0 and any(map(str.isalnum, before))  # "Her deputy, Anna Berg," is not
    ahead = introduced and any(comma <= name.start <= comma + 12 for name in persons)
    behind = any(name.end <= pronoun.start() for name in persons)
    if not (ahead or behind or _OPENS_AS_NAME.match(before) or _somebody(before)):
        yield pronoun[0]


def _somebody(text: str) -> bool:
    """Whether a person without a name was introduced ("a young man")."""
    nouns = (word for match in _SOMEBODY.finditer(text) for word in match["noun"].split())
    return any(PERSONS in categories(word) for word in nouns)


def _offices(names: Sequence[NameMention]) -> Iterator[str]:
    title = names[0].title if len(names) == 1 else ""
    if title.strip(".").lower() in _OFFICES:
        yield title
