"""Dates added after the words that a reader cannot resolve: "on Saturday (16 September 2023)".

Observed: news counts from the day it is written, and is read on another. A weekday, "yesterday",
"last month" and "this year" then say nothing, or something wrong.

How it works: where the publication time is known, such an expression gets its date in brackets:
a day its date, a month its month and year, a year its number. Nothing is added inside quotation
marks, to an expression that has its month with it, or where a capital before or after it shows a
name ("Saturday Night Live", "Black Friday").

Where it fails: weeks, spans ("in the past three days") and bare months stay as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from bot.text.dates import DateMention, date_mentions, say_date

_DAY = re.compile(
    r"(?:[a-z]+\s+)*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Yy]esterday|[Tt]oday"
    r"|[Tt]onight|[Tt]omorrow)"
)
_PERIOD = re.compile(r"\b(?:this|last|next)\s+(?:month|year)$", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^’]*’(?!\w)")
_NAME_BEFORE = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*\s$")
_NAME_AFTER = re.compile(r"(?:['’]s|-\w|\s+[A-Z])")


def dated(text: str, published: datetime | None, language: str = "en") -> str:
    """Return `text` with a date after each expression that needs one."""
    if published is None:
        return text
    for mention in reversed(list(_needy(text, published, language))):
        text = f"{text[: mention.end]} ({_said(mention)}){text[mention.end :]}"
    return text


def _needy(text: str, published: datetime, language: str) -> Iterator[DateMention]:
    quotations = [match.span() for match in _QUOTED.finditer(text)]
    for mention in date_mentions(text, published, language):
        quoted = any(start < mention.end and mention.start < end for start, end in quotations)
        if mention.relative and not quoted and _is_open(mention) and not _in_name(text, mention):
            yield mention


def _is_open(mention: DateMention) -> bool:
    """Whether the words leave open which day, month or year is meant."""
    if mention.precision == "day":
        return mention.first == mention.last and _DAY.fullmatch(mention.text) is not None
    return mention.precision in ("month", "year") and _PERIOD.search(mention.text) is not None


def _in_name(text: str, mention: DateMention) -> bool:
    before, after = text[: mention.start], text[mention.end :]
    opens = _NAME_BEFORE.search(before)
    return bool(opens and opens.start() > 0) or _NAME_AFTER.match(after) is not None


def _said(mention: DateMention) -> str:
    day = say_date(mention.first)
    if mention.precision == "day":
        return day
    return day.partition(" ")[2] if mention.precision == "month" else str(mention.first.year)
