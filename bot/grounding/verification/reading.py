"""A text as the verifier sees it: words with their terms and sentence, numbers, names, dates.

Both sides of a comparison, the claim and its sources, are read in the same way and only once: an
article is read on its first check and remembered, since many claims are checked against it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from bot.grounding.verification.vocabulary import (
    MONTHS,
    NUMBER_WORDS,
    WEEKDAYS,
)
from bot.text.names import NameMention, name_mentions
from bot.text.numbers import NumberMention, number_mentions
from bot.text.sentences import sentence_spans
from bot.text.words import Token, fold, is_stop, stem, tokens

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
_FIGURES = re.compile(r"\d[\d.]*(?:st|nd|rd|th|m|mn|bn|k|[cmk]m|k?g|ft|mph|am|pm|s)?")
_READINGS = 512  # articles remembered; a long one takes about 300 KB


class Word(NamedTuple):
    """A word of a text: as written, where, its index term, the sentence it is in, its sort.

    The sort is weekday, month, year, number, name, or nothing for any other word.
    """

    text: str
    start: int
    end: int
    term: str
    stop: bool
    sentence: int
    sort: str = ""


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


@lru_cache(maxsize=_READINGS)
def read(text: str, published: datetime | None = None) -> Reading:
    """Read a text once; the same text with the same date is not read again."""
    names = tuple(name_mentions(text))
    words = tuple(_words(text, names))
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
        names,
    )


def plain(text: str) -> str:
    """Without typography: straight quotes, hyphens for dashes, single spaces."""
    text = text.translate(_QUOTES).replace("''", '"')
    return re.sub(r"\s+", " ", text).strip()


def _words(text: str, names: Sequence[NameMention]) -> Iterator[Word]:
    found = tokens(text)
    named = {at for name in names if name.certain for at in range(name.start, name.end)}
    at = 0
    for sentence, (start, end) in enumerate(_filled(sentence_spans(text), found)):
        while at < len(found) and found[at].start < end:
            token = found[at]
            at += 1
            if token.start >= start:
                term, stop = stem(token.text), is_stop(token.text)
                sort = "" if stop else _sort(token.text, token.start in named)
                yield Word(token.text, token.start, token.end, term, stop, sentence, sort)


def _sort(word: str, named: bool) -> str:
    folded = fold(word)
    if folded in WEEKDAYS:
        return "weekday"
    if folded in MONTHS and word[:1].isupper():
        return "month"
    if _FIGURES.fullmatch(folded) or folded in NUMBER_WORDS:
        return "year" if len(folded) == 4 and folded[:2] in ("19", "20") else "number"
    return "name" if named and word[:1].isupper() else ""


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
