"""What a pronoun that a sentence is about means, where the sentences before it leave no doubt.

Observed: in news, "He" and "She" at the head of a sentence nearly always mean the one person that
the sentence before is about or who speaks in it, and "It" its subject; several such sentences may
follow each other, all about the same.

How it works: the pronoun that opens a sentence, or follows a short introduction ("In 2010, she"),
is looked up in the sentence right before it:
 - he, she, his, her: exactly one person is named there, as its subject (titles, a trade and an
   introduction before the name allowed, or the name beside it: "The mayor, Anna Berg, ...") or as
   who says it. A family name alone is a person's where
   the text before has it with a title or after a given name;
 - it, its: that sentence opens with a name that is no person's, or with "the" and a noun in the
   singular, right before its verb.
Where that sentence opens with the same pronoun and names nobody else, the one before it decides, up
to FURTHEST sentences back. Otherwise nothing is resolved, and the sentence is not shown. The result
is verified like any other claim, against all those sentences.

Where it fails: "It" for the object or for all that was said; a name that reads like a person's and
is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.grounding.definite import somebody, until_verb
from bot.grounding.standing import speaking_pronoun, subject_pronoun
from bot.text.lexicon import PERSONS, categories, senses_by_part
from bot.text.names import NameMention, name_mentions
from bot.text.words import is_stop

FURTHEST = 3  # sentences back
MOST_SUBJECT = 8  # words

_PERSONAL = {"he": "he", "his": "he", "she": "she", "her": "she", "it": "it", "its": "it"}
_OWN = frozenset({"his", "her", "its"})
_PLURAL = re.compile(r"[^su’'i]s$|people$|men$|police$")
_INTRODUCTION = re.compile(
    r"(?:(?:In|On|At|By|During|After|Before|Since|From|For|Last|This|Earlier|Later)\b[^,;:“\"]{1,60},"
    r"\s+)?(?P<title>(?:[\w’'.-]+\s+){0,4})$"
)
_BESIDE = re.compile(  # "The mayor, ", "Oslo's former mayor, "
    r"(?:The|An?|Its|Their|[\w-]+['’]s?)\s+(?:[a-z][\w’'-]*\s+){0,4}(?P<noun>[a-z]\w+),\s+"
)
_CONTRACTED = re.compile(r"['’](?:s|d)\b")  # "is" or "has", "had" or "would"
_JOINED = re.compile(r"[,;:\"“]|\b(?:of|for|with|by|to|in|and|told|said)\b")
_SAYS = r"(?:said|says|added|told|wrote|announced|explained|argued|warned|noted|insisted)"
_SAID_BY = re.compile(rf"\b{_SAYS}\s+(?:[\w’'.-]+\s+){{0,3}}$")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A sentence with a pronoun or a name replaced by what stands `back` sentences before."""

    text: str
    back: int


def resolved(sentence: str, before: Sequence[str]) -> Resolved | None:
    """Resolve what `sentence` is about from those `before` (nearest last); None if unclear."""
    pronoun = speaking_pronoun(sentence) or subject_pronoun(sentence)
    word = pronoun[0].lower() if pronoun else ""
    if pronoun is None or word not in _PERSONAL or _CONTRACTED.match(sentence, pronoun.end()):
        return None
    for back, earlier in enumerate(reversed(before[-FURTHEST:]), 1):
        meant = _meant(word, earlier, before)
        if meant is not None:
            own = "’s" if word in _OWN else ""
            said = f"{sentence[: pronoun.start()]}{meant}{own}{sentence[pronoun.end() :]}"
            return Resolved(said, back)
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


def is_read_after(sentence: str, earlier: str) -> bool:
    """Whether what `sentence` is about can be read from `earlier`, right before it.

    Persons and bodies of people need a name there; everything else may be what was told.
    """
    pronoun = speaking_pronoun(sentence) or subject_pronoun(sentence)
    personal = _PERSONAL.get(pronoun[0].lower()) if pronoun else None
    unnamed = somebody(sentence)
    if unnamed and f"the {unnamed.rpartition(' ')[2]}" in earlier.lower():
        return False
    if unnamed or personal in ("he", "she"):
        return any(mention.kind != "place" for mention in name_mentions(earlier))
    return True


def _meant(word: str, earlier: str, before: Sequence[str]) -> str | None:
    if subject_pronoun(earlier):
        return None
    return _thing(earlier, before) if _PERSONAL[word] == "it" else _person(earlier, before)


def _goes_on(word: str, earlier: str) -> bool:
    """Whether a sentence is about the same pronoun and names nobody that it could mean instead."""
    pronoun = subject_pronoun(earlier)
    if pronoun is None or _PERSONAL.get(pronoun[0].lower()) != _PERSONAL[word]:
        return False
    return _PERSONAL[word] == "it" or not _persons(earlier, [earlier])


def _person(earlier: str, before: Sequence[str]) -> str | None:
    persons = _persons(earlier, before)
    if len({mention.text for mention in persons}) != 1:
        return None
    first = persons[0]
    return first.text if _is_subject(first, earlier) or _speaks(first, earlier) else None


def _persons(sentence: str, before: Sequence[str]) -> list[NameMention]:
    """The mentions of a sentence that may be a person's name."""
    return [
        mention
        for mention in name_mentions(sentence)
        if mention.kind == "person"
        or (mention.kind == "" and (" " in mention.text or _is_family_name(mention.text, before)))
    ]


def _is_family_name(name: str, before: Sequence[str]) -> bool:
    known = (m for sentence in before for m in name_mentions(sentence) if m.kind in ("person", ""))
    return any(
        m.text.endswith(f" {name}") or (m.kind == "person" and m.text == name) for m in known
    )


def _is_subject(mention: NameMention, sentence: str) -> bool:
    beside = _BESIDE.fullmatch(sentence[: mention.start])
    if beside and sentence.startswith(",", mention.end):
        return PERSONS in categories(beside["noun"])
    opens = _INTRODUCTION.match(sentence[: mention.start])
    if opens is None or _JOINED.search(opens["title"]) or opens["title"].lower().startswith("the "):
        return False
    return not re.match(r"['’]|\s+(?:and|or|&)\b", sentence[mention.end :])


def _speaks(mention: NameMention, sentence: str) -> bool:
    """Whether the name stands right before a verb of saying, or after it at a clause's end."""
    before, after = sentence[: mention.start], sentence[mention.end :]
    if re.match(rf"\s+{_SAYS}\b", after):
        return True
    return bool(re.match(r"[.,]", after) and _SAID_BY.search(before))


def _thing(earlier: str, before: Sequence[str]) -> str | None:
    """The subject that opens a sentence: a name, or "the" and a noun, right before its verb."""
    subject = until_verb(earlier.split(maxsplit=MOST_SUBJECT + 1)[: MOST_SUBJECT + 1])
    named = [word for word in subject if word not in ("The", "the")]
    if not named or not all(word.replace("-", "").isalnum() for word in subject):
        return None
    said = " ".join(subject)
    if _PLURAL.search(said):
        return None
    if subject[0] != "The":
        return said if _is_name(named, before) and not _persons(f"{said} is", []) else None
    return None if PERSONS in categories(_head(said)) else said


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
