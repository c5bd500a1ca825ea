"""Words that are said to be found and not to be read: keyword stuffing.

Observed: a page that wants to be found says a topic's words a hundred times over, in a heap or as
sentences made of nothing else, often hidden below an innocent text. Of any hundred words in a row
of running news, more than half are different; of 55,933 such stretches of 1,921 articles one had
less than a fifth (a list of dates of early voting, one line a state), of stuffed ones all have.

How it works: a paragraph is stuffing when more than half of it lies in stretches of a hundred words
with less than a fifth different ones, and is left out as page furniture is;
so is one that stands in the text five times. A title in which less
than half of the words are different is none, and neither is one of which the text, lists aside,
says no word, or one in eight, which may be chance (.7% of real titles; their texts stood before a
pay wall): such a title is there to be found. A text of nothing but stuffing is kept as it is, since
it may as well be a list that somebody wants.

Where it fails: stuffing with more than twenty words in turn, and a list of names, which may as well
be the list of those who won; retrieval and answers hold against these, since a list is no sentence.
Languages without spaces are not looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.text.lists import is_list
from bot.text.words import content_terms

_STRETCH = 100  # words
_STEP = 25
_SHORTEST = 40  # words of a whole text from which it is looked at
_DIFFERENT = 0.2  # share of different words below which a stretch is stuffed
_AGAIN = 5  # times that one paragraph stands in a text: then it is no part of it
_TITLE_WORDS = 5  # from which a title's words are counted
_TITLE_DIFFERENT = 0.5
_TITLE_TOLD = 3  # content words from which a title must say some that its text says
_BY_CHANCE = 8  # content words of a title of which a text says one by chance
_TEXT_TOLD = 15  # content words from which a text is expected to say some of them
_BREAKS = re.compile(r"[.!?]\s|\n")  # where sentences end, roughly


def without_stuffing(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs that are not stuffed, in order; all where there are no other."""
    words = [paragraph.lower().split() for paragraph in paragraphs]
    stuffed = _stuffed([word for each in words for word in each])
    said = Counter(map(tuple, words))
    kept, start = [], 0
    for paragraph, own in zip(paragraphs, words, strict=True):
        end = start + len(own)
        if 2 * sum(stuffed[start:end]) <= len(own) and said[tuple(own)] < _AGAIN:
            kept.append(paragraph)
        start = end
    return kept or list(paragraphs)


def is_stuffed_title(title: str, text: str, language: str = "en") -> bool:
    """Whether a title says the same words again and again, or hardly any that its text says."""
    words = title.lower().split()
    if len(words) >= _TITLE_WORDS and len(set(words)) < _TITLE_DIFFERENT * len(words):
        return True
    told = set(content_terms(title, language))
    return len(told) >= _TITLE_TOLD and not _borne_out(told, text, language)


def _borne_out(told: set[str], text: str, language: str) -> bool:
    """Whether a text says a title's words, or too little to expect any."""
    said: set[str] = set()
    for piece in _BREAKS.split(text):
        if not is_list(piece, language):
            said.update(content_terms(piece, language))
        if len(told & said) > len(told) // _BY_CHANCE:
            return True
    return len(said) < _TEXT_TOLD


def _stuffed(words: Sequence[str]) -> list[bool]:
    """Tell of each word whether it lies in a stuffed stretch."""
    marks = [False] * len(words)
    if len(words) < _SHORTEST:
        return marks
    for start in range(0, max(1, len(words) - _STRETCH + _STEP), _STEP):
        stretch = words[start : start + _STRETCH]
        if len(stretch) >= _SHORTEST and len(set(stretch)) < _DIFFERENT * len(stretch):
            marks[start : start + len(stretch)] = [True] * len(stretch)
    return marks
