"""What the steps of the news pipeline hand to each other: frozen, plain, touching nothing.

source -> RawArticle (or Unread) -> Extracted -> stored, and told as an Outcome
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as its source gave it: what is not known is None, nothing is guessed.

    Either `text` or `html` holds the article. `source` is by what an unknown outlet counts: its
    site, feed or file. `origin` names whose reporting it is where the source says so. `remark`
    says what of the record could not be used, for the person who looks at the outcome.
    """

    url: str
    source: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: datetime | None = None  # aware, UTC
    language: str | None = None
    text: str | None = None
    html: str | None = None
    origin: str | None = None
    feed_id: int | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """What stands in an article's place where a source could not be read, and why."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article's own words, without what its page put around them.

    `text` holds the paragraphs, joined by blank lines; offsets into it stay what they are.
    `captions` are the words under pictures, with their credits; they are no part of `text`.
    `agency` is the news agency that the byline, the dateline or the end line credits.
    """

    title: str
    teaser: str | None
    byline: str | None
    place: str | None
    agency: str | None
    text: str
    captions: tuple[str, ...]
    published: datetime | None
    outlet: str | None
    language: str


class Status(StrEnum):
    """What became of an article."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    UPDATED = "updated"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, as `dateline ingest --json` prints it.

    `copy_of` is the URL of the article that it is a copy with, `origin` the name of whose
    reporting it is; both None where there is none or nothing was stored. `unread` says that no
    article could be looked at, since its source could not be read.
    """

    url: str
    status: Status
    reason: str | None = None
    story: int | None = None
    copy_of: str | None = None
    origin: str | None = None
    unread: bool = False
