"""Which words of a text stand inside quotation marks.

Observed: one sentence in seventy of news stands in the middle of somebody's speech of several
sentences, with no mark of its own; by itself it reads as if the outlet said it.

How it works: within a paragraph the first opening mark counts until the mark that closes its kind;
what stands inside it is not looked at. A straight mark opens only where a word follows and neither
a word nor a stop comes before (inches, the end of a speech whose beginning is not in the text). A
single typographic mark opens only before a word, and closes only where no letter follows ("don’t").
A quotation that is not closed runs to the end of its paragraph, as speeches of several paragraphs
are set. A double mark behind a stop that closes nothing ends a speech that began before its
paragraph, or before the passage that was cut out of it.

Where it fails: straight single marks are taken for apostrophes; a plural's apostrophe ("workers’")
ends a quotation in single marks too early; a mark that is missing hides the rest of its paragraph.
"""

import re
from collections.abc import Iterator

_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’", "「": "」", "『": "』"}
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_MARK = re.compile(r"(?<![\w.,;:!?…%)])\"(?=\S)|[“„«「『]|(?<!\w)‘(?=\w)")
_ANY_MARK = re.compile('["“”„«「『‘]')
_CLOSER = re.compile('["”»」』]')
_ENDING = re.compile(r"[.,!?…][\"”](?=\s|$)")


def quotation_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the quotations in order, their marks included."""
    return [
        span
        for paragraph in _PARAGRAPH.finditer(text)
        for span in _spans(text, paragraph.start(), paragraph.end())
    ]


def inside_quotation(text: str, at: int) -> bool:
    """Whether a quotation that was opened before `at` is still open there."""
    begin = max(text.rfind(mark, 0, at) for mark in "\n\r\u2028\u2029") + 1
    stop = _paragraph_end(text, at)
    if _ANY_MARK.search(text, begin, stop) is None:  # most texts: that is soon seen
        return False
    spans = (*_running(text, begin, stop), *_spans(text, begin, stop))
    return any(start < at < end for start, end in spans)


def spoken_spans(text: str) -> list[tuple[int, int]]:
    """The quotations with the rests of speeches that began before their paragraph.

    What is spoken stands between `start` and `end`, both exclusive.
    """
    return [
        span
        for paragraph in _PARAGRAPH.finditer(text)
        for part in (_running, _spans)
        for span in part(text, paragraph.start(), paragraph.end())
    ]


def closed(sentence: str) -> str:
    """Return a sentence with the closing mark of a quotation that goes on in the next one.

    Where another closing mark stands in it the kinds were mixed up, and it stays as written; so
    does a single mark, which may be an apostrophe ("rock ‘n’ roll").
    """
    spans = quotation_spans(sentence)
    if not spans or spans[-1][1] < len(sentence):
        return sentence
    opening, rest = sentence[spans[-1][0]], sentence[spans[-1][0] + 1 :]
    marks = _CLOSING[opening]
    is_open = opening != "‘" and rest[-1:] not in marks and not _CLOSER.search(rest)
    return sentence + marks[0] if is_open else sentence


def is_speech(text: str) -> bool:
    """Whether all words of a text stand inside quotation marks, with nobody to say them."""
    edges = [0, *(edge for span in quotation_spans(text) for edge in span), len(text)]
    outside = (text[left:right] for left, right in zip(edges[::2], edges[1::2], strict=True))
    return len(edges) > 2 and not any(map(str.isalpha, "".join(outside)))


def _paragraph_end(text: str, at: int) -> int:
    found = _PARAGRAPH.match(text, at)
    return found.end() if found else at


def _spans(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    opening = _MARK.search(text, begin, stop)
    while opening is not None:
        end = _closed(text, opening, stop)
        yield opening.start(), end
        opening = _MARK.search(text, end, stop)


def _running(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """The rest of a speech that was opened before a paragraph, if it is closed there."""
    opening = _MARK.search(text, begin, stop)
    ending = _ENDING.search(text, begin, opening.start() if opening else stop)
    if ending is not None:
        yield begin - 1, ending.end()


def _closed(text: str, opening: re.Match[str], stop: int) -> int:
    """After the mark that closes a quotation, or the end of the paragraph."""
    marks = _CLOSING[opening[0]]
    for at in range(opening.end(), stop):
        if text[at] in marks and not (marks == "’" and text[at + 1 : at + 2].isalpha()):
            return at + 1
    return stop
