"""How /subscribe and /unsubscribe are read: any part may be missing, none is guessed silently.

    /subscribe [TIME] [ZONE or CITY] [TOPIC]        /unsubscribe NUMBER... or all

- Time: 8, 8am, 8:00 pm, 20:30, 20.30, 20h30, noon, midnight. Without one: DEFAULT_TIME.
- Zone: a zone's name anywhere after the time; a city only behind a time, since `paris climate`
  without one is a topic. A lone city behind a time is the zone where the chat's zone is not known
  yet, and a topic where it is. Countries are topics (`8 iran`), never zones.
- Topic: what is left; nothing means everything.

Where it fails: `8 london stock exchange` takes London for the zone; quoting the topic helps. The
confirmation names time, zone and topic, so that a wrong reading is seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from bot.briefings.topics import Topic, parse_topic
from bot.briefings.zones import find_city, find_zone, looks_like_zone, similar_zone
from bot.errors import Remark, RequestError

DEFAULT_TIME = time(8)
EXAMPLE = "/subscribe 08:00 Europe/Berlin north korea"
MAX_CITY_WORDS = 4
MOST_FAULTS = 3  # that are named
WHICH_CITY = Remark("Name a large city nearby, or a zone such as {}", ("Europe/Berlin",))
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:(?P<mark>[:.h])(?P<minute>\d{2})?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*(?:uhr|o['’]clock)\b)?(?=[\s,]|$)",
    re.IGNORECASE,
)
_NAMED_TIMES = {"noon": time(12), "midnight": time(0)}
_NUMBERS = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class SubscribeRequest:
    """What was asked for; `zone` None means that it is not known and has to be asked."""

    at: time
    zone: str | None
    topic: Topic


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Which lines of the chat's list should go: 1-based `numbers`, or `everything`."""

    numbers: tuple[int, ...] = ()
    everything: bool = False


def parse_subscribe(text: str, known_zone: str | None, language: str = "en") -> SubscribeRequest:
    """Read the arguments of /subscribe for a chat whose zone may be known.

    Raises RequestError that names each fault and an example.
    """
    faults: list[Remark] = []
    rest = " ".join(text.split())
    at, rest = _take_time(rest, faults)
    zone, rest = _take_zone(rest, known_zone, language, after_time=at is not None or bool(faults))
    faults.extend(_zone_faults(rest, zone, language, guess=bool(faults) and known_zone is None))
    if not faults:
        try:
            topic = parse_topic(rest, language)
        except RequestError as error:
            faults.extend(error.faults)
    if faults:
        raise RequestError(*faults, advice=Remark("Example: {}", (EXAMPLE,)))
    return SubscribeRequest(DEFAULT_TIME if at is None else at, zone or known_zone, topic)


def parse_zone(text: str, language: str = "en") -> str:
    """Read the reply to "which city?": a zone, a city, or a country with one zone.

    Raises RequestError when it is none, with the nearest spelling where there is one.
    """
    zone = find_zone(text, language)
    if zone is None:
        raise RequestError(_unknown_zone(text, language), advice=WHICH_CITY)
    return zone


def parse_unsubscribe(text: str, listed: int) -> Unsubscribe:
    """Read the arguments of /unsubscribe for a chat with `listed` lines in its list.

    Raises RequestError when they name no line of it.
    """
    words = [word for word in _NUMBERS.split(text.strip().casefold()) if word]
    if listed == 0:
        nothing = Remark("there is no subscription here")
        raise RequestError(nothing, advice=Remark("Make one with: {}", (EXAMPLE,)))
    if words == ["all"] or (not words and listed == 1):
        return Unsubscribe(everything=True)
    wrong = [word for word in words if not _is_line(word, listed)]
    if wrong or not words:
        which = Remark("say which one")
        faults = [Remark("{!r} is not in the list", (word,)) for word in wrong] or [which]
        numbers = Remark("Give a number from 1 to {} (see /subscriptions), or all", (listed,))
        raise RequestError(*faults[:MOST_FAULTS], advice=numbers)
    return Unsubscribe(tuple(dict.fromkeys(int(word) for word in words)))


def _is_line(word: str, listed: int) -> bool:
    return word.isascii() and word.isdigit() and 1 <= int(word[:9]) <= listed


def _take_time(text: str, faults: list[Remark]) -> tuple[time | None, str]:
    """Take a time off the front; a faulty one is named in `faults` and taken off too."""
    first, _, rest = text.partition(" ")
    if first.casefold() in _NAMED_TIMES:
        return _NAMED_TIMES[first.casefold()], rest
    match = _TIME.match(text)
    if match is None or not _means_time(match):
        return None, text
    at = _time_of(match)
    if at is None:
        faults.append(Remark("{!r} is no time of day (00:00 to 23:59)", (match[0].strip(),)))
    return at, text[match.end() :].lstrip(" ,")


def _means_time(match: re.Match[str]) -> bool:
    """A bare number above 24 opens a topic ("50 states"), with minutes it is a faulty time."""
    return bool(match["mark"] or match["half"]) or int(match["hour"]) <= 24


def _time_of(match: re.Match[str]) -> time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _take_zone(
    text: str, known: str | None, language: str, *, after_time: bool
) -> tuple[str | None, str]:
    words = text.split()
    for length in range(min(MAX_CITY_WORDS, len(words)), 0, -1):
        name, rest = " ".join(words[:length]).rstrip(","), " ".join(words[length:])
        by_name = find_zone(name, language) if "/" in name or name.upper() == "UTC" else None
        zone = by_name or (find_city(name, language) if after_time and '"' not in name else None)
        if zone and (by_name or rest or known is None):
            return zone, rest
    return None, text


def _zone_faults(rest: str, zone: str | None, language: str, *, guess: bool) -> list[Remark]:
    """What looks like a zone and is none: a name with a slash, or a word behind a faulty time."""
    first = rest.split(" ")[0]
    if zone is None and first and (guess or looks_like_zone(first)):
        return [_unknown_zone(first, language)]
    return []


def _unknown_zone(name: str, language: str) -> Remark:
    if similar := similar_zone(name, language):
        return Remark(
            "{!r} is no time zone or city that I know (did you mean {}?)",
            (name[:60], ZoneInfo(similar).key),
        )
    return Remark("{!r} is no time zone or city that I know", (name[:60],))
