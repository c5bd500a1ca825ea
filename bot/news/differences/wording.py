"""Places and speakers in two sentences that say the same in nearly the same words.

How it works: a place meets the place after the same preposition, and a named speaker another one of
the same words (see speakers), in sentences that share nearly all the others.

Where it fails: rewritten sentences that share too few words (missed).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.news.differences.lines import Clash, Line, are_nearly, nearly_the_same
from bot.news.differences.records import Kind
from bot.news.differences.speakers import are_two, spoken
from bot.text.names import name_key, places, same_name
from bot.text.words import content_terms


def place_clashes(one: Line, other: Line) -> Iterator[Clash]:
    """Countries and regions that two sentences put into the same place of a sentence."""
    ours, theirs = _places(one), _places(other)
    for preposition in ours.keys() & theirs.keys():
        here, there = ours[preposition], theirs[preposition]
        alike = nearly_the_same(one, other, (here, there))
        if alike and not same_name(here, there):
            yield Clash(Kind.PLACE, one, here, other, there)


def _places(line: Line) -> dict[str, str]:
    """Countries and regions by the preposition before them, where that leads to only one."""
    found: dict[str, list[str]] = {}
    for name in line.names:
        before = re.search(r"\b(in|near|from)\s+(?:the\s+)?$", line.text[: name.start])
        if before and name_key(name.text) in places():
            found.setdefault(before[1], []).append(name.text)
    return {preposition: names[0] for preposition, names in found.items() if len(names) == 1}


def speaker_clashes(one: Line, other: Line) -> Iterator[Clash]:
    """What one outlet has from one person, and another from another, in nearly the same words."""
    ours, theirs = spoken(one.text), spoken(other.text)
    if not (ours and theirs) or one.report.outlet == other.report.outlet:
        return
    here, there = ours.speaker.text, theirs.speaker.text
    alike = are_nearly(_content(ours.words, one), _content(theirs.words, other))
    if alike and are_two(ours.speaker, theirs.speaker):
        yield Clash(Kind.ATTRIBUTION, one, here, other, there)


def _content(text: str, line: Line) -> frozenset[str]:
    return frozenset(content_terms(text, line.report.language))
