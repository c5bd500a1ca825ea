"""The dateline: what stands before the first sentence of a report about the report itself.

Observed: agencies open with the place, the day and their name, and a dash or colon ends it: "SEOUL
(Reuters) -", "LONDON, Sept 16 (AP) —", "LINDHOLM, 3 March 2024 (Nordic Wire) -", or with the name
alone, "(Reuters) -". Reprints keep it, and often nothing else that tells where they are from.

How it works: each of the three parts may be missing, but what is there must be certain. A credit,
or a place and a day with its year, say by themselves that it is a dateline; a dash alone needs a
place in capitals, a colon one of a few words. The name in brackets is whose report it is, known
agency or not ("(ONA)"). A day with its year is the day that the text gives itself.

Where it fails: a town in small letters before a dash alone is left in the text, and so is a day
alone, since timelines begin their entries so.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.news.origins import agency_alone, agency_in
from bot.news.stamps import line_stamp
from bot.text.words import is_stop

_LONGEST = 120  # characters within which a dateline ends
_NO_PLACE = (
    "analysis|breaking|comment|correction|disclaimer|editorial|exclusive|explainer|factbox"
    r"|fact\ check|feature|gallery|interview|just\ in|live|new|news|notice|opinion|photos|pictures"
    r"|poll|press\ release|profile|release|review|revealed|special\ report|spoiler\ alert|update"
    r"|updated|video|warning|watch|(?:editor['’]s\ |editors['’]\ )?note|summary|q|a"
)
_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_TIME = r"\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?(?:\s(?-i:[A-Z]{2,4})\b)?"
_DAY = rf"""(?:{_WEEKDAY},?\s)?
    (?:(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?|\d{{4}}-\d\d-\d\d)
    (?:,?\s{_TIME})?(?!\w)"""
_PLACE = rf"""(?-i:[A-Z\u00c0-\u024f][\w.'’]*
    (?:[ ,/-]+(?:(?:de|la|del|al|el|of|the|upon|am|sur)\ )?
    (?!(?i:{_WEEKDAY},?\s(?:{_MONTH}|\d)))[A-Z\u00c0-\u024f][\w.'’]*){{0,4}})"""
_CREDIT = r"(?:\([^()]{2,40}\)|/[A-Z][^/()]{2,40}/)"
_DATELINE = re.compile(
    rf"""(?!(?:{_NO_PLACE})\b[ \d]*[:—–(-])
    (?:(?P<place>{_PLACE})(?=\W))??
    (?:[,\s]*(?P<first_credit>{_CREDIT}))?
    (?:(?:[,\s]+|\s*[—–-]+\s+|^)(?P<day>{_DAY}))?
    (?:[,\s]*(?P<credit>{_CREDIT}))?
    \s*(?P<dash>—|–|--?|:)\s+(?=[\w"'“‘(])""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT_ALONE = re.compile(r"(\([^()]{2,40}\))\s+(?=[A-Z\"'“‘])")
_NAME = re.compile(r"[A-Z][\w&'’-]*\.?(?:[ /-][A-Z&][\w&'’-]*){0,4}")
_PICTURE = re.compile(r"\b(?:photo|image|picture|graphic)", re.IGNORECASE)
_NO_NAME = re.compile(
    rf"(?:{_NO_PLACE}|file|photos?|image|ap photo|corrects?|adds|recasts|advisory|all|via)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says and where it ends; what it does not say is None."""

    place: str | None
    agency: str | None
    published: datetime | None
    end: int


def read_dateline(paragraph: str) -> Dateline | None:
    """Read the dateline that a report's first paragraph opens with."""
    alone = _CREDIT_ALONE.match(paragraph)
    if alone and (agency := agency_alone(alone[1])):
        return Dateline(None, agency, None, alone.end())
    found = _DATELINE.match(paragraph[:_LONGEST])
    if found is None:
        return None
    place, day = found["place"], found["day"]
    agency = _agency(found["credit"] or found["first_credit"] or "")
    if own := agency_alone(place or ""):  # "Reuters -"
        place, agency = None, own
    published = _full(day)
    lead = paragraph[found.end() :]
    if place and is_stop(place.split()[0]):  # "On 3 March 2024 -"
        return None
    credited = agency is not None or (place is not None and found["credit"] is not None)
    dated = place is not None and published is not None and not lead[:1].islower()
    if credited or dated or _is_place(place, found["dash"], lead):
        return Dateline(place, agency, published, found.end())
    return None


def _full(day: str | None) -> datetime | None:
    """The moment that a day with its year means."""
    stamp = line_stamp(day) if day else None
    return stamp.when if stamp else None


def _agency(credit: str) -> str | None:
    """Whose name stands in a credit, under the name that is shown."""
    credit = credit.strip("()/ ")
    if _PICTURE.search(credit):
        return None
    known = agency_in(credit)
    if known is None and _NAME.fullmatch(credit) and not _NO_NAME.match(credit):
        return credit
    return known


def _is_place(place: str | None, dash: str, lead: str) -> bool:
    """Whether a place alone says it: in capitals before a dash, of a few words before a colon.

    The country or state behind its town need not be in capitals ("KYIV, Ukraine -").
    """
    if place is None:
        return False
    if dash in ("-", "--", "–"):
        town, _, region = place.partition(", ")
        return town.isupper() and not (region and (len(town) < 4 or lead[:1].islower()))
    return len(place.split()) <= 3 and len(place) > 2
