"""A text as the verifier sees it: words with their terms and sentence, numbers, names, dates.

Both sides of a comparison, the claim and its sources, are read in the same way and only once: an
article is read on its first check and remembered, since many claims are checked against it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from bot.text.names import NameMention, name_mentions
from bot.text.numbers import NumberMention, number_mentions
from bot.text.sentences import sentence_spans
from bot.text.words import Token, is_stop, stem, tokens

_QUOTES = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "`": "'",
        "´": "'",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)
_READINGS = 512  # articles remembered; a long one takes about 300 KB


class Word(NamedTuple):
    """A word of a text: as written, where, its index term, and the sentence it is in."""

    text: str
    start: int
    end: int
    term: str
    stop: bool
    sentence: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read: `sentences` are ranges of word numbers, `where` maps a term to word numbers."""

    text: str
    published: datetime | None
    words: tuple[Word, ...]
    sentences: tuple[range, ...]
    where: dict[str, tuple[int, ...]]
    numbers: tuple[NumberMention, ...]
    names: tuple[NameMention, ...]

    def at(self, start: int, end: int) -> range:
        """The numbers of the words that begin in `text[start:end]`."""
        starts = [word.start for word in self.words]
        return range(bisect_right(starts, start - 1), bisect_right(starts, end - 1))

    def sentence_text(self, sentence: int) -> str:
        """The words of one sentence as written, from its first to its last."""
        numbers = self.sentences[sentence]
        return self.text[self.words[numbers[0]].start : self.words[numbers[-1]].end]


@lru_cache(maxsize=_READINGS)
def read(text: str, published: datetime | None = None) -> Reading:
    """Read a text once; the same text with the same date is not read again."""
    words = tuple(_words(text))
    where: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        where.setdefault(word.term, []).append(number)
    return Reading(
        text,
        published,
        words,
        tuple(_ranges(words)),
        {term: tuple(numbers) for term, numbers in where.items()},
        tuple(number_mentions(text)),
        tuple(name_mentions(text)),
    )


def plain(text: str) -> str:
    """Without typography: straight quotes, hyphens for dashes, single spaces."""
    return re.sub(r"\s+", " ", text.translate(_QUOTES)).strip()


def _words(text: str) -> Iterator[Word]:
    found = tokens(text)
    at = 0
    for sentence, (start, end) in enumerate(_filled(sentence_spans(text), found)):
        while at < len(found) and found[at].start < end:
            if found[at].start >= start:
                token = found[at]
                term, stop = stem(token.text), is_stop(token.text)
                yield Word(token.text, token.start, token.end, term, stop, sentence)
            at += 1


def _filled(spans: list[tuple[int, int]], found: list[Token]) -> Iterator[tuple[int, int]]:
    """The sentences that hold at least one word."""
    starts = [token.start for token in found]
    for start, end in spans:
        if bisect_right(starts, end - 1) > bisect_right(starts, start - 1):
            yield start, end


def _ranges(words: tuple[Word, ...]) -> Iterator[range]:
    begin = 0
    for number in range(1, len(words) + 1):
        if number == len(words) or words[number].sentence != words[begin].sentence:
            yield range(begin, number)
            begin = number
