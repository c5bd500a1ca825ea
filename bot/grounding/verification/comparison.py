"""One sentence of a claim held against the source sentences that it comes from.

A sentence is compared word by word where one source sentence covers enough of it; words that come
from a second sentence are compared with that one. Below that it is a paraphrase or foreign, and
only its facts and its cover can be judged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.verification import (
    attribution,
    crossed,
    doers,
    embedding,
    implied,
    qualifiers,
    roles,
    sense,
    wording,
)
from bot.grounding.verification.alignment import Alignment, align
from bot.grounding.verification.facts import stated_amounts
from bot.grounding.verification.reading import Reading, Word
from bot.grounding.verification.reasons import Reason
from bot.grounding.verification.support import Home, Support, content, home, supports

_COMPARABLE = 0.4  # the cover by one source sentence from which on words are compared
_NEAR = 0.5  # and from which on its verbs are asked of whom and what they are said
_STATEMENT = 3  # content words that make a statement of their own
_TAKEN = 0.7  # the share of them in one other sentence from which on they come from it
_FEWEST = 2  # content words of which it is asked who the source says them of


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a sentence of a claim shares with its sources, and in what it differs from them.

    `covered` (0 to 1) is the share of its content words in the best source sentence.
    """

    said: tuple[Word, ...]
    home: Home
    supports: tuple[Support, ...]
    differences: tuple[Reason, ...]
    forbidden: tuple[
        Reason, ...
    ]  # words put in, left out or crossed that may not be, whatever the score

    @property
    def covered(self) -> float:
        """How much of the sentence the best source sentence has."""
        return self.home.covered[0] if self.home.covered else 0.0


def compare(claim: Reading, sources: Sequence[Reading]) -> list[Comparison]:
    """Compare each sentence of a claim that has content words."""
    sentences = ([claim.words[number] for number in numbers] for numbers in claim.sentences)
    stated = stated_amounts(claim, sources)
    return [_compared(words, claim, sources, stated) for words in sentences if content(words)]


def _compared(
    words: Sequence[Word], claim: Reading, sources: Sequence[Reading], stated: frozenset[int]
) -> Comparison:
    kept = content(words)
    at = home(kept, sources)
    found = tuple(supports(kept, sources, at, stated))
    pair = None
    differences = tuple(doers.wrong_doer(words, claim, sources))
    if at.places and at.covered[0] >= _COMPARABLE:
        pair = align(words, sources[at.places[0][0]], at.places[0])
        differences += tuple(_differences(pair, claim, sources, at))
    unsaid = qualifiers.dropped(pair) if pair else ()
    mixed = _mixed_up(pair, claim, sources) if at.covered and at.covered[0] >= _NEAR else ()
    unmeant = implied.implied(words, sources)
    forbidden = (*wording.strange(pair, found), *unsaid, *mixed, *unmeant)
    return Comparison(tuple(words), at, found, differences, forbidden)


def _mixed_up(
    pair: Alignment | None, claim: Reading, sources: Sequence[Reading]
) -> Iterator[Reason]:
    if pair is not None:
        yield from crossed.crossed(pair.said, claim, sources)
        yield from crossed.miscounted(pair.said, pair.stored)


def _differences(
    pair: Alignment, claim: Reading, sources: Sequence[Reading], at: Home
) -> Iterator[Reason]:
    source = sources[at.places[0][0]]
    yield from sense.differences(pair)
    yield from attribution.dropped(pair, claim, at, sources)
    if not attribution.is_stated(at, sources):
        yield from embedding.unasserted(pair)
    yield from roles.misplaced(pair, source)
    for edit in pair.edits:
        run = _taken_elsewhere(content(edit.said), edit.said, pair, sources)
        if run is None:
            continue
        yield from roles.of_another(run, pair.said, sources[run.place[0]])
        if len(content(edit.said)) >= _STATEMENT:
            yield from sense.differences(run)
            yield from roles.joined(run, pair.said)


def _taken_elsewhere(
    kept: Sequence[Word], words: Sequence[Word], pair: Alignment, sources: Sequence[Reading]
) -> Alignment | None:
    """Words beside their own source sentence, where they are a statement from another one."""
    if len(kept) < _FEWEST or all(word.sort == "name" for word in kept):
        return None
    at = home(kept, sources, 1)
    taken = _TAKEN if len(kept) >= _STATEMENT else 1.0
    if not at.places or at.places[0] == pair.place or at.covered[0] < taken:
        return None
    return align(words, sources[at.places[0][0]], at.places[0])
