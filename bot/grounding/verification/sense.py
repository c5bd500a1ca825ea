"""Whether a claim means what its source sentence means: negation, modality, opposites, speakers.

Theory. Small words turn a sentence round, so they are compared where they work: a negation or a
modal verb belongs to the next content word after it (its head), and when that head stands in both
sentences it must be under the same kind of words in both. Opposites count where one stands in the
other's place. A report ("X said") may lose words but not its speaker. Where a head was itself
replaced nothing is said here; that is a matter of cover.
"""

from collections.abc import Iterator, Sequence

from bot.grounding.verification.alignment import Alignment, Edit
from bot.grounding.verification.reading import Word
from bot.grounding.verification.reasons import Reason
from bot.grounding.verification.vocabulary import (
    CLAUSE_OPENERS,
    DENIALS,
    DETERMINERS,
    GENDERS,
    HEDGES,
    MODALS,
    NEGATIONS,
    OPPOSITES,
    SPEECH,
)
from bot.text.lexicon import categories, relation, senses_by_part
from bot.text.words import fold

_VERBATIM = 0.8  # share of words in the same order from which on a claim is no paraphrase
_REACH = 4  # words between a negation or modal and its head

_SAYING_OR_THINKING = frozenset((31, 32))  # WordNet: verbs of cognition, of communication
_CLAUSE = 8  # words from the verb back to what opens its clause


def differences(pair: Alignment) -> Iterator[Reason]:
    """What the claim's sentence turns round, makes surer, or says in nobody's name."""
    yield from _negations(pair)
    yield from _modalities(pair)
    for edit in pair.edits:
        yield from _opposites(edit)
        yield from _pronouns(edit)
    yield from _dropped_speaker(pair)


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
    return frozenset(sort for word in words if (sort := MODALS.get(fold(word.text))))


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


def _dropped_speaker(pair: Alignment) -> Iterator[Reason]:
    speech = [
        word
        for number, word in enumerate(pair.stored)
        if _is_speech(pair.stored, number) and not _is_in_clause(pair, number)
    ]
    if speech and not _names_a_speaker(pair.said):
        detail = f"the source only reports it (“{speech[0].text}”)"
        yield Reason("contradiction", "attribution", detail)


def _is_in_clause(pair: Alignment, number: int) -> bool:
    """Whether a verb belongs to a relative or other clause that the claim leaves out whole."""
    kept = pair.back
    for before in range(number - 1, max(-1, number - _CLAUSE), -1):
        if before in kept:
            return False
        if fold(pair.stored[before].text) in CLAUSE_OPENERS:
            return True
    return False


def _is_speech(words: Sequence[Word], number: int) -> bool:
    """Whether a word is a verb of saying; "a report" and "the State" are none."""
    word = words[number]
    if fold(word.text) not in SPEECH or (word.text[:1].isupper() and number):
        return False
    return not number or fold(words[number - 1].text) not in DETERMINERS


def _names_a_speaker(words: Sequence[Word]) -> bool:
    """Whether a claim says that somebody says or thinks it, in whatever words."""
    return any(_is_speech(words, number) for number in range(len(words))) or any(
        categories(word.text) & _SAYING_OR_THINKING for word in words if not word.stop
    )
