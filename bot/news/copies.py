"""Whether two texts are one report printed twice.

Observed: outlets that reprint an agency's report give it another title, cut it from the end,
move attributions and days about ("South Korea said on Friday" for "On Friday, South Korea said"),
respell it (defence and defense, co-operation and cooperation, Jong Un and Jong-un), put captions
and advertising in, and merge it with other reports; yet whole clauses stay as they were. The two
founding articles share few whole runs of words (5-gram Jaccard .18), since nearly every sentence is
touched somewhere. Different reports of one story share quotes and, where they lean on an archive, a
paragraph of background: a few sentences word for word, and nothing of the rest.

How it works, on the skeleton of a text: its consonants and digits alone, without word boundaries,
in which spellings, hyphens, case and typography have vanished.
1. Candidates: fingerprints, the least hash of every stretch of 48 runs of 20 skeleton letters
   (winnowing: Schleimer, Wilkerson, Aiken 2003), so that any 25 words in common are found.
2. Decision: how much of a sentence stands in the other text in runs of 10 letters or more (about
   three words); a sentence is aligned from half on. Copies have most of the words of one of the two
   in aligned sentences, spread over several of them; see `is_copy` for the figures.

A report is reprinted while it is news. Of the pairs of an archive of ten years of one outlet's
articles that share most of their words and lie further apart than REPRINTED_WITHIN, nearly all told
of another year's feast, storm or prize in the words of the year before, with new facts between
them; there a text is a copy only if it stands in the other wholly.

Where it fails: translations; reports rewritten in other words; texts of one or two sentences, which
are copies only when they stand in the other text wholly.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

from bot.text.sentences import split_sentences

_RUN = 10  # skeleton letters: about three words
_ALIGNED = 0.5  # share of a sentence in such runs from which it counts as the other's
_FINGERPRINT_RUN = 20
_STRETCH = 48
_MOST_FINGERPRINTS = 256  # of one article, some 4,000 words
_WITH_LEADS = 0.3
_WITHOUT = 0.62
_WHOLLY = 0.9
_FEWEST_LETTERS = 60  # about twenty words
_FEWEST_SENTENCES = 2  # aligned, unless it stands in the other wholly
REPRINTED_WITHIN = timedelta(days=7)

_VOWELS = str.maketrans("z", "s", "aeiou")
_CONSONANTS = "bcdfghjklmnpqrstvwxy"
_SOFT_C = re.compile(r"c(?=[eiy])")
_NO_LETTER = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"([^\W\d])\1+")


@dataclass(frozen=True, slots=True)
class Bones:
    """The skeletons of a text's sentences, the runs in each, and all runs of the whole."""

    sentences: tuple[str, ...]
    runs_of: tuple[tuple[str, ...], ...]
    runs: set[str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share.

    `share` is the larger of the two shares of skeleton letters that lie in aligned sentences,
    `letters` and `sentences` how many those are, `leads` whether both first sentences are aligned.
    """

    share: float
    letters: int
    sentences: int
    leads: bool


def skeleton(text: str) -> str:
    """Return the consonants and digits of a text, in one spelling, without word boundaries."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    letters = _NO_LETTER.sub("", _SOFT_C.sub("s", text.lower())).translate(_VOWELS)
    if not letters.isascii():
        return _DOUBLED.sub(r"\1", letters)
    for letter in _CONSONANTS:
        while letter * 2 in letters:
            letters = letters.replace(letter * 2, letter)
    return letters


def fingerprints(text: str) -> tuple[int, ...]:
    """Return signed 64-bit hashes, of which texts with 25 words in common share at least one."""
    bones = skeleton(text).encode()
    grams = [bones[at : at + _FINGERPRINT_RUN] for at in range(len(bones) - _FINGERPRINT_RUN + 1)]
    chosen = {_hash(grams[at]) for at in _least(list(map(crc32, grams)))}
    return tuple(sorted(chosen)[:_MOST_FINGERPRINTS])


def _hash(gram: bytes) -> int:
    return int.from_bytes(blake2b(gram, digest_size=8).digest(), "big", signed=True)


def _least(hashes: Sequence[int]) -> set[int]:
    """Positions of the least hash in every stretch, the last of equal ones.

    A stretch is searched only when the least one has left it, and that is seldom.
    """
    if not hashes:
        return set()
    least = _last_least(hashes, 0, _STRETCH)
    chosen = {least}
    for at, value in enumerate(hashes[_STRETCH:], _STRETCH):
        if value <= hashes[least]:
            least = at
        elif least <= at - _STRETCH:
            least = _last_least(hashes, at - _STRETCH + 1, at + 1)
        chosen.add(least)
    return chosen


def _last_least(hashes: Sequence[int], start: int, stop: int) -> int:
    backwards = hashes[start:stop][::-1]
    return start + len(backwards) - 1 - backwards.index(min(backwards))


@lru_cache(maxsize=64)
def bones(text: str, language: str = "en") -> Bones:
    """Take a text apart for comparison; remembered, since reprints of one report come together."""
    sentences = tuple(found for s in split_sentences(text, language) if (found := skeleton(s)))
    whole = "".join(sentences)
    return Bones(sentences, tuple(map(_runs, sentences)), set(_runs(whole)))


def _runs(bones: str) -> tuple[str, ...]:
    return tuple([bones[at : at + _RUN] for at in range(len(bones) - _RUN + 1)])


def overlap(one: Bones, other: Bones) -> Overlap:
    """Measure what two texts share, from the side that shares more of itself."""
    sides = (_aligned(one, other.runs), _aligned(other, one.runs))
    best = max(sides, key=lambda side: side.share)
    return replace(best, leads=sides[0].leads and sides[1].leads)


def _aligned(side: Bones, runs: set[str]) -> Overlap:
    sentences = side.sentences
    aligned = [
        _covered(len(bare), own, runs) >= _ALIGNED * len(bare)
        for bare, own in zip(sentences, side.runs_of, strict=True)
    ]
    letters = sum(len(bare) for bare, found in zip(sentences, aligned, strict=True) if found)
    total = sum(map(len, sentences))
    return Overlap(letters / max(total, 1), letters, sum(aligned), bool(aligned) and aligned[0])


def _covered(length: int, own: Sequence[str], runs: set[str]) -> int:
    """Count the letters of a sentence that lie in one of the runs; `own` are its runs in order."""
    if runs.isdisjoint(own):
        return 0
    if runs.issuperset(own):
        return length
    count = end = 0
    for at, run in enumerate(own):
        if run in runs:
            count += at + _RUN - max(at, end)
            end = at + _RUN
    return count


def is_copy(found: Overlap, apart: timedelta | None = None) -> bool:
    """Decide whether two texts, published so far apart if that is known, are one report.

    Three fifths of one text are enough by themselves; three tenths are where both begin with
    sentences that the other has, as merged and cut reprints do and shared background does not.
    """
    if found.share >= _WHOLLY:
        return True
    if found.letters < _FEWEST_LETTERS or found.sentences < _FEWEST_SENTENCES:
        return False
    if apart is not None and abs(apart) > REPRINTED_WITHIN:
        return False
    return found.share >= (_WITH_LEADS if found.leads else _WITHOUT)
