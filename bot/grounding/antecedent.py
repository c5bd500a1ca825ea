"""What a pronoun that a sentence is about means, where the sentences before it leave no doubt.

Observed: in news, "He" and "She" at the head of a sentence nearly always mean the one person that
the sentence before is about or who speaks in it, and "It" its subject; several such sentences may
follow each other, all about the same.

How it works: the pronoun that opens a sentence, or follows a short introduction ("In 2010, she"),
is looked up in the sentence right before it:
 - he, she, his, her: exactly one person is named there whom it may mean (see he_or_she), as its
   subject (titles, a trade and an introduction before the name allowed, or the name beside it: "The
   mayor, Anna Berg, ...") or as who says it. A family name alone is a person's where the text
   before has it with a title or after a given name. Nobody else named around may be meant rather,
   and no quotation changes;
 - it, its: that sentence opens with a name that is no person's, or with "the" and a noun in the
   singular, right before its verb, which has no object that "it" may mean instead. Nor does it tell
   of another firm or body, wherever that stands: of 47 sentences of news that got a name before
   that was looked at, eight were wrong; of the 20 left, three.
Where that sentence opens with the same pronoun and names nobody else, the one before it decides, up
to FURTHEST sentences back. Otherwise nothing is resolved, and the sentence is not shown. The result
is verified like any other claim, against all those sentences.

Where it fails: "It" for the object or for all that was said; a name that reads like a person's and
is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.grounding.definite import somebody, until_verb
from bot.grounding.he_or_she import (
    calls_somebody,
    has_rival,
    is_doubtful,
    is_outdone,
    is_single,
    may_be,
    persons,
    speaks,
)
from bot.grounding.standing import speaking_pronoun, subject_pronoun
from bot.text.lexicon import GROUPS, PERSONS, categories, senses_by_part
from bot.text.listed import listed
from bot.text.names import NameMention, name_mentions, same_name
from bot.text.quotations import inside_quotation
from bot.text.words import is_stop

FURTHEST = 3  # sentences back
MOST_SUBJECT = 8  # words

_PERSONAL = {"he": "he", "his": "he", "she": "she", "her": "she", "it": "it", "its": "it"}
_OWN = frozenset({"his", "her", "its"})
_NO_SUBJECT = listed(
    "at by during for from in near on to with after before since that which who whose and or"
    " today tonight yesterday tomorrow now then here there once currently recently later also"
)
_BE = listed("is was are were be been being became becomes")
_DETERMINERS = listed("a an the its his her their one another this that")
_PLURAL = re.compile(r"[^su’'i]s$|people$|men$|police$")
_INTRODUCTION = re.compile(
    r"(?:(?:In|On|At|By|During|After|Before|Since|From|For|Last|This|Earlier|Later)\b[^,;:“\"]{1,60},"
    r"\s+)?(?P<title>(?:[\w’'.-]+\s+){0,4})$"
)
_BESIDE = re.compile(  # "The mayor, ", "Oslo's former mayor, "
    r"(?:The|An?|Its|Their|[\w-]+['’]s?)\s+(?:[a-z][\w’'-]*\s+){0,4}(?P<noun>[a-z]\w+),\s+"
)
_BODY = re.compile(
    r"\b(?:an?|the|another|its|their)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[a-z]+)\b(?![’'-]|\s[a-z]+s\b)"
)
_DESCRIBED = re.compile(r"\s+(?:is|was)\s+(?:an?|the|one)\b")
_IN_PLACE = re.compile(r"\b(?:in|near|off|outside|around|across)\s+(?:the\s+)?$")
_CONTRACTED = re.compile(r"['’](?:s|d|ll|ve)\b")  # "is" or "has", "had" or "would"
_JOINED = re.compile(r"[,;:\"“]|\b(?:of|for|with|by|to|in|and|told|said|is|was|were|has|had|an?)\b")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A name, or a sentence that it is put into, and how many sentences before it stands."""

    text: str
    back: int


def resolved(sentence: str, before: Sequence[str], around: Sequence[str] = ()) -> Resolved | None:
    """Resolve what `sentence` is about from those `before` (nearest last); None if unclear.

    `around` are other texts of the article, the title say, that may name whom else "he" could mean.
    """
    pronoun = _pronoun(sentence)
    found = antecedent(sentence, before, around)
    if pronoun is None or found is None:
        return None
    own = "’s" if pronoun[0].lower() in _OWN else ""
    name = f"{found.text}{own}"
    return replace(found, text=f"{sentence[: pronoun.start()]}{name}{sentence[pronoun.end() :]}")


