"""Whether numbers, dates and names of a claim stand where the source has them.

Theory. That a name stands somewhere in an article proves little: an article holds many. In a claim
that is near to one source sentence, a fact that replaced another fact of its sort is wrong even if
the article has it elsewhere; one that changed places with another of its sort has changed its
role, unless it kept a neighbour or both are listed. A name in a pronoun's place must be whom the
pronoun means: the one that the sentence before speaks of. A claim made of two source sentences
must not give the second statement to the subject of the first.

Known to fail: "A beat B" told as "B lost to A" is no swap and passes only if it is a paraphrase;
a pronoun for somebody who was not the subject before is refused.
"""

import re
from collections.abc import Iterator, Sequence

from bot.grounding.verification.alignment import Alignment, Edit
from bot.grounding.verification.pronouns import whom
from bot.grounding.verification.reading import Reading, Word
from bot.grounding.verification.reasons import Reason
from bot.grounding.verification.vocabulary import (
    AUXILIARIES,
    OF_PERSONS,
    PERSONAL,
)
from bot.text.lexicon import categories, relation, senses_by_part
from bot.text.names import same_name
from bot.text.numbers import number_mentions, same_amount
from bot.text.words import fold

_CLOSE = 0.6  # share of the words in the same order from which on a moved fact is wrong
_FRAME = 0.8  # share of the other words in order from which on facts that moved changed places
_TIMES = frozenset((28,))  # WordNet: nouns of time
_SUBJECT = 4  # words that a subject has at most


def misplaced(pair: Alignment, source: Reading) -> Iterator[Reason]:
    """Facts that replaced others, stand where the source has them not, or name the wrong one."""
    for edit in pair.edits:
        yield from _replaced(edit, pair)
        yield from _named(edit, source)
    yield from _moved(pair)


def joined(run: Alignment, said: Sequence[Word]) -> Iterator[Reason]:
    """Whether words taken from a second source sentence lost the subject they had there.

    `run` aligns those words with their sentence; `said` is the whole sentence of the claim.
    """
    first = next((number for number in run.match if number is not None), None)
    if first is None:
        return
    subject = _subject_before(run.stored, first)
    if not subject or any(_is_said(word, said) for word in subject):
        return
    if _may_be_subject(subject):
        names = " ".join(word.text for word in subject)
        yield Reason("contradiction", "role", f"in the source this is said of {names}")


def of_another(run: Alignment, said: Sequence[Word], source: Reading) -> Iterator[Reason]:
    """Words that the source says of a "he" or "she" who is not whom the claim names before them.

    Where the source begins with that sentence, another source tells whom it means.
    """
    first = next(((n, at) for n, at in enumerate(run.match) if at is not None), None)
    if first is None or first[1] == 0:
        return
    pronoun = run.stored[first[1] - 1]
    begin = run.said[first[0]].start
    name = " ".join(word.text for word in said if word.start < begin and word.sort == "name")
    if name and pronoun.sentence and fold(pronoun.text) in OF_PERSONS:
        yield from _meant(name, pronoun, source)


def _may_be_subject(words: Sequence[Word]) -> bool:
    """Whether words name somebody or something that acts; "last year" does not."""
    last = words[-1]
    parts = senses_by_part(last.text)
    return last.sort == "name" or (
        parts["n"] >= max(1, parts["v"]) and not categories(last.text) & _TIMES
    )


def _subject_before(stored: Sequence[Word], first: int) -> list[Word]:
    """The content words that stand right before a word of a sentence, auxiliaries aside."""
    at = first
    while at and stored[at - 1].stop and fold(stored[at - 1].text) in AUXILIARIES:
        at -= 1
    subject: list[Word] = []
    while at and not stored[at - 1].stop and len(subject) < _SUBJECT:
        at -= 1
        subject.insert(0, stored[at])
    return subject


def _is_said(word: Word, said: Sequence[Word]) -> bool:
    return any(
        other.term == word.term or relation(other.text, word.text) == "synonym" for other in said
    )


def _named(edit: Edit, source: Reading) -> Iterator[Reason]:
    """A name in a pronoun's place that is not the one the pronoun means."""
    pronoun = next((word for word in edit.stored if fold(word.text) in PERSONAL), None)
    name = " ".join(word.text for word in edit.said if word.sort == "name")
    if pronoun is None or not name or any(word.sort == "name" for word in edit.stored):
        return
    yield from _meant(name, pronoun, source)


def _meant(name: str, pronoun: Word, source: Reading) -> Iterator[Reason]:
    """A reason if a pronoun of the source does not surely mean whom a name does."""
    meant = whom(source, pronoun)
    if meant and not same_name(name, meant):
        detail = f"“{pronoun.text}” is {meant} in the source, not {name}"
        yield Reason("contradiction", "pronoun", detail)
    if not meant and fold(pronoun.text) in OF_PERSONS:
        yield Reason("uncovered", "pronoun", f"nothing shows that “{pronoun.text}” is {name}")


