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

_PERSONAL = frozenset("he she they it him her them his their its i we".split())  # noqa: SIM905


def misplaced(pair: Alignment) -> Iterator[Reason]:
    """Facts that replaced others, or stand where the source has them not."""
    for edit in pair.edits:
        yield from _replaced(edit, pair)
    yield from _moved(pair)


def _replaced(edit: Edit, pair: Alignment) -> Iterator[Reason]:
    kept = {word.term for word in pair.said}
    stored = {word.term for word in pair.stored}
    for word in edit.said:
        sort = word.sort
        here = word.term in {other.term for other in edit.stored}
        if not sort or here:
            continue
        swapped = word.term in stored
        rivals = [
            other for other in edit.stored if other.sort == sort and (other.term in kept) is swapped
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
        if pair.match[number] is not None or not word.sort:
            continue
        places = [at for at, other in enumerate(pair.stored) if other.term == word.term]
        if places and not any(_same_company(pair, number, at) for at in places):
            code = "role" if word.sort == "name" else _code(word.sort)
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
    sort = words[at].sort
    others = [word.term if not word.stop and word.sort != sort else "" for word in words]
    before = next((term for term in reversed(others[:at]) if term), "")
    return before, next((term for term in others[at + 1 :] if term), "")
