"""A stored sentence as it is told: its names, clauses and days. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bot.grounding.standing import unquoted
from bot.grounding.untold import names_in
from bot.text.dates import DateMention, date_mentions
from bot.text.saying import SAYS

HALF = 0.5  # share of a clause's words that stand in what it undoes,
ACTS, WRITINGS, EVENTS, WEATHER = 4, 10, 11, 19  # WordNet's files of nouns
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s|[.!?]$|\s\(|\)\s")
IS = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:\w+\s)?$")
CORRECTS = re.compile(
    r"\b(?:earlier|previous) (?:version of (?:our|this|the) (?:report|story|article)|reports?)\b"
    r"|\bwe (?:had )?(?:wrongly )?reported\b",
    re.IGNORECASE,
)
TOLL = re.compile(r"\btolls?\b|\bnumber of (?:\w+ )?(?:dead|deaths|fatalities|victims)\b", re.I)
SAYING = re.compile(rf"\b(?:{SAYS}|reported|reports|according to)\b")
ALIVE = re.compile(r"\b(?:is|was|be|been|found)\s(?:still\s)?alive\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A stored sentence as it is told: `place` is its article's id and where it stands in it.

    `published` is its article's time, `before` the sentence before it, "" where there is none.
    """

    text: str
    title: str
    published: datetime | None
    place: tuple[int, int]
    before: str = ""


@lru_cache(maxsize=2048)
def all_names(text: str) -> frozenset[str]:
    """The names of a text outside quotation marks."""
    return frozenset(name.text for name in names_in(text))


def clauses(text: str, marks: Iterable[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    """The clause around each mark, with where the mark begins in it."""
    for start, _ in marks:
        before = [m.end() for m in CLAUSE.finditer(text, 0, start)]
        after = CLAUSE.search(text, start)
        opens = before[-1] if before else 0
        yield text[opens : after.start() if after else len(text)], start - opens


def unspoken(text: str) -> str:
    """The sentence without who says it at its end: ", the minister said on Thursday"."""
    spoken = list(re.finditer(rf",\s[^,]*{SAYING.pattern}", text))
    return text[: spoken[-1].start()] if spoken else text


def undated(text: str, published: datetime | None) -> str:
    """A text without its dates."""
    for mention in reversed(date_mentions(text, published)):
        text = text[: mention.start] + text[mention.end :]
    return text


def on_other_days(later: Told, earlier: Told) -> bool:
    """Whether both give days, those of saying so apart, and none of the one is of the other.

    One weekday is one day: "on Monday has been called off" does not tell which Monday is meant.
    """
    ours, theirs = _days(later), _days(earlier)
    return bool(ours and theirs) and not any(
        (one.first <= other.last and other.first <= one.last) or one.text == other.text
        for one in ours
        for other in theirs
    )


def _days(told: Told) -> list[DateMention]:
    text = unquoted(told.text)
    return [
        mention
        for mention in date_mentions(text, told.published)
        if not re.search(rf"{SAYING.pattern}(?:\s[a-z]+)?\s*$", text[: mention.start])
    ]
