"""The records that storage takes and gives: frozen, plain, free of any driver or library.

Times are aware datetimes in UTC. Ids are positive integers that are never used twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Generic, TypeVar


class PassageKind(StrEnum):
    """What a passage is a part of."""

    BODY = "body"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage as the news pipeline cuts it.

    `start` and `end` are offsets into the article's text (body) or into the caption's own text
    (caption); `sentences` are (start, end) offsets into `text`, in order.
    """

    kind: PassageKind
    start: int
    end: int
    text: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class OriginRef:
    """Whose reporting a text is.

    `key` tells origins apart ("agency:reuters", "outlet:bbc.co.uk", "source:file:///a.txt");
    `name` is what people are shown, None where nobody is named.
    """

    key: str
    name: str | None


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article ready to be stored: extracted, cleaned and cut."""

    url: str  # canonical; file: URI for a local file
    source: str  # by what an unknown outlet counts: its site, feed or file
    outlet: str | None
    title: str
    byline: str | None
    place: str | None  # of the dateline ("Seoul")
    published: datetime | None
    language: str
    text: str
    text_hash: str
    passages: tuple[NewPassage, ...]
    feed_id: int | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article belongs, as decided by the news pipeline.

    `copy_of` is the id of the article that it reprints or that reprints it; `story_id` None opens
    a new story. `fingerprints` find copies, `features` (term: weight) decide stories and
    `found_by`, the features that tell most (the heaviest where none are given), find them.
    """

    origin: OriginRef
    copy_of: int | None
    story_id: int | None
    fingerprints: tuple[int, ...]  # signed 64-bit hashes
    features: Mapping[str, float]
    found_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One stored article at its newest revision, without its text."""

    id: int
    url: str
    source: str
    outlet: str | None
    title: str
    byline: str | None
    place: str | None
    published: datetime | None
    language: str
    stored: datetime
    updated: datetime
    revision: int
    origin_id: int
    origin: str | None  # the origin's name
    copy_of: int | None
    story_id: int
    feed_id: int | None

    @property
    def report(self) -> int:
        """The id of the article whose report this one prints: its own, or its original's."""
        return self.copy_of or self.id


@dataclass(frozen=True, slots=True)
class Passage:
    """A stored passage; offsets as in NewPassage, `position` counts from 0 within the article."""

    id: int
    article_id: int
    revision: int
    position: int
    kind: PassageKind
    start: int
    end: int
    text: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Searchable:
    """What the search index takes of a passage of an article's newest revision."""

    passage_id: int
    article_id: int
    kind: PassageKind
    text: str
    title: str
    outlet: str | None
    language: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that the search index found; a higher score fits better.

    `published` is in epoch seconds, None where it is not known.
    """

    passage_id: int
    article_id: int
    score: float
    published: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: how many articles and the range of their known publication times."""

    articles: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class StoryCandidate:
    """An article whose story a new article may belong to; its features are asked for apart."""

    article_id: int
    story_id: int
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Story:
    """A story and its articles, oldest first."""

    id: int
    title: str
    articles: tuple[Article, ...]

    @property
    def reports(self) -> tuple[tuple[Article, ...], ...]:
        """Its articles by the report that they print; copies of one another stand together.

        An original may turn out later to be a copy itself, so copies are followed to the end.
        """
        by_id = {article.id: article for article in self.articles}
        groups: dict[int, list[Article]] = {}
        for article in self.articles:
            first, seen = article, set[int]()
            while first.report in by_id and first.id not in seen:
                seen.add(first.id)
                first = by_id[first.report]
            groups.setdefault(first.report, []).append(article)
        return tuple(map(tuple, groups.values()))


class ChatKind(StrEnum):
    """Where a conversation takes place."""

    PRIVATE = "private"
    GROUP = "group"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat that the bot knows. `key` is the place's own id ("telegram:123", "terminal")."""

    id: int
    key: str
    kind: ChatKind
    language: str | None
    zone: str | None
    model_consent: bool | None  # None: never asked
    blocked: bool
    created: datetime


