"""Whether numbers, dates and names of a claim stand where the source has them.

Theory. That a name stands somewhere in an article proves little: an article holds many. In a claim
that is near to one source sentence, a fact that replaced another fact of its sort is wrong even if
the article has it elsewhere; a fact that stands in that sentence but was moved alone (not with its
clause) has changed its role, unless it kept a neighbour. A name in a pronoun's place must be whom
the pronoun means: the one that the sentence before speaks of. A claim made of two source sentences
must not give the second statement to the subject of the first.
"""

from collections.abc import Iterator, Sequence

from bot.grounding.verification.alignment import Alignment, Edit
from bot.grounding.verification.reading import Word
from bot.grounding.verification.reasons import Reason
from bot.text.lexicon import relation
from bot.text.names import same_name
from bot.text.words import fold

_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())  # noqa: SIM905
_MONTHS = frozenset(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sept sep oct nov dec
    """.split()  # noqa: SIM905
)
_PERSONAL = frozenset("he she they it him her them his their its i we".split())  # noqa: SIM905
_NUMBER_WORDS = frozenset(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion dozen half first second third fourth fifth sixth seventh eighth ninth
    tenth once twice
    """.split()  # noqa: SIM905
)


def sort_of(word: Word) -> str:
    """weekday, month, year, number, name, or nothing for any other word."""
    folded = fold(word.text)
    if folded in _WEEKDAYS:
        return "weekday"
    if folded in _MONTHS and word.text[:1].isupper():
        return "month"
    if folded[:1].isdigit() or folded in _NUMBER_WORDS:
        return "year" if len(folded) == 4 and folded[:2] in ("19", "20") else "number"
    return "name" if word.text[:1].isupper() and not word.stop else ""


def misplaced(pair: Alignment) -> Iterator[Reason]:
    """Facts that replaced others, or stand where the source has them not."""
    for edit in pair.edits:
        yield from _replaced(edit, pair)
    yield from _moved(pair)


def _replaced(edit: Edit, pair: Alignment) -> Iterator[Reason]:
    kept = {word.term for word in pair.said}
    stored = {word.term for word in pair.stored}
    for word in edit.said:
        sort = sort_of(word)
        here = word.term in {other.term for other in edit.stored}
        if not sort or here:
            continue
        swapped = word.term in stored
        rivals = [
            other
            for other in edit.stored
            if sort_of(other) == sort and (other.term in kept) is swapped
        ]
        if rivals and not any(_alike(word, other, edit) for other in rivals):
            detail = f"the claim says {word.text}, the source {rivals[0].text}"
            yield Reason("contradiction", _code(sort), detail)
            return


def _code(sort: str) -> str:
    return sort if sort in ("name", "number") else "date"


def _alike(word: Word, other: Word, edit: Edit) -> bool:
    if relation(word.text, other.text) in ("same", "synonym", "derived"):
        return True
    said = " ".join(entry.text for entry in edit.said if entry.text[:1].isupper())
    stored = " ".join(entry.text for entry in edit.stored if entry.text[:1].isupper())
    return same_name(said, stored) or same_name(word.text, other.text)


def _moved(pair: Alignment) -> Iterator[Reason]:
    """A fact of the same sentence in another place, without any of its neighbours."""
    for number, word in enumerate(pair.said):
        if pair.match[number] is not None or not sort_of(word):
            continue
        places = [at for at, other in enumerate(pair.stored) if other.term == word.term]
        if places and not any(_same_company(pair, number, at) for at in places):
            code = "role" if sort_of(word) == "name" else _code(sort_of(word))
            detail = f"{word.text} stands in another place than in the source"
            yield Reason("contradiction", code, detail)
            return


def _same_company(pair: Alignment, number: int, place: int) -> bool:
    """Whether a word has a neighbour in common in both places."""
    here = _neighbours(pair.said, number)
    there = _neighbours(pair.stored, place)
    return any(one == other for one, other in zip(here, there, strict=True) if one)


def _neighbours(words: Sequence[Word], at: int) -> tuple[str, str]:
    """The terms of the nearest content words before and after, beyond the fact itself."""
    sort = sort_of(words[at])
    others = [word.term if not word.stop and sort_of(word) != sort else "" for word in words]
    before = next((term for term in reversed(others[:at]) if term), "")
    return before, next((term for term in others[at + 1 :] if term), "")