def antecedent(sentence: str, before: Sequence[str], around: Sequence[str] = ()) -> Resolved | None:
    """What the pronoun means that `sentence` is about, as far as `resolved` would put it there."""
    pronoun = _pronoun(sentence)
    word = pronoun[0].lower() if pronoun else ""
    if pronoun is None or word not in _PERSONAL or not _is_plain(sentence, pronoun):
        return None
    after = sentence[pronoun.end() :]
    for back, earlier in enumerate(reversed(before[-FURTHEST:]), 1):
        meant = _meant(word, earlier, after, before[: len(before) - back], around)
        if meant is not None:
            return Resolved(meant, back)
        if not _goes_on(word, earlier):
            return None
    return None


def completed(sentences: Sequence[str]) -> list[str]:
    """Sentences that follow each other, each with what its pronoun means where that is certain."""
    return [
        named.text
        if (named := resolved(sentence, sentences[max(0, at - FURTHEST) : at]))
        else sentence
        for at, sentence in enumerate(sentences)
    ]


def is_read_after(sentence: str, earlier: str, around: Sequence[str] = ()) -> bool:
    """Whether what `sentence` is about can be read from `earlier`, right before it.

    Persons and bodies of people need a name there, and one that "he" or "she" may mean, with nobody
    else in `around`, the article's other texts, where that person only comments there. Everything
    else may be what was told.
    """
    pronoun = _pronoun(sentence)
    word = pronoun[0].lower() if pronoun else ""
    unnamed = somebody(sentence)
    if unnamed and f"the {unnamed.rpartition(' ')[2]}" in earlier.lower():
        return False
    if pronoun and _PERSONAL.get(word) in ("he", "she"):
        return _is_told_of(word, earlier, sentence[pronoun.end() :], around)
    return not unnamed or any(mention.kind != "place" for mention in name_mentions(earlier))


def _is_told_of(word: str, earlier: str, after: str, around: Sequence[str]) -> bool:
    named = [
        mention
        for mention in name_mentions(earlier)
        if mention.kind != "place" and may_be(word, mention, earlier)
    ]
    return any(not is_doubtful(word, one, earlier, after, (*around, earlier)) for one in named)


@lru_cache(maxsize=4096)  # asked of each sentence of a passage by several rules
def _pronoun(sentence: str) -> re.Match[str] | None:
    """The pronoun that a sentence is about, or that stands for who says its quotation."""
    return speaking_pronoun(sentence) or subject_pronoun(sentence)


def _is_plain(sentence: str, pronoun: re.Match[str]) -> bool:
    """Whether a pronoun can give way to a name: nobody's word, not "he’ll", after no other name.

    "his" in an introduction ("In his speech, ...") is mostly whom the sentence itself names.
    """
    introduction = sentence[: pronoun.start()]
    if inside_quotation(sentence, pronoun.start()) or _CONTRACTED.match(sentence, pronoun.end()):
        return False
    if pronoun[0].lower() in _OWN and re.search(r"\w", introduction):
        return False
    return speaking_pronoun(sentence) is not None or not persons(introduction, [])


def _meant(
    word: str, earlier: str, after: str, before: Sequence[str], around: Sequence[str]
) -> str | None:
    subject = subject_pronoun(earlier)
    if subject and not (_PERSONAL.get(subject[0].lower()) == "it" != _PERSONAL[word]):
        return None
    if _PERSONAL[word] == "it":
        thing = _thing(earlier, (*before, earlier))
        return None if thing and _has_other(word, earlier, thing) else thing
    return _person(word, earlier, after, before, around)


def _has_other(word: str, earlier: str, thing: str) -> bool:
    """Whether a sentence has something else that "it" may mean ("Volvo will buy Saab").

    That is a body of people without a name ("a rival bank"), or a further name that is no person's
    and no place's; not where all that is told is what the thing is. "Its" is more often another's:
    of names that no list knows for places, any.
    """
    rest = earlier[len(thing) :]
    if word == "it" and _DESCRIBED.match(rest):
        return False
    named = [each for each in name_mentions(rest) if not same_name(each.text, thing)]
    if any(each.kind == "place" for each in name_mentions(thing)):
        others = named
    elif word == "its":
        others = [each for each in named if each.kind != "place"]
    else:
        others = [
            each
            for each in named
            if each.kind not in ("place", "person") and not _IN_PLACE.search(rest[: each.start])
        ]
    return bool(others) or any(GROUPS in categories(m["noun"]) for m in _BODY.finditer(rest))