@dataclass(frozen=True, slots=True)
class NewTurn:
    """A question and what was answered; `answer` is JSON of the dialogue's own shape.

    `parent_id` is the turn that this one continues (None opens a conversation); `message_id` is
    the message that holds the answer, by which a reply finds its turn, and `question_message_id`
    the message that asked, by which an edited question finds the answer to be replaced.
    """

    chat_id: int
    parent_id: int | None
    question: str
    standalone: str
    answer: str
    message_id: int | None
    question_message_id: int | None


@dataclass(frozen=True, slots=True)
class Turn(NewTurn):
    """A stored turn."""

    id: int
    created: datetime


@dataclass(frozen=True, slots=True)
class FollowedTopic:
    """A topic that a subscription follows: `name` as typed, `key` the query in its normal form."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class NewSubscription:
    """A chat (or one forum topic in it) and when it gets its briefing.

    `thread_id` is 0 outside forum topics; `at` is local wall time, to the minute, in `zone`.
    """

    chat_id: int
    thread_id: int
    at: time
    zone: str
    language: str


@dataclass(frozen=True, slots=True)
class Subscription(NewSubscription):
    """A stored subscription; slots that were due before `since` do not count."""

    id: int
    active: bool
    since: datetime
    topics: tuple[FollowedTopic, ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """When a subscription wants its briefing, and when its newest slot was due (None: no slot)."""

    subscription_id: int
    at: time
    zone: str
    since: datetime
    newest_due: datetime | None


class SlotState(StrEnum):
    """What became of a slot so far; the last three are final."""

    PENDING = "pending"
    CLAIMED = "claimed"  # a crash here: tried again
    SENDING = "sending"  # recorded just before the request; a crash here: uncertain
    SENT = "sent"
    UNCERTAIN = "uncertain"  # may have arrived: never sent again
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NewSlot:
    """A subscription on one local date, due at an instant."""

    subscription_id: int
    local_date: date
    due_at: datetime


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on a row until a time; `attempt` counts its claims from 1.

    Owner and attempt are the fence: results under a claim that somebody else took over are
    refused.
    """

    id: int
    owner: str
    attempt: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Claimed(Generic[Row]):
    """A row of work and the right to it."""

    row: Row
    claim: Claim


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and how it fares. `etag` and `last_modified` are opaque words of its server."""

    id: int
    url: str
    title: str | None
    topic: str | None
    outlet: str | None
    etag: str | None
    last_modified: str | None
    created: datetime
    due_at: datetime
    failures: int  # in a row
    last_success: datetime | None
    last_error: str | None


@dataclass(frozen=True, slots=True)
class PollOutcome:
    """What a poll came to: None for `error` is success; a None title or url changes nothing."""

    due_at: datetime  # when to poll next
    error: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    title: str | None = None
    url: str | None = None  # where the feed moved for good


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """An update as it arrived; those of one lane (a chat) are handled in the order of their ids."""

    id: int
    lane: str
    payload: str  # JSON as Telegram sent it


@dataclass(frozen=True, slots=True)
class Update(NewUpdate):
    """An update in the inbox."""

    received: datetime


@dataclass(frozen=True, slots=True)
class Slot(NewSlot):
    """A stored slot."""

    id: int
    state: SlotState
    message_ids: tuple[int, ...]
    error: str | None


@dataclass(frozen=True, slots=True)
class EditionKey:
    """What an edition is of; there is one per key. `until` is the end of its window."""

    topic_key: str
    until: datetime
    language: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A built edition; `content` is JSON of the briefing's own shape."""

    id: int
    key: EditionKey
    inputs_hash: str
    content: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Spending:
    """One request to a language model; `micros` is its price in millionths of the currency."""

    at: datetime
    chat_id: int | None
    purpose: str
    edition_id: int | None
    model: str
    prompt_hash: str
    input_tokens: int
    output_tokens: int
    micros: int
    user_id: int | None = None