def _replaced(edit: Edit, pair: Alignment) -> Iterator[Reason]:
    for word in edit.said:
        if word.sort == "name" and pair.in_order < _CLOSE:
            continue
        if not word.sort or word.term in {other.term for other in edit.stored}:
            continue
        rivals = [other for other in edit.stored if _is_rival(word, other, pair)]
        if rivals and not any(_alike(word, other, edit) for other in rivals):
            detail = f"the claim says {word.text}, the source {rivals[0].text}"
            yield Reason("contradiction", _code(word.sort), detail)
            return


def _is_rival(word: Word, other: Word, pair: Alignment) -> bool:
    """Whether a fact took the place of another of its sort: a new one, or one said too often."""
    if _class(word) != _class(other):
        return False
    stored = sum(each.term == word.term for each in pair.stored)
    kept = any(each.term == other.term for each in pair.said)
    if not stored or kept:
        return bool(stored) is kept
    return sum(each.term == word.term for each in pair.said) > stored


def _class(word: Word) -> str:
    """The sorts that can stand for each other: a year is a number."""
    return "number" if word.sort == "year" else word.sort


def _code(sort: str) -> str:
    return sort if sort in ("name", "number") else "date"


def _alike(word: Word, other: Word, edit: Edit) -> bool:
    if relation(word.text, other.text) in ("same", "synonym", "derived"):
        return True
    if word.sort == "number" and (_digits(word) == _digits(other) != "" or _worth(word, other)):
        return True
    said = " ".join(entry.text for entry in edit.said if entry.text[:1].isupper())
    stored = " ".join(entry.text for entry in edit.stored if entry.text[:1].isupper())
    return same_name(said, stored) or same_name(word.text, other.text)


def _worth(word: Word, other: Word) -> bool:
    """Whether two words say one amount: "two" goals, and scored "twice"."""
    amounts = number_mentions(word.text), number_mentions(other.text)
    return all(amounts) and same_amount(amounts[0][0], amounts[1][0])


def _digits(word: Word) -> str:
    """The figures that a number begins with, without its unit: 40 of "40cm"."""
    found = re.match(r"[\d.,]+", word.text)
    return found[0] if found else ""


def _moved(pair: Alignment) -> Iterator[Reason]:
    """A fact that changed places with another of its sort, and kept none of its neighbours.

    In the other voice ("by") facts change places and nothing is wrong.
    """
    voices = [any(fold(word.text) == "by" for word in words) for words in (pair.said, pair.stored)]
    if voices[0] != voices[1] or max(pair.in_order / _CLOSE, pair.frame_in_order / _FRAME) < 1:
        return
    for number, word in enumerate(pair.said):
        if pair.match[number] is not None or not word.sort or _is_listed(pair.said, number):
            continue
        places = [at for at, other in enumerate(pair.stored) if other.term == word.term]
        if any(_same_company(pair, number, at) for at in places):
            continue
        if any(_changed_places(pair, number, at) for at in places):
            code = "role" if word.sort == "name" else _code(word.sort)
            detail = f"{word.text} stands in another place than in the source"
            yield Reason("contradiction", code, detail)
            return


def _changed_places(pair: Alignment, number: int, place: int) -> bool:
    """Whether another fact of its sort stands on its other side than in the source."""
    sort = _class(pair.said[number])
    terms = [word.term for word in pair.stored]
    others = [
        (other, pair.match[other] if pair.match[other] is not None else terms.index(word.term))
        for other, word in enumerate(pair.said)
        if _class(word) == sort and word.term in terms and other != number
    ]
    return any((other < number) != ((there or 0) < place) for other, there in others)


def _is_listed(words: Sequence[Word], at: int) -> bool:
    """Whether a word is one of several that "and" joins, whose order says nothing."""
    around = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    return any(fold(word.text) in ("and", "or") for word in around)


def _same_company(pair: Alignment, number: int, place: int) -> bool:
    """Whether a word has a neighbour in common in both places."""
    here = _neighbours(pair.said, number)
    there = _neighbours(pair.stored, place)
    return any(one == other for one, other in zip(here, there, strict=True) if one)


def _neighbours(words: Sequence[Word], at: int) -> tuple[str, str]:
    """The terms of the nearest content words before and after, beyond the fact itself."""
    sort = words[at].sort
    others = [word.term if not word.stop and word.sort != sort else "" for word in words]
    before = next((term for term in reversed(others[:at]) if term), "")
    return before, next((term for term in others[at + 1 :] if term), "")
