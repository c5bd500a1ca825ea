"""What the readers of feeds hand on, whatever the feed's format."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

from bot.errors import SourceError
from bot.news.urls import canonical_url, is_web_address

MAX_ENTRIES = 1000  # of one feed; of more, the newest are kept

_LONGEST_LINE = 1000  # characters of a title, a name, an id
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NO_DATE = datetime(1970, 1, 2, tzinfo=UTC)  # what counts from zero writes for "not known"
_EARLIEST = datetime.min.replace(tzinfo=UTC)


class NotAFeed(SourceError):
    """What was read is no feed; `feeds` are the feeds that it names, if it is a page."""

    def __init__(self, message: str, feeds: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.feeds = feeds


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; what the feed does not say is None.

    `id` tells the entries of a feed apart and stays when an entry is revised. `url` is an http or
    https address as the feed has it. `title`, `author` and `outlet` are plain text; `summary` and
    `content` are HTML or plain text, unsafe as they come. `published` is aware, UTC. `outlet` is
    whose article it is where the feed is of somebody else's (RSS `source`).
    """

    id: str
    url: str | None
    title: str | None
    summary: str | None
    content: str | None
    published: datetime | None
    author: str | None
    language: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as read. `kind` is "rss20", "atom10", "json", ...; `ttl` is what it says that a
    reader should wait; `left_out` counts the older entries beyond MAX_ENTRIES.
    """

    kind: str
    title: str | None
    entries: tuple[Entry, ...]
    ttl: timedelta | None
    left_out: int


def tidied(entry: Entry, base: str) -> Entry:
    """Clean what a reader found: texts without characters that no text holds, the link absolute
    (from `base`) or none, a time before computers none, and an id in any case.
    """
    title, summary, content = one_line(entry.title), usable(entry.summary), usable(entry.content)
    link, published = _web_link(base, entry.url), entry.published
    made = canonical_url(link) if link else _made_id(title, summary, content)
    return Entry(
        id=one_line(entry.id) or made,
        url=link,
        title=title,
        summary=summary,
        content=content,
        published=published if published and published >= _NO_DATE else None,
        author=one_line(entry.author),
        language=one_line(entry.language),
        outlet=one_line(entry.outlet),
    )


def newest(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], int]:
    """Keep the newest MAX_ENTRIES, in the feed's order, and count the others.

    An id that a feed gives to several entries is made anew of each one's words.
    """
    told_apart = _told_apart(list(entries))
    if len(told_apart) <= MAX_ENTRIES:
        return tuple(told_apart), 0
    order = range(len(told_apart))
    ranked = sorted(order, key=lambda at: told_apart[at].published or _EARLIEST, reverse=True)
    kept = (told_apart[at] for at in sorted(ranked[:MAX_ENTRIES]))
    return tuple(kept), len(told_apart) - MAX_ENTRIES


def _told_apart(entries: list[Entry]) -> list[Entry]:
    uses = Counter(entry.id for entry in entries)
    return [entry if uses[entry.id] == 1 else _with_made_id(entry) for entry in entries]


def _with_made_id(entry: Entry) -> Entry:
    return replace(entry, id=_made_id(entry.url, entry.title, entry.summary, entry.content))


def usable(text: str | None) -> str | None:
    """Drop the characters that no text holds (NUL, controls, lone surrogates); empty is None."""
    return _UNUSABLE.sub("", text).strip() or None if text else None


def one_line(text: str | None) -> str | None:
    """As `usable`, on one line, and no longer than a title may be."""
    return " ".join((usable(text) or "").split())[:_LONGEST_LINE] or None


def aware_utc(moment: datetime) -> datetime:
    """Return a time in UTC; one without a zone is taken as UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _web_link(base: str, url: str | None) -> str | None:
    cleaned = one_line(url)
    if not cleaned:
        return None
    try:
        link = urljoin(base, cleaned)
    except ValueError:
        return None
    return link if is_web_address(link) else None


def _made_id(*words: str | None) -> str:
    joined = "\n".join(word or "" for word in words)
    return f"sha256:{hashlib.sha256(joined.encode()).hexdigest()[:32]}"
