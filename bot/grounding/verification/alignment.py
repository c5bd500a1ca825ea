"""Which words of a claim's sentence stand for which words of the sentence it comes from.

Theory. Most claims keep the order of their source: they drop, add and replace. The longest common
runs of terms are matched first and in order; what remains is matched as moved runs where three
words or more stand together elsewhere, since clauses move. A single word that moved is no match:
whether it may stand in its new place is for the checks to say. What is left between matches is an
`Edit`: words of the claim against words of the source, either side perhaps empty.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.grounding.verification.reading import Reading, Word
from bot.grounding.verification.support import Place

_MOVED_RUN = 3


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the claim that stand where the source has other words."""

    said: tuple[Word, ...]
    stored: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """One sentence of a claim beside the source sentence that fits it best.

    `match[i]` is the number in `stored` of the word that `said[i]` stands for, or None; `source` is
    the text that those of `stored` stand in.
    """

    said: tuple[Word, ...]
    stored: tuple[Word, ...]
    source: str
    place: Place
    match: tuple[int | None, ...]
    edits: tuple[Edit, ...]
    in_order: float  # share (0 to 1) of the claim's content words matched in the same order
    frame_in_order: float  # the same of those that are no names, numbers or dates

    @property
    def back(self) -> dict[int, int]:
        """The number in `said` for each matched number in `stored`."""
        return {other: number for number, other in enumerate(self.match) if other is not None}


def align(said: Sequence[Word], source: Reading, place: Place) -> Alignment:
    """Match the words of a claim's sentence with those of one source sentence."""
    stored = tuple(source.words[number] for number in source.sentences[place[1]])
    match: list[int | None] = [None] * len(said)
    for start, other, size in _runs([w.term for w in said], [w.term for w in stored]):
        for step in range(size):
            match[start + step] = other + step
    edits = tuple(_edits(said, stored, match))
    in_order = _share(said, match)
    frame = [number for number, word in enumerate(said) if not word.sort]
    frame_in_order = _share([said[n] for n in frame], [match[n] for n in frame])
    for start, other, size in _moved(said, stored, match):
        for step in range(size):
            match[start + step] = other + step
    return Alignment(
        tuple(said), stored, source.text, place, tuple(match), edits, in_order, frame_in_order
    )


def _share(said: Sequence[Word], match: Sequence[int | None]) -> float:
    content = [number for number, word in enumerate(said) if not word.stop]
    return sum(match[number] is not None for number in content) / max(1, len(content))


def _runs(said: list[str], stored: list[str]) -> Iterator[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, said, stored, autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size:
            yield block.a, block.b, block.size


def _edits(
    said: Sequence[Word], stored: Sequence[Word], match: Sequence[int | None]
) -> Iterator[Edit]:
    begin = other = 0
    for number, partner in [*enumerate(match), (len(said), len(stored))]:
        if partner is None:
            continue
        if number > begin or partner > other:
            yield Edit(tuple(said[begin:number]), tuple(stored[other:partner]))
        begin, other = number + 1, partner + 1


def _moved(
    said: Sequence[Word], stored: Sequence[Word], match: Sequence[int | None]
) -> Iterator[tuple[int, int, int]]:
    """Runs of words that stand elsewhere in the source sentence, in one piece."""
    taken = {partner for partner in match if partner is not None}
    left = [word.term if match[n] is None else f"\0{n}" for n, word in enumerate(said)]
    right = [word.term if n not in taken else f"\1{n}" for n, word in enumerate(stored)]
    while True:
        block = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
        if block.size < _MOVED_RUN:
            return
        yield block.a, block.b, block.size
        for step in range(block.size):
            left[block.a + step], right[block.b + step] = f"\0m{step}", f"\1m{step}"
