"""The magnitude that each report gives an earthquake.

How it works: a number right beside "magnitude", or "on the Richter scale". Another number of such a
sentence that counts nothing ("and 7.4 by another") may be one too, and both are only known. Only
the first sentences tell the quake's own; aftershocks and other times' quakes are known, but not
told (see facts).

Magnitudes that lie further apart than what two offices give of one quake are those of two, also in
one story: the shock and the one before or after it are told by the same words.

Where it fails: two quakes of one day and place in one story; a first figure that was far off is
missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.news.differences import facts
from bot.news.differences.facts import Fact, Facts
from bot.news.differences.lines import LEAD, WEEK, Clash, Line, Side, within, word_after
from bot.news.differences.occasions import of_other_events
from bot.text.numbers import NumberMention
from bot.text.words import is_stop

_BEFORE = re.compile(r"\bmagnitude(?:\s+of|-)?\s*$", re.IGNORECASE)
_AFTER = re.compile(r"[\s-]+magnitude\b|\s+on the Richter\b", re.IGNORECASE)
_OTHER_QUAKE = re.compile(r"\b(?:aftershocks?|foreshocks?|second|another|tremors)\b", re.IGNORECASE)
_STRONGEST = 10
_OFFICES_DIFFER = 0.65  # magnitudes that lie further apart are those of two quakes


def magnitudes(lines: Sequence[Line]) -> Iterator[Fact]:
    """The magnitudes that a report gives, those of its first sentences to be told."""
    for at, line in enumerate(lines):
        if "agnitude" in line.text or "Richter" in line.text:
            aside = at >= LEAD or line.is_background or _OTHER_QUAKE.search(line.text) is not None
            found = [number for number in line.numbers if _may_be_one(line.text, number)]
            for number in found:
                known = aside or len(found) > 1 or not _is_beside(line.text, number)
                yield Fact(("magnitude",), line, number, line.cut(number), known)


def _may_be_one(text: str, number: NumberMention) -> bool:
    return 0 < number.value < _STRONGEST and (
        _is_beside(text, number) or not _counts_something(text, number)
    )


def _is_beside(text: str, number: NumberMention) -> bool:
    before, after = _BEFORE.search(text, 0, number.start), _AFTER.match(text, number.end)
    return before is not None or after is not None


def _counts_something(text: str, number: NumberMention) -> bool:
    word = word_after(text, number)
    return bool(word) and not is_stop(word)


def clashes(one: Side[Facts], other: Side[Facts]) -> Iterator[Clash]:
    """Magnitudes of two reports that cannot both be, of one day and place."""
    for clash, here, there in facts.clashes(one, other):
        apart = abs(here.amount.value - there.amount.value)
        near = within(WEEK, here.line.report, there.line.report) and apart <= _OFFICES_DIFFER
        if near and not of_other_events(here.line, there.line):
            yield clash
