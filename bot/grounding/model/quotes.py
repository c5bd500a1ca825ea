"""Where quoted words stand in a stored passage, typography and white space aside."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.text.words import content_terms
from storage.records import Passage

_SAME = (
    '"“”„‟«»″',
    "'‘’‚‛′`",
    "-‐‑‒–—−",
)
_CLASSES = {mark: f"[{re.escape(marks)}]" for marks in _SAME for mark in marks}
_CUT = re.compile(r"\s*(?:\.\.\.|…)\s*$|^\s*(?:\.\.\.|…)\s*")
_WRAPPED = re.compile(r'^["“„«]([^"“”„«»]*)["”“»]$')
SHORTEST_QUOTE = 3  # letters and digits; less stands anywhere


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Return (start, end) of `quote` in `text`, or None.

    Typographic and plain quotation marks and dashes count as the same, as does any white space;
    marks around the quote and an ellipsis at its ends are no part of it. Letters must be the same.
    """
    words = _CUT.sub("", _WRAPPED.sub(r"\1", quote.strip())).strip()
    if sum(map(str.isalnum, words)) < SHORTEST_QUOTE:
        return None
    match = _pattern(words).search(text)
    return match.span() if match else None


@lru_cache(maxsize=256)
def _pattern(words: str) -> re.Pattern[str]:
    pieces = (
        "".join(_CLASSES.get(mark, re.escape(mark)) for mark in piece) for piece in words.split()
    )
    return re.compile(r"(?<!\w)" + r"\s+".join(pieces) + r"(?!\w)")


def nearest_sentence(text: str, passage: Passage) -> str:
    """Return the stored sentence that shares most content words with `text`; the first wins."""
    wanted = set(content_terms(text))
    stored = [passage.text[start:end] for start, end in passage.sentences] or [passage.text]
    return max(stored, key=lambda sentence: len(wanted & set(content_terms(sentence))))


def sentence_around(passage: Passage, quote: str) -> str | None:
    """Return the stored sentence that holds all of `quote`; None where it runs over several."""
    start = passage.text.find(quote)
    end = start + len(quote)
    for first, last in passage.sentences:
        if start >= 0 and first <= start and end <= last:
            return passage.text[first:last]
    return None
