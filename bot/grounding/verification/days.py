"""Dates that a claim made absolute, put back into the words of its source.

Theory. A stored "on Saturday" becomes "on Saturday (16 September 2023)" or "on 16 September 2023"
when the publication date is known. Such a date is proven when a source names the same days, in
whatever words. The proven date is then replaced by those words, so that every later comparison
sees what the source says; what stands in brackets after these words ("last week (week of 11
September 2023)") is left out. A day that no source names stays, and is a reason against the claim.
"""

import re
from calendar import day_name
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Protocol

from bot.grounding.verification.reading import plain
from bot.grounding.verification.reasons import Reason
from bot.text.dates import DateMention, date_mentions, relation
from bot.text.dates.periods import Period, week_of

_ADDED = re.compile(r"\s\((?P<week>week of )?(?P<date>[\w ]{4,20})\)")
_HEAD = 300  # characters at the beginning of a text in which it may date itself


class Dated(Protocol):
    """A text and when it was published."""

    @property
    def text(self) -> str:
        """Its words."""
        ...

    @property
    def published(self) -> datetime | None:
        """When, where that is known."""
        ...


def without_proven(claim: str, sources: Sequence[Dated]) -> str:
    """The claim without the dates in brackets that a source's words before them mean."""
    for added in reversed(list(_ADDED.finditer(claim))):
        before = plain(claim[: added.start()]).casefold()
        period = _period(added)
        if period and any(
            _lies_in(other, period) and before.endswith(plain(other.text).casefold())
            for source in sources
            for other in _days(source)
        ):
            claim = claim[: added.start()] + claim[added.end() :]
    return claim


def _period(added: re.Match[str]) -> Period | None:
    """What a date in brackets means."""
    found = date_mentions(f"in {added['date']}", None)
    if len(found) != 1 or found[0].text != added["date"]:
        return None
    named = Period(found[0].first, found[0].last, found[0].precision)
    return week_of(named.first) if added["week"] else named


def _lies_in(mention: DateMention, period: Period) -> bool:
    """Whether a mention is that day, week, month or year, or its part before or after today."""
    within = period.first <= mention.first and mention.last <= period.last
    return within and mention.precision == period.precision


def in_source_words(claim: str, sources: Sequence[Dated]) -> str:
    """The claim with each proven absolute date in the words that a source uses for it."""
    for mention in reversed(_absolute(claim)):
        words = _words_for(mention, sources)
        if words is not None:
            end = mention.end + claim[mention.end :].startswith(")")
            claim = claim[: mention.start] + words + claim[end:]
    return claim


def missing_days(claim: str, sources: Sequence[Dated]) -> Iterator[Reason]:
    """One reason for each day fully named in the claim that no source names."""
    texts = [plain(source.text) for source in sources]
    for mention in _absolute(claim):
        if mention.precision != "day" or any(plain(mention.text) in text for text in texts):
            continue
        of_week = claim[: mention.start].endswith("(week of ")
        if of_week or not _same_days(mention, sources):
            yield Reason("contradiction", "date", f"no source is about {mention.text}")


@lru_cache(maxsize=16)
def _absolute(claim: str) -> tuple[DateMention, ...]:
    """The absolute dates of a claim; remembered, since they are looked up source by source."""
    if not any(char.isdigit() for char in claim):
        return ()
    return tuple(mention for mention in date_mentions(claim, None) if not mention.relative)


def _words_for(mention: DateMention, sources: Sequence[Dated]) -> str | None:
    """What a source calls these days; what the claim has before its brackets comes first."""
    same = _same_days(mention, sources)
    if not same or mention.text in same:
        return None
    before, bracket, _ = mention.text.partition(" (")
    if bracket:
        return next((words for words in same if words.casefold() == before.casefold()), None)
    return same[0]


def _same_days(mention: DateMention, sources: Sequence[Dated]) -> list[str]:
    """The words of the sources that mean the days of a mention; none for a wrong weekday."""
    weekday = day_name[mention.first.weekday()]
    if any(day in mention.text and day != weekday for day in day_name):
        return []
    return [
        other.text
        for source in sources
        for other in _days(source)
        if relation(mention, other) == "same"
    ]


def _days(source: Dated) -> tuple[DateMention, ...]:
    return _mentions(source.text, source.published)


@lru_cache(maxsize=256)
def _mentions(text: str, published: datetime | None) -> tuple[DateMention, ...]:
    return tuple(date_mentions(text, published or _stated(text)))


def _stated(text: str) -> datetime | None:
    """The day that a text gives itself in a line of its own at its beginning."""
    for line in text[:_HEAD].splitlines():
        found = date_mentions(line, None)
        if found and found[0].precision == "day" and len(line) < 2 * len(found[0].text) + 10:
            return datetime.combine(found[0].first, time(12), UTC)
    return None
