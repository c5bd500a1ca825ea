"""Who a sentence says that its words come from, and the words without that.

Observed: most reports put a speaker before or behind what was said ("Mayor Ines Calder said that
...", "..., Calder said on Monday.", "According to Calder, ..."), and two reports of one statement
name the same speaker more or less fully, or his office. Only two names of one sort that are not
each other's part are two speakers.

How it works: a name next to a verb of saying or "according to", at the head or the end of a
sentence, is the speaker. A person speaks for an office and an office through persons, so that a
person's name and an organisation's never disagree.

Where it fails: speakers without a name ("police", "officials") are not looked at; statements that
two people made in the same words are taken for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.names import NameMention, name_mentions, same_name

_SAYS = r"(?:said|says|told\s+\w+|announced|confirmed|reported|added|stated|warned|claimed)"
_WHEN = r"(?:\s+(?:on|late|early)?\s*[A-Z]\w+day)?"
_WHO = r"(?P<who>[A-Z][^,;:“”\"]{2,70}?)"
_FORMS = (
    re.compile(rf"^{_WHO}\s+{_SAYS}{_WHEN}\s+(?:that\s+)?(?=\w)"),
    re.compile(rf"^According to {_WHO},\s+"),
    re.compile(
        rf",\s+(?:according to\s+)?(?:the\s+)?{_WHO}\s+{_SAYS}{_WHEN}[^,]{{0,25}}\.[\"”’']?$"
    ),
    re.compile(rf",\s+according to (?:the\s+)?{_WHO}\.[\"”’']?$"),
)
_OFFICES = ("organisation", "place")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence's speaker as it names him, and the sentence without speaker and verb."""

    speaker: NameMention
    words: str


def spoken(sentence: str) -> Spoken | None:
    """Read who says a sentence; None where it names nobody, or several."""
    for form in _FORMS:
        if found := form.search(sentence):
            named = [n for n in name_mentions(sentence) if _within(n, found.span("who"))]
            rest = sentence[: found.start()] + sentence[found.end() :]
            own = len(named) == 1 and not _is_anybody(named[0])
            return Spoken(named[0], rest) if own else None
    return None


def _is_anybody(name: NameMention) -> bool:
    """Whether it is an office that every town has ("Police"), or no name at all ("One")."""
    return " " not in name.text and (name.kind in _OFFICES or not name.certain)


def _within(name: NameMention, span: tuple[int, int]) -> bool:
    return span[0] <= name.start and name.end <= span[1]


def are_two(one: NameMention, other: NameMention) -> bool:
    """Whether two names are surely two speakers."""
    if (one.kind in _OFFICES) != (other.kind in _OFFICES):
        return False
    words, others = set(one.text.lower().split()), set(other.text.lower().split())
    return not same_name(one.text, other.text) and not words & others
