"""Dates added after the words that a reader cannot resolve: "on Saturday (16 September 2023)".

Observed: news counts from the day it is written, and is read on another. A weekday, "two days ago",
"last month", "next week" and a month without its year then say nothing, or something wrong.

How it works: where the publication time is known, such an expression gets its date in brackets, as
precisely as its words are: a day its date, a week the day it begins on, a month its month and year,
a year its number; each only once, and none that the sentence gives itself, nor to a month whose
year it names ("a record in 2024, until August"). Nothing is added inside quotation marks, where a
capital beside an expression shows a name ("Saturday Night Live"), nor where it is not certain
(certain_dates.py), nor in an entry of a log ("April 4: ..."), which was written on its own day.

Where it fails: other languages than English stay as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from bot.grounding.certain_dates import MONTH, YEAR, is_certain
from bot.text.dates import DateMention, date_mentions, say_date
from bot.text.dates.periods import week_of

MOST = 2  # dates added to one sentence

_ADDED = re.compile(r"\s\((?:week of )?(?:(?:\d{1,2} )?[A-Z][a-z]+ )?\d{4}\)")
_QUOTED = re.compile(r"^[^“”]*”|“[^”]*(?:”|$)|\"[^\"]*\"|(?<!\w)‘[^’]*’(?!\w)")
_NAME_BEFORE = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*\s$")
_NAME_AFTER = re.compile(rf"['’]s|[-–/]\w|\s+[A-Z]|\s*\(|,?\s+\d|,\s+{MONTH}\b")
_ENTRY = re.compile(rf"[^\w\n]*(?:{MONTH} \d\d?|\d\d? {MONTH})(?:,? \d{{4}})?(?:\s*:|\s*[—–-]\s)")
_NAMED_MONTH = re.compile(rf"\b{MONTH}")
_UPDATE = re.compile(r"\W*update", re.IGNORECASE)  # a note that was put in later


def dated(text: str, published: datetime | None, language: str = "en", before: str = "") -> str:
    """Return `text` with a date after the first MOST expressions that need one.

    `before` is what its source says before it.
    """
    line = before.rpartition("\n")[2] + text
    if published is None or language != "en" or _UPDATE.match(text) or _ENTRY.match(line):
        return text
    for mention in reversed(list(islice(_needy(text, published, before), MOST))):
        text = f"{text[: mention.end]} ({_said(mention)}){text[mention.end :]}"
    return text


def undated(text: str) -> str:
    """Return `text` without the dates that `dated` adds."""
    return _ADDED.sub("", text)


def _needy(text: str, published: datetime, before: str) -> Iterator[DateMention]:
    quotations = _quotations(text)
    today = published.astimezone(UTC).date()
    mentions = date_mentions(text, published)
    said = {(each.first, each.last) for each in mentions if not each.relative}
    told = before
    for mention in mentions:
        days = mention.first, mention.last
        quoted = any(start < mention.end and mention.start < end for start, end in quotations)
        given = days in said or _has_its_year(text, mention)
        passed = quoted or given or _in_name(text, mention)
        said.add(days)
        if not mention.relative:
            told = mention.text
        elif not passed and is_certain(text, mention, today, told):
            yield mention


def _has_its_year(text: str, mention: DateMention) -> bool:
    """Whether it names its month, and the sentence no other year than that."""
    own = _NAMED_MONTH.search(mention.text) is not None
    return own and set(YEAR.findall(text)) == {str(mention.first.year)}


def _quotations(text: str) -> list[tuple[int, int]]:
    """Where it is quoted; all of it where a straight mark has no pair: which half is not known."""
    if text.count('"') % 2:
        return [(0, len(text))]
    return [match.span() for match in _QUOTED.finditer(text)]


def _in_name(text: str, mention: DateMention) -> bool:
    opens = _NAME_BEFORE.search(text, 0, mention.start)
    return bool(opens and opens.start() > 0) or _NAME_AFTER.match(text, mention.end) is not None


def _said(mention: DateMention) -> str:
    day = say_date(mention.first)
    if mention.precision == "day":
        return day
    if mention.precision == "week":
        return f"week of {say_date(week_of(mention.first).first)}"
    return day.partition(" ")[2] if mention.precision == "month" else str(mention.first.year)
