"""Whether it is certain which days an English sentence means with a relative date.

Observed, in real news of known publication dates: the resolver is right where the verb that the
date belongs to is plain and the sentence tells of the days around its writing; it errs on habits,
bounds, names, tales of other years, and on texts that were changed after their publication.

How it works, by the words of the expression:
 - what points to the day of writing by itself ("yesterday", "two days ago", "last week") is
   certain; but not "today" after a verb that tells of no event, since it may mean nowadays ("is
   used today"), what is about, more or less, or a span ("within the next week"), a week told on a
   Sunday, with which half of the world begins its week, nor "this month" and "this year" just after
   their turn;
 - a weekday or month needs a verb that says whether it was or will be. It is no bound ("by Friday",
   "until a hearing on Friday"), none of several ("the first Sunday"), stands before no noun that it
   names ("its Sunday magazine", "the Sept. 11 attacks"), and no date of another time was told
   before it or stands beside it ("In May 2019 ... In June he"); nothing says that it is so each
   year ("usually in June"); it is the day itself after "earlier" and "later"; and it owns nothing
   ("to reach Monday night's final"), whose verb says when it was won, not when it will be played;
 - a weekday six days off may by another clock, or after an update, be tomorrow's or yesterday's;
 - a month, or a day of one, is at most a few months off, or it would be named with its year; "last
   March" and "next May" are certain where this year has none on that side.

"Tonight" is never certain: at American evenings it is another day in UTC already.

Where it fails: "today" is the day in UTC, which may be the newsroom's yesterday or tomorrow. Spans
("in the past three days"), weekends, seasons, and weeks, months or years that are counted ("three
weeks ago") are never certain, for their bounds are not sharp.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date, timedelta

from bot.text.dates import DateMention, date_mentions
from bot.text.dates.tense import Way, read_verbs
from bot.text.lexicon import SAYING, categories
from bot.text.words import is_stop

MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d,])")

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_AUXILIARY = 12  # characters before a participle in which its verb stands
_TURN: dict[str, int] = {"month": 2, "year": 7}  # days after its turn when the old one may be meant
_SIX_DAYS = timedelta(days=6)
_NEAR = timedelta(days=150)  # that a month without its year is off at most
_NEAR_DAY = timedelta(days=75)  # and a day of a month

# Kinds of expressions
_POINTING = re.compile(
    r"(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)|yesterday|tomorrow|today"
    r"|(?:this|yesterday|tomorrow|last)\s+(?:morning|afternoon|evening|night)|\w+\s+days?\s+ago"
    r"|(?:\w+\s+)?(?:this|last|next|coming|past)\s+(?:week|month|year)",
    re.IGNORECASE,
)
_SUNDAY_WEEK = re.compile(r"(?:last|this|next|coming|past)\s+week", re.IGNORECASE)
_DAY = re.compile(rf"(?:[a-z]+\s+)*{_WEEKDAY}")
_WITH_MONTH = re.compile(
    rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?:{MONTH}\s+\d\d?(?:st|nd|rd|th)?"
    rf"|\d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|{MONTH}|(?P<step>[Ll]ast|[Nn]ext)\s+{MONTH}"
    rf"|[Tt]his\s+(?:past\s+|coming\s+)?{MONTH})"
)
# What stands before and after them
_SPAN = re.compile(r"\b(?:the|within|an?|any|every|each|over)\s+$", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|almost|nearly|roughly|some|than|least|most|over|until|of)\s+$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:by|until|till|before|deadline|due)\b(?:\s+[\w'’-]+){0,4}\s+$"
    r"|\bago\s+on\s+$|\b(?:of|through|ago|an?|the|any|each|every|one|that|same|first|second|third|fourth|final"
    r"|following|previous)\s+$",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(r"\b(?:earlier|later)\s+$", re.IGNORECASE)
_HABIT = re.compile(
    r"\b(?:typically|usually|normally|generally|traditionally|always|annually|each year"
    r"|every year)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(?:\b(?:its|his|her|their|our|the|an?)|['’]s)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OWNS = re.compile(r"(?:\s+(?:morning|afternoon|evening|night))?['’]s\b")
_IN = re.compile(r"\b(?:in|since|during|late|early|mid)\s+$", re.IGNORECASE)
_ONE_OF_MONTH = re.compile(rf"{_WEEKDAY}s?\s+in\s+$")  # of each year's, or of any
_AND = re.compile(r"\s+(?:and|or|to|through|until)\b")
_WORD = re.compile(r"\s+([a-z]+)")
_PARTS_OF_DAY = ("morning", "noon", "afternoon", "evening", "night")
# Verbs
_PRESENT = re.compile(r"\b(?:is|are|am|has|have)\b|\w['’](?:s|re)\b")
_MEANT = re.compile(r"(?:[a-z]+ed|told|meant)\b.*\sto\b")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been)\s+(?:\w+\s+)?$")
_STATE = re.compile(r"\b(?:is|are|be|been|being|still|as|best|better)\s+(?:[a-z]+ly\s+)?$")
_PAST_BEFORE, _PAST_AFTER = re.compile(r"([a-z]+[dt])\s+$"), re.compile(r"\s+([a-z]+[dt])\b")
_CLAUSE_ENDS = re.compile(
    r"\s*[.,;:!?)—–]|\s+(?:in|at|on|for|after|before|by|to|from|with|when|that|and)\b|$"
)


def is_certain(text: str, mention: DateMention, today: date, told: str) -> bool:
    """Whether a relative date of `text`, written on `today`, surely means the days resolved.

    `told` is where the last full date before it stands, if there is one.
    """
    if mention.first != mention.last and mention.precision not in ("week", "month", "year"):
        return False
    if _POINTING.fullmatch(mention.text):
        return _points(text, mention, today)
    before = text[: mention.start]
    if _OWNS.match(text, mention.end) or _BOUND.search(before) or _HABIT.search(before):
        return False
    if _way(text, mention) is None:
        return False
    if _is_of_another_time(mention, told):
        return False
    if _DAY.fullmatch(mention.text):
        owned = _OWNED.search(before) and _is_before_noun(text, mention)
        moved = mention.first != today and _SAME_DAY.search(before)  # the text was changed later
        return not (owned or moved) and abs(today - mention.first) < _SIX_DAYS
    month = _WITH_MONTH.fullmatch(mention.text)
    return month is not None and _is_near(text, mention, today, month["step"])


def _is_of_another_time(mention: DateMention, told: str) -> bool:
    """Whether the last full date in `told` is far from the days of a mention."""
    last = date_mentions(told, None)[-1:]
    return any(not day.first - _NEAR_DAY <= mention.last <= day.last + _NEAR for day in last)


def _is_before_noun(text: str, mention: DateMention) -> bool:
    word = _WORD.match(text, mention.end)
    return word is not None and not is_stop(word[1]) and word[1] not in _PARTS_OF_DAY


# The day of writing


def _points(text: str, mention: DateMention, today: date) -> bool:
    """Whether words that point to the day of writing mean the days that they say."""
    before, words = text[: mention.start], mention.text.lower()
    if words == "today":
        return _is_event(before, text[mention.end :])
    if _SPAN.search(before) or _has_just_turned(mention, today):
        return False
    if _SUNDAY_WEEK.search(words) and today.weekday() == 6:
        return words.startswith("earlier")
    return not (words.endswith("ago") and _ABOUT.search(before))


def _has_just_turned(mention: DateMention, today: date) -> bool:
    days = _TURN.get(mention.precision, 0)
    return today.day <= days and (mention.precision == "month" or today.month == 1)


def _is_event(before: str, after: str) -> bool:
    """Whether "today" is the day of an event ("closed today"), not nowadays ("used today are")."""
    said, says = _PAST_BEFORE.search(before), _PAST_AFTER.match(after)
    if any(match and SAYING in categories(match[1]) for match in (said, says)):
        return True
    verbs = read_verbs(before + "today")
    nearest = bisect_right(verbs.ends, len(before)) - 1
    if nearest < 0 or verbs.ends[nearest] < len(before.rstrip()) or not _CLAUSE_ENDS.match(after):
        return False
    return verbs.after[-1] == "ahead" or not _STATE.search(before[: verbs.starts[nearest]])


# Weekdays and months


def _way(text: str, mention: DateMention) -> Way | None:
    """Which way the verbs point, where that is plain.

    After or before one in the present the day may be of any week ("said he is worried about",
    "Sundays are the time"); after "agreed to step aside" it may be of either verb.
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


def _is_near(text: str, mention: DateMention, today: date, step: str | None) -> bool:
    """Whether a month, or a day of a month, is the one that nobody would name with its year."""
    if any(year != str(mention.first.year) for year in YEAR.findall(text)):
        return False
    if step is not None:  # "last March" in May may be this year's
        return (mention.first.month > today.month) == (step.lower() == "last")
    if _is_before_noun(text, mention):
        return False
    near = _NEAR_DAY if mention.precision == "day" else _NEAR
    if mention.precision == "month" and not _is_when(text, mention):
        return False
    return today - near <= mention.last and mention.first <= today + near


def _is_when(text: str, mention: DateMention) -> bool:
    """Whether a month tells when something was.

    Not in "May and December are busy", "October is", "the last Thursday in November".
    """
    before = text[: mention.start]
    if _AND.match(text, mention.end) or _ONE_OF_MONTH.search(before):
        return False
    return _IN.search(before) is not None
