"""Whether a claim means what its source sentence means: negation, modality, opposites.

Theory. Small words turn a sentence round, so they are compared where they work: a negation or a
modal verb belongs to the next content word after it (its head), and when that head stands in both
sentences it must be under the same kind of words in both. A word that makes a statement one of all,
or of one alone, must be the source's too. Opposites count where one stands in the
other's place. A report ("X said") may lose words but not its speaker. Where a head was itself
replaced nothing is said here; that is a matter of cover.
"""

from collections.abc import Iterator, Sequence

from bot.grounding.verification.alignment import Alignment, Edit
from bot.grounding.verification.reading import Word
from bot.grounding.verification.reasons import Reason
from bot.grounding.verification.vocabulary import (
    DENIALS,
    GENDERS,
    HEDGES,
    MODALS,
    NEGATIONS,
    OPPOSITES,
    SWEEPING,
)
from bot.text.lexicon import relation, senses_by_part
from bot.text.words import fold

_VERBATIM = 0.8  # share of words in the same order from which on a claim is no paraphrase
_REACH = 4  # words between a negation or modal and its head


def differences(pair: Alignment) -> Iterator[Reason]:
    """What the claim's sentence turns round or makes surer."""
    yield from _negations(pair)
    yield from _modalities(pair)
    yield from _sweeping(pair)
    for edit in pair.edits:
        yield from _opposites(edit)
        yield from _pronouns(edit)


def is_negation(word: Word) -> bool:
    """Whether a word denies what follows it."""
    folded = fold(word.text)
    return folded in NEGATIONS or folded.endswith("n't")


def _negations(pair: Alignment) -> Iterator[Reason]:
    for number, partner in _shared_heads(pair):
        before, there = _before(pair.said, number), _before(pair.stored, partner)
        denied = any(is_negation(word) for word in before)
        if denied == any(is_negation(word) for word in there):
            continue
        if not _implies_no(pair.stored[:partner] if denied else pair.said[:number]):
            what = "denies" if denied else "drops a denial of"
            head = pair.said[number].text
            yield Reason("contradiction", "negation", f"the claim {what} “{head}”")
            return


def _implies_no(words: Sequence[Word]) -> bool:
    """Whether one of the last words denies by its meaning, as in "failed to agree"."""
    return any(fold(word.text) in DENIALS for word in words[-_REACH:])


def _modalities(pair: Alignment) -> Iterator[Reason]:
    for number, partner in _shared_heads(pair):
        if not _may_be_verb(pair.said[number]):
            continue
        here = _sorts(_reach(pair, pair.said, number))
        there = _sorts(_reach(pair, pair.stored, partner))
        head = pair.said[number].text
        if _sorts(_before(pair.stored, partner)) & HEDGES and not here:
            detail = f"“{head}” is told as a fact, the source only says {_names(there)}"
            yield Reason("contradiction", "modality", detail)
            return
        if _sorts(_before(pair.said, number)) & HEDGES and not there:
            yield Reason("contradiction", "modality", f"the claim says {_names(here)} of “{head}”")
            return


def _reach(pair: Alignment, words: Sequence[Word], head: int) -> Sequence[Word]:
    """Where the modal of a head may stand: before it, or anywhere if the claim is a paraphrase."""
    return _before(words, head) if pair.in_order >= _VERBATIM else words


def _may_be_verb(word: Word) -> bool:
    return not word.sort and not word.text.endswith("ly") and senses_by_part(word.text)["v"] > 0


def _names(sorts: frozenset[str]) -> str:
    return " or ".join(sorted(sorts))


def _sorts(words: Sequence[Word]) -> frozenset[str]:
    modal = (MODALS.get(fold(word.text)) for word in words if word.text != "May")  # a month
    return frozenset(sort for sort in modal if sort)


def _shared_heads(pair: Alignment) -> Iterator[tuple[int, int]]:
    """Matched content words, as numbers in both sentences."""
    for number, partner in enumerate(pair.match):
        if partner is not None and not pair.said[number].stop:
            yield number, partner


def _before(words: Sequence[Word], head: int) -> Sequence[Word]:
    """The small words right before a head, back to the content word before it."""
    begin = head
    while begin > 0 and head - begin < _REACH:
        word = words[begin - 1]
        if not word.stop and fold(word.text) not in MODALS:
            break
        begin -= 1
    return words[begin:head]


def _sweeping(pair: Alignment) -> Iterator[Reason]:
    """What the claim says of all, or of one alone, and the source's sentence does not."""
    for kin in SWEEPING:
        said = next((word for word in pair.said if fold(word.text) in kin), None)
        if said and not any(fold(word.text) in kin for word in pair.stored):
            detail = f"the source does not say “{said.text}”"
            yield Reason("contradiction", "quantity", detail)


def _opposites(edit: Edit) -> Iterator[Reason]:
    for word in edit.said:
        for other in edit.stored:
            if _are_opposite(word, other):
                detail = f"the claim says “{word.text}”, the source “{other.text}”"
                yield Reason("contradiction", "antonym", detail)
                return


def _are_opposite(word: Word, other: Word) -> bool:
    if frozenset((fold(word.text), fold(other.text))) in OPPOSITES:
        return True
    if word.stop or other.stop or word.sort or other.sort or word.term == other.term:
        return False
    return relation(word.text, other.text) == "antonym"


def _pronouns(edit: Edit) -> Iterator[Reason]:
    here = {GENDERS.get(fold(word.text), "") for word in edit.said} - {""}
    there = {GENDERS.get(fold(word.text), "") for word in edit.stored} - {""}
    if here and there and not here & there:
        yield Reason("contradiction", "pronoun", "he and she are not the same person")
