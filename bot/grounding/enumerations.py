"""What a list in a sentence names that can be left out, with the rest as true as before.

Observed: the longest sentences of news and reference texts are lists: of measures ("by lifting it,
by selling it, and by ..."), of people and places ("Its members include ..."). Each item is a
statement of its own, unless the sentence counts them or tells what they are together.

How it works, on lists of two kinds:
 - items that open with the same small word, of which one has to stay. A count or a word like
   "both" keeps all of them;
 - of a list that says of itself that it is not complete ("include", "such as") those between its
   first and its last. What explains an item ("who ...", "the mayor of Oslo") is a part of it, and a
   bare name may do so too ("Paris, France"): only what opens with a noun or with a name of several
   words is an item.
An item has the comma before it with it, so that what is left reads on.

Where it fails: lists of bare names are kept whole; an explanation without an article ("Anna Berg,
mayor of Oslo") may go without its name or stay without it, which stays true and reads oddly.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

Span = tuple[int, int]

_COMMA = re.compile(r",\s+")
_LAST_ITEM = re.compile(r",\s+and\s+(?P<opening>[a-z]+)\b")
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|together|total\w*|combined|between"
    r"|among|amongst|each|respectively|both|all|jointly|or)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\b(?:between|among|amongst|respectively|jointly|together)\b", re.I)
_OPEN_LIST = re.compile(r"\b(?:includ(?:e|es|ed|ing)|such as)\s+", re.IGNORECASE)
_NO_ITEM = re.compile(
    r"(?:and|or|but|as|at|by|for|from|in|of|on|to|with|when|while|wh\w+|that|(?:al)?though"
    r"|\w+ing|\w+ed|(?:the|an?)\s+[a-z]\w*)\b"
    r"|(?:[^\W\d_a-z][\w’'.-]*\s*){1,3}$"
)


def same_form(text: str) -> list[Span]:
    """The items of a list after its first that open with the same small word as its last."""
    last = _LAST_ITEM.search(text)
    if last is None or _COUNTED.search(text):
        return []
    opening = last["opening"]
    commas = [match.start() for match in _COMMA.finditer(text, 0, last.start())]
    borders = [at for at in commas if text[at + 1 :].split(maxsplit=1)[0] == opening]
    spans = list(pairwise((*borders, last.start())))
    return [*spans, (last.start(), len(text))] if spans else []


def of_open_list(text: str) -> list[Span]:
    """The items between the first and the last of a list that does not name all there is."""
    opens = _OPEN_LIST.search(text)
    if opens is None or _TOGETHER.search(text):
        return []
    return list(pairwise(_items(text, opens.end())))


def _items(text: str, begin: int) -> Iterator[int]:
    """Where the items after the first begin, of a list that runs to the next semicolon."""
    stop = text.find(";", begin)
    end = len(text) if stop < 0 else stop
    commas = (
        match
        for match in _COMMA.finditer(text, begin, end)
        if _is_level(text[begin : match.start()])
    )
    parts = [(match.start(), match.end()) for match in commas]
    for (start, after), (until, _) in pairwise((*parts, (end, end))):
        if not _NO_ITEM.match(text[after:until]):
            yield start


def _is_level(before: str) -> bool:
    """Whether all brackets that `before` opens are closed."""
    return before.count("(") == before.count(")")
