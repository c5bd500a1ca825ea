"""Dates added after the words that a reader cannot resolve: "on Saturday (16 September 2023)".

Observed: news counts from the day it is written, and is read on another. A weekday, "two days ago",
"last month", "next week" and a month without its year then say nothing, or something wrong.

How it works: where the publication time is known, such an expression gets its date in brackets, as
precisely as its words are: a day its date, a week the day it begins on, a month its month and year,
a year its number; each only once. What is not certain stays as written:
 - inside quotation marks, and where a capital beside it shows a name ("Saturday Night Live");
 - a weekday, or a month, where no verb says whether it was or will be, one of several ("the first
   Sunday"), a bound ("by Friday", "until a hearing on Friday") or a span ("within the next week");
 - a weekday six days off: by another clock, or after an update, it is tomorrow's or yesterday's;
 - a month or a day of a month that its own words do not tie to the day of writing, where what was
   said before it or beside it is of another year ("In May 2019 ... In June he"), where it is more
   than a few months off, or where a noun follows ("the Sept. 11 attacks": known by its day alone);
 - "today" where the verb before it tells of no event, since it may mean nowadays ("is used today");
 - what is about, more or less, and what a note says that was put in later ("Update: ...");
 - "this week" and "next week" said on a Sunday, with which half of the world begins its week, and
   "last March" or "next May" where this year has one on that side.

Where it fails: "today" is the day in UTC, which may be the newsroom's yesterday or tomorrow. Spans
("in the past three days"), weekends, seasons, and weeks, months or years that are counted ("three
weeks ago") stay as written, for their bounds are not sharp, and so do other languages than English.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from bot.text.dates import DateMention, date_mentions, say_date
from bot.text.dates.periods import week_of
from bot.text.dates.tense import Way, read_verbs
from bot.text.lexicon import categories
from bot.text.words import is_stop

MOST = 2  # dates added to one sentence

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_POINTING = re.compile(  # to the day of writing, by their own words
    r"(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)|yesterday|tonight|tomorrow|today"
    r"|(?:this|yesterday|tomorrow|last)\s+(?:morning|afternoon|evening|night)|\w+\s+days?\s+ago"
    r"|(?:\w+\s+)?(?:this|last|next|coming|past)\s+(?:week|month|year)",
    re.IGNORECASE,
)
_DAY = re.compile(rf"(?:[a-z]+\s+)*{_WEEKDAY}")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_WITH_MONTH = re.compile(
    rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?:{_MONTH}\s+\d\d?(?:st|nd|rd|th)?"
    rf"|\d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}|(?P<step>[Ll]ast|[Nn]ext)\s+{_MONTH}"
    rf"|[Tt]his\s+(?:past\s+|coming\s+)?{_MONTH})"
)
_PRESENT = re.compile(r"\b(?:is|are|am|has|have)\b|\w['’](?:s|re)\b")
_MEANT = re.compile(r"(?:[a-z]+ed|told|meant)\b.*\sto\b")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been)\s+(?:\w+\s+)?$")
_AUXILIARY = 12  # characters before a participle in which its verb stands
_SPAN_BEFORE = re.compile(r"\b(?:the|within|an?|any|every|each|over)\s+$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d,])")
_SUNDAY_WEEK = re.compile(r"(?:this|next|coming)\s+week", re.IGNORECASE)
_QUOTED = re.compile(r"^[^“”]*”|“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^’]*’(?!\w)")
_NAME_BEFORE = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*\s$")
_NAME_AFTER = re.compile(rf"['’]s|[-–/]\w|\s+[A-Z]|\s*\(|,?\s+\d|,\s+{_MONTH}\b")
_NOUN_AFTER = re.compile(r"\s+([a-z]+)")
_ABOUT = re.compile(
    r"\b(?:about|around|almost|nearly|roughly|some|than|least|most|over|until|of)\s+$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:by|until|till|before|deadline|due)\b(?:\s+[\w'’-]+){0,4}\s+$"
    r"|\b(?:of|through|ago|an?|the|any|each|every|one|that|same|first|second|third|fourth|final"
    r"|following|previous)\s+$",
    re.IGNORECASE,
)
_LAST_WORD, _FIRST_WORD = re.compile(r"([a-z]+[dt])\s+$"), re.compile(r"\s+([a-z]+[dt])\b")
_STATE = re.compile(r"\b(?:is|are|be|been|being|still|as|best|better)\s+(?:[a-z]+ly\s+)?$")
_CLAUSE_GOES_ON = re.compile(
    r"\s*[.,;:!?)—–]|\s+(?:in|at|on|for|after|before|by|to|from|with|when|that|and)\b|$"
)
_SAYING = 32  # WordNet's lexicographer file of verbs of communication
_UPDATE = re.compile(r"\W*update", re.IGNORECASE)
_MONTH_IN = re.compile(r"\b(?:in|since|during|late|early|mid)\s+$", re.IGNORECASE)
_MONTHS_BESIDE = re.compile(r"\s+(?:and|or|to|through|until)\b")
_ADDED = re.compile(r"\s\((?:week of )?(?:(?:\d{1,2} )?[A-Z][a-z]+ )?\d{4}\)")
_SIX_DAYS = timedelta(days=6)
_NEAR = timedelta(days=150)  # that a month without its year is off at most
_NEAR_DAY = timedelta(days=75)  # and a day of a month


def dated(text: str, published: datetime | None, language: str = "en", before: str = "") -> str:
    """Return `text` with a date after the first MOST expressions that need one.

    `before` is what its source says before it.
    """
    if published is None or language != "en" or _UPDATE.match(text):
        return text
    for mention in reversed(list(islice(_needy(text, published, before), MOST))):
        text = f"{text[: mention.end]} ({_said(mention)}){text[mention.end :]}"
    return text


def undated(text: str) -> str:
    """Return `text` without the dates that `dated` adds."""
    return _ADDED.sub("", text)


def _needy(text: str, published: datetime, before: str) -> Iterator[DateMention]:
    quotations = [match.span() for match in _QUOTED.finditer(text)]
    today = published.astimezone(UTC).date()
    said: set[tuple[date, date]] = set()
    told = before
    for mention in date_mentions(text, published):
        days = mention.first, mention.last
        quoted = any(start < mention.end and mention.start < end for start, end in quotations)
        passed = quoted or days in said or _in_name(text, mention)
        said.add(days)
        if not mention.relative:
            told = mention.text
        elif not passed and _is_certain(text, mention, today, told):
            yield mention


def _is_certain(text: str, mention: DateMention, today: date, told: str) -> bool:
    """Whether the words leave open which days are meant, and the resolver surely knows.

    What was told last, in `told`, with its full date must not be of another time.
    """
    words = mention.text
    if mention.first != mention.last and mention.precision not in ("week", "month", "year"):
        return False
    if _POINTING.fullmatch(words):
        return _points(text, mention, today)
    if _BOUND.search(text[: mention.start]) or _way(text, mention) is None:
        return False
    last = date_mentions(told, None)[-1:]
    if any(not other.first - _NEAR_DAY <= mention.last <= other.last + _NEAR for other in last):
        return False
    if _DAY.fullmatch(words):
        return abs(today - mention.first) < _SIX_DAYS
    month = _WITH_MONTH.fullmatch(words)
    return month is not None and _is_near(text, mention, today, month["step"])


def _way(text: str, mention: DateMention) -> Way | None:
    """Which way the verbs point, where that is plain.

    After or before one in the present the day may be of any week ("said he is worried about",
    "Mondays are the time"); after "agreed to step aside" it may be of either verb.
    """
    verbs = read_verbs(text)
    way = verbs.agreed(mention.start, mention.end)
    nearest = bisect_right(verbs.ends, mention.start) - 1
    if nearest < 0:
        after = verbs.starts[bisect_left(verbs.starts, mention.end) :]
        return None if after and _PRESENT.search(text, mention.end, after[0]) else way
    start, end = verbs.starts[nearest], verbs.ends[nearest]
    before = max(0, start - _AUXILIARY)
    if way == "behind":
        return None if _PRESENT.search(text, before, mention.start) else way
    meant = _MEANT.match(text, start, end) and not _PASSIVE.search(text, before, start)
    return None if meant else way


def _points(text: str, mention: DateMention, today: date) -> bool:
    """Whether words that point to the day of writing mean the days that they say."""
    words = mention.text.lower()
    if words == "today":
        return _is_event(text[: mention.start], text[mention.end :])
    if _SPAN_BEFORE.search(text[: mention.start]):
        return False
    if _SUNDAY_WEEK.search(words) and today.weekday() == 6:
        return words.startswith("earlier")
    return not (words.endswith("ago") and _ABOUT.search(text[: mention.start]))


def _is_event(before: str, after: str) -> bool:
    """Whether "today" is the day of an event ("closed today"), not nowadays ("used today are")."""
    said, says = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if any(match and _SAYING in categories(match[1]) for match in (said, says)):
        return True
    verbs = read_verbs(before + "today")
    nearest = bisect_right(verbs.ends, len(before)) - 1
    if (
        nearest < 0
        or verbs.ends[nearest] < len(before.rstrip())
        or not _CLAUSE_GOES_ON.match(after)
    ):
        return False
    return verbs.after[-1] == "ahead" or not _STATE.search(before[: verbs.starts[nearest]])


def _is_near(text: str, mention: DateMention, today: date, step: str | None) -> bool:
    """Whether a month, or a day of a month, is the one that nobody would name with its year."""
    if any(year != str(mention.first.year) for year in _YEAR.findall(text)):
        return False
    if step is not None:  # "last March" in May may be this year's
        return (mention.first.month > today.month) == (step.lower() == "last")
    noun = _NOUN_AFTER.match(text, mention.end)
    if noun and not is_stop(noun[1]):
        return False
    if mention.precision == "day":
        near = _NEAR_DAY
    elif _MONTHS_BESIDE.match(text, mention.end) or not _MONTH_IN.search(text[: mention.start]):
        return False  # "May and December are busy", "October is"
    else:
        near = _NEAR
    return today - near <= mention.last and mention.first <= today + near


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
