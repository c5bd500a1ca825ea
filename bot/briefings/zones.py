"""Which time zone a person means by a city, a country or a zone's own name.

Names come from the zone database ("Europe/Berlin" is called Berlin), from the names that Unicode's
locale data gives the same places in English and in the reader's language (Kiew, Kalkutta), and
from countries that have one zone. The zone database names one city a zone, so the largest cities
and capitals without one are listed below with the zone that they share.

Where it fails: a smaller city is not known; the person is asked for a larger one nearby. A name
that several places share (San Jose, Birmingham) means the one in the zone database.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# Areas of the zone database whose names are places; the others (Etc, US, SystemV) are not.
_LANDS = ("Africa", "America", "Antarctica", "Asia", "Australia", "Europe")
_AREAS = frozenset((*_LANDS, "Arctic", "Atlantic", "Indian", "Pacific"))
_PLAIN = {"utc": "UTC", "gmt": "UTC", "z": "UTC"}
# Capitals and cities of more than about four million people that name no zone of their own.
_LARGE_CITIES = {
    "Asia/Kolkata": "Delhi, New Delhi, Mumbai, Bombay, Bangalore, Bengaluru, Chennai, Madras,"
    " Hyderabad, Ahmedabad, Pune, Surat",
    "Asia/Shanghai": "Beijing, Peking, Guangzhou, Shenzhen, Tianjin, Wuhan, Chengdu, Nanjing",
    "Asia/Tokyo": "Osaka, Kyoto, Nagoya, Yokohama",
    "Asia/Karachi": "Islamabad, Lahore, Faisalabad",
    "Asia/Ho_Chi_Minh": "Hanoi",
    "Asia/Riyadh": "Jeddah, Mecca",
    "Asia/Jakarta": "Surabaya, Bandung",
    "Asia/Dubai": "Abu Dhabi",
    "Asia/Seoul": "Busan",
    "Asia/Jerusalem": "Tel Aviv",
    "Europe/Istanbul": "Ankara",
    "Europe/Moscow": "Saint Petersburg, St Petersburg",
    "Europe/Madrid": "Barcelona",
    "Europe/Berlin": "Hamburg, Munich, Frankfurt, Cologne",
    "Europe/Rome": "Milan, Naples",
    "Europe/London": "Manchester, Birmingham, Edinburgh, Cardiff",
    "Europe/Zurich": "Geneva, Bern",
    "Europe/Amsterdam": "The Hague, Rotterdam",
    "America/New_York": "Washington, Washington DC, Boston, Philadelphia, Miami, Atlanta",
    "America/Chicago": "Houston, Dallas",
    "America/Los_Angeles": "San Francisco, San Diego, Seattle, Las Vegas",
    "America/Toronto": "Ottawa",
    "America/Sao_Paulo": "Rio de Janeiro, Brasilia, Belo Horizonte",
    "America/Mexico_City": "Guadalajara",
    "America/Guayaquil": "Quito",
    "America/La_Paz": "Sucre",
    "Australia/Sydney": "Canberra",
    "Pacific/Auckland": "Wellington",
    "Africa/Johannesburg": "Pretoria, Cape Town, Durban",
    "Africa/Lagos": "Abuja, Kano",
    "Africa/Cairo": "Alexandria, Giza",
    "Africa/Casablanca": "Rabat",
    "Africa/Abidjan": "Yamoussoukro",
    "Africa/Dar_es_Salaam": "Dodoma",
    "Asia/Almaty": "Astana",
    "Asia/Yangon": "Naypyidaw",
}


def find_zone(name: str, language: str = "en") -> str | None:
    """Return the zone key for a zone's name, a city or a country with one zone, or None."""
    wanted = _folded(name)
    return _PLAIN.get(wanted) or _zone_keys().get(wanted) or _places(language).get(wanted)


def find_city(name: str, language: str = "en") -> str | None:
    """Return the zone key for a zone's name or a city, or None; a country is no city."""
    wanted = _folded(name)
    return _PLAIN.get(wanted) or _zone_keys().get(wanted) or _cities(language).get(wanted)


def looks_like_zone(name: str) -> bool:
    """Whether it is written as a zone's own name is ("Europe/Berlim"), known or not."""
    area, slash, place = name.partition("/")
    return bool(slash and place) and area.capitalize() in _AREAS


def similar_zone(name: str, language: str = "en") -> str | None:
    """Return the zone whose name is spelled most like `name`, to suggest, or None."""
    known = {**_zone_keys(), **_places(language)}
    close = difflib.get_close_matches(_folded(name), known, n=1, cutoff=0.75)
    return known[close[0]] if close else None


@lru_cache(maxsize=1)
def _zone_keys() -> dict[str, str]:
    """Folded names of the zones themselves, with their area."""
    return {_folded(key): key for key in sorted(available_timezones()) if "/" in key}


@lru_cache(maxsize=16)
def _places(language: str) -> dict[str, str]:
    return {**_countries(language), **_cities(language)}


@lru_cache(maxsize=16)
def _cities(language: str) -> dict[str, str]:
    """Folded city names; where two claim a name, the zone database's own wins."""
    named: dict[str, str] = {}
    for locale in _locales(language):
        named.update(_exemplar_cities(locale))
    named |= {_folded(c): zone for zone, text in _LARGE_CITIES.items() for c in text.split(",")}
    own = filter(_names_a_city, sorted(available_timezones()))
    return named | {_folded(key.rsplit("/", 1)[-1]): _canonical(key) for key in own}


def _names_a_city(key: str) -> bool:
    """Whether a zone's key ends with a place; Australia's links are states and directions."""
    area, slash, _ = key.partition("/")
    is_link = _canonical(key) != key
    return bool(slash) and area in _AREAS and not (area == "Australia" and is_link)


def _exemplar_cities(locale: Locale) -> Iterable[tuple[str, str]]:
    for key, names in locale.time_zones.items():
        if "city" in names and key.split("/")[0] in _AREAS and _canonical(key) in _known():
            yield _folded(names["city"]), _canonical(key)


@lru_cache(maxsize=16)
def _countries(language: str) -> dict[str, str]:
    """Folded names of the countries that have exactly one zone."""
    zones: dict[str, set[str]] = defaultdict(set)
    for key, territory in get_global("zone_territories").items():
        if _canonical(key) in _known():
            zones[territory].add(_canonical(key))
    return {
        _folded(locale.territories[territory]): next(iter(keys))
        for locale in _locales(language)
        for territory, keys in zones.items()
        if len(keys) == 1 and territory in locale.territories
    }


def _locales(language: str) -> list[Locale]:
    try:
        return [Locale("en"), Locale.parse(language, sep="-")]
    except (UnknownLocaleError, ValueError):
        return [Locale("en")]


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


def _canonical(key: str) -> str:
    """The zone's present name ("Europe/Kiev" is "Europe/Kyiv")."""
    return str(get_global("zone_aliases").get(key, key))


def _folded(name: str) -> str:
    """Small letters without accents, punctuation or spaces, so that spellings meet."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(char for char in plain if char.isalnum() or char in "/+")