def _goes_on(word: str, earlier: str) -> bool:
    """Whether a sentence is about the same pronoun and names nobody that it could mean instead."""
    pronoun = subject_pronoun(earlier)
    if pronoun is None or _PERSONAL.get(pronoun[0].lower()) != _PERSONAL[word]:
        return False
    return _PERSONAL[word] == "it" or not persons(earlier, [earlier])


def _person(
    word: str, earlier: str, after: str, before: Sequence[str], around: Sequence[str]
) -> str | None:
    named = [each for each in persons(earlier, (*before, earlier)) if may_be(word, each, earlier)]
    if not is_single(named) or has_rival(named[0], earlier):
        return None
    first = named[0]
    if not _is_subject(first, earlier) and not speaks(first, earlier):
        return None
    if any(same_name(first.text, each.text) for each in name_mentions(after)):
        return None  # whoever is named is somebody else: "She lied, Berg said."
    named_before = (*around, *before, earlier)
    doubtful = is_doubtful(word, first, earlier, after, named_before)
    return None if doubtful or is_outdone(word, first, named_before) else first.text


def _is_subject(mention: NameMention, sentence: str) -> bool:
    beside = _BESIDE.fullmatch(sentence[: mention.start])
    if beside and sentence.startswith(",", mention.end):
        return PERSONS in categories(beside["noun"])
    opens = _INTRODUCTION.match(sentence[: mention.start])
    if opens is None or _JOINED.search(opens["title"]) or opens["title"].lower().startswith("the "):
        return False
    told_before = any(other.end <= mention.start for other in persons(sentence, []))
    if told_before or any(_is_verb(word) for word in opens["title"].split()):
        return False
    return not re.match(r"['’]|\s+(?:and|or|&)\b", sentence[mention.end :])


def _is_verb(word: str) -> bool:
    parts = senses_by_part(word)
    return word.islower() and parts["v"] > parts["n"] + parts["a"]


def _thing(earlier: str, before: Sequence[str]) -> str | None:
    """The subject that opens a sentence: a name, or "the" and a noun, right before its verb."""
    words = earlier.split()
    subject = until_verb(words[: MOST_SUBJECT + 1])
    named = [word for word in subject if word not in ("The", "the")]
    if not named or not all(word.replace("-", "").isalnum() for word in subject):
        return None
    placed = not _NO_SUBJECT.isdisjoint(word.lower() for word in subject)
    if placed or _has_object(words[len(subject) :]):
        return None
    said = " ".join(subject)
    if _PLURAL.search(said):
        return None
    if subject[0] != "The":
        somebody = persons(f"{said} is", []) or calls_somebody(" ".join(words[len(subject) :]))
        return said if _is_name(named, before) and not somebody else None
    return None if PERSONS in categories(_head(said)) else said


def _has_object(predicate: Sequence[str]) -> bool:
    """Whether a verb has an object of its own right behind it, which "it" may mean instead.

    Behind a form of "be" stands none ("was built", "is a port"). Nouns without an article are left
    aside: most are plurals or stuff ("sells tickets").
    """
    first = [word.strip(".,;:") for word in predicate[:3]]
    if not _BE.isdisjoint(first):
        return False
    behind = next((word for word in first[1:] if not word.endswith("ly")), "")
    return behind in _DETERMINERS or behind[:1].isupper()


def _head(subject: str) -> str:
    """The noun that a subject is about: the last word, or the last before "of"."""
    return subject.partition(" of ")[0].rpartition(" ")[2]


def _is_name(words: Sequence[str], before: Sequence[str]) -> bool:
    """Whether all words are capitalised and the first has its capital not for its place alone.

    One that may be a verb is a name where the text before has it as one too, be it a part of one.
    """
    if not all(word[0].isupper() for word in words) or is_stop(words[0]):
        return False
    if len(words) > 1 or not senses_by_part(words[0])["v"]:
        return True
    word = re.escape(words[0])
    name = re.compile(rf"(?:\w,? ){word}\b|\b{word} [A-Z]")
    return any(name.search(sentence) for sentence in before)
