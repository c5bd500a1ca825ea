"""How words are put in a language: translated, counted, dated, listed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, tzinfo

from bot.chat.words.languages import ORIGINAL, catalogue

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Wording:
    """Words in `language`, times in `zone`; what is not translated is in English."""

    def __init__(self, language: str = ORIGINAL, zone: tzinfo = UTC) -> None:
        translations = catalogue(language)
        self._, self._n = translations.gettext, translations.ngettext
        self._language = language
        self._zone = zone

    def date(self, moment: datetime) -> str:
        """The day: 17 Sep 2023. Midnight in UTC is a day without an hour and stays that day."""
        local = moment if _is_a_day(moment) else moment.astimezone(self._zone)
        if self._language != ORIGINAL:
            return _formatted(local, self._("d MMM y"), self._language)
        return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"

    def hour(self, at: time, zone: str) -> str:
        """An hour of each day where a zone is: 08:00 Europe/Berlin."""
        if self._language == ORIGINAL:
            return f"{at:%H:%M} {zone}"
        return f"{at:%H:%M} ({_city(zone, self._language)})"

    def time(self, moment: datetime) -> str:
        """The day and, where it is known, the hour: 17 Sep 2023, 06:40 UTC."""
        if _is_a_day(moment):
            return self.date(moment)
        local = moment.astimezone(self._zone)
        return f"{self.date(moment)}{self._comma}{local:%H:%M} {local.tzname()}"

    def day(self, moment: datetime, now: datetime | None = None) -> str:
        """The day that a briefing is of: Sunday, 17 September; its year where it is not now's."""
        local = moment.astimezone(self._zone)
        other_year = now is not None and now.astimezone(self._zone).year != local.year
        pattern = self._("EEEE, d MMMM y") if other_year else self._("EEEE, d MMMM")
        return _formatted(local, pattern, self._language)

    def age(self, span: timedelta) -> str:
        """How long ago that is: 3 hours, 12 days or 2 years ago."""
        hours = max(int(span / timedelta(hours=1)), 0)
        if hours < 48:
            return self._n("{} hour ago", "{} hours ago", hours).format(hours)
        if hours < 24 * 730:
            return self._n("{} day ago", "{} days ago", hours // 24).format(hours // 24)
        years = hours // (24 * 365)
        return self._n("{} year ago", "{} years ago", years).format(years)

    def listed(self, names: list[str]) -> str:
        """Names in a row: a, b and c."""
        if len(names) < 2:
            return "".join(names)
        return self._("{} and {}").format(self._comma.join(names[:-1]), names[-1])

    def alternatives(self, names: list[str]) -> str:
        """Names to choose from: a, b or c."""
        if len(names) < 2:
            return "".join(names)
        return self._("{} or {}").format(self._comma.join(names[:-1]), names[-1])

    def listed_facts(self, facts: Iterable[str]) -> str:
        """Short facts in a line, empty ones left out."""
        return " · ".join(fact for fact in facts if fact)

    def figure(self, count: int) -> str:
        """A number in digits, its thousands apart: 12,000."""
        if self._language == ORIGINAL or count < 1000:
            return f"{count:,}"
        return _grouped(count, self._language)

    @property
    def _comma(self) -> str:
        """Between the parts of a row."""
        return self._(", ")

    def number(self, count: int) -> str:
        """A small number as a word."""
        words = {2: self._("two"), 3: self._("three"), 4: self._("four"), 5: self._("five")}
        return words.get(count, str(count))


def _is_a_day(moment: datetime) -> bool:
    utc = moment.astimezone(UTC)
    return (utc.hour, utc.minute, utc.second) == (0, 0, 0)


def _formatted(moment: datetime, pattern: str, language: str) -> str:
    # Babel takes a tenth of a second to import, which an answer in English need not wait for.
    from babel.dates import format_date

    return str(format_date(moment, pattern, locale=language))


def _grouped(count: int, language: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(count, locale=language))


def _city(zone: str, language: str) -> str:
    """The city that a zone is called by; the zone's own name where it is called by none."""
    from babel.dates import get_timezone_location

    return str(get_timezone_location(zone, language, return_city=True)) if "/" in zone else zone
