"""All tables, declared once for both databases; the migrations lead exactly here (tested).

What is known     articles, revisions, passages, origins, stories
Finding copies    fingerprints            Finding stories  terms, postings, features
What changed      changes, counters: what the search index follows
Who asks          chats, turns, turn_messages
Work              feeds, inbox, slots, editions: rows with an owner, a lease and attempts; leases
Who gets what     subscriptions, subscription_topics, told
Money and marks   usage, state
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from storage.dialect import CleanText, Id, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, **options: Any) -> Column[int]:
    """Return a column that names a row of another table and goes with it."""
    options.setdefault("nullable", False)
    return Column(name, Id, ForeignKey(target, ondelete="CASCADE"), **options)


def _claimable() -> tuple[Column[Any], ...]:
    """Return what storage.work needs to hand a row to one worker at a time."""
    return (
        Column("owner", Text),
        Column("lease_until", UtcTime),
        Column("attempts", Integer, nullable=False, server_default="0"),
    )


counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

origins = Table(
    "origins",
    metadata,
    _id(),
    Column("key", CleanText, nullable=False, unique=True),
    Column("name", CleanText),
    sqlite_autoincrement=True,
)

stories = Table(
    "stories",
    metadata,
    _id(),
    Column("created", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

feeds = Table(
    "feeds",
    metadata,
    _id(),
    Column("url", CleanText, nullable=False, unique=True),
    Column("title", CleanText),
    Column("topic", CleanText),
    Column("outlet", CleanText),
    Column("etag", CleanText),
    Column("last_modified", CleanText),
    Column("created", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("last_success", UtcTime),
    Column("last_error", CleanText),
    *_claimable(),
    Index(None, "due_at"),
    sqlite_autoincrement=True,
)

feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed_id", Id, ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),  # of the entry within its feed
    Column("digest", Text, nullable=False),  # of what it said
)

articles = Table(
    "articles",
    metadata,
    _id(),
    Column("url", CleanText, nullable=False, unique=True),
    Column("source", CleanText, nullable=False),
    Column("outlet", CleanText),
    Column("title", CleanText, nullable=False),
    Column("byline", CleanText),
    Column("place", CleanText),
    Column("published", UtcTime),
    Column("dated", UtcTime, nullable=False),  # published, or stored where that is not known
    Column("language", Text, nullable=False),
    Column("stored", UtcTime, nullable=False),
    Column("updated", UtcTime, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("origin_id", Id, ForeignKey("origins.id"), nullable=False),
    Column("copy_of", Id, ForeignKey("articles.id", ondelete="SET NULL")),
    Column("story_id", Id, ForeignKey("stories.id"), nullable=False),
    Column("feed_id", Id, ForeignKey("feeds.id", ondelete="SET NULL")),
    Index(None, "text_hash"),
    Index(None, "published"),
    Index(None, "dated"),
    Index(None, "origin_id"),
    Index(None, "copy_of"),
    Index(None, "story_id"),
    Index(None, "feed_id"),
    sqlite_autoincrement=True,
)

revisions = Table(
    "revisions",
    metadata,
    _ref("article_id", "articles.id", primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("title", CleanText, nullable=False),
    Column("byline", CleanText),
    Column("published", UtcTime),
    Column("text", CleanText, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("stored", UtcTime, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    _id(),
    _ref("article_id", "articles.id"),
    Column("revision", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", CleanText, nullable=False),
    Column("sentences", Text, nullable=False),  # JSON: [[start, end], ...]
    UniqueConstraint("article_id", "revision", "position"),
    sqlite_autoincrement=True,
)

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("fingerprint", BigInteger, primary_key=True, autoincrement=False),
    _ref("article_id", "articles.id", primary_key=True),
    Index(None, "article_id"),
    sqlite_with_rowid=False,
)

terms = Table(
    "terms",
    metadata,
    Column("term", CleanText, primary_key=True),
    Column("articles", Integer, nullable=False),
    sqlite_with_rowid=False,
)

postings = Table(
    "postings",
    metadata,
    Column("term", CleanText, primary_key=True),
    _ref("article_id", "articles.id", primary_key=True),
    Index(None, "article_id"),
    sqlite_with_rowid=False,
)

features = Table(
    "features",
    metadata,
    _ref("article_id", "articles.id", primary_key=True),
    Column("weights", CleanText, nullable=False),  # JSON: {term: weight}
)

# Where an article changed last: the row outlives a deleted article, so that an index notices.
changes = Table(
    "changes",
    metadata,
    Column("article_id", Id, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Index(None, "seq"),
)

chats = Table(
    "chats",
    metadata,
    _id(),
    Column("key", CleanText, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("language", CleanText),
    Column("zone", CleanText),
    Column("model_consent", Boolean),
    Column("blocked", Boolean, nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("begins_after", Id, nullable=False, server_default="0"),  # the last turn before a reset
    sqlite_autoincrement=True,
)

turns = Table(
    "turns",
    metadata,
    _id(),
    _ref("chat_id", "chats.id"),
    Column("parent_id", Id, ForeignKey("turns.id", ondelete="SET NULL")),
    Column("question", CleanText, nullable=False),
    Column("standalone", CleanText, nullable=False),
    Column("answer", CleanText, nullable=False),
    Column("message_id", BigInteger),
    Column("question_message_id", BigInteger),
    Column("created", UtcTime, nullable=False),
    Index(None, "parent_id"),
    Index(None, "chat_id", "message_id"),
    Index(None, "chat_id", "question_message_id"),
    sqlite_autoincrement=True,
)

# Further messages that show a turn: later parts of an answer, its sources.
turn_messages = Table(
    "turn_messages",
    metadata,
    _ref("turn_id", "turns.id", primary_key=True),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Index(None, "message_id"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's update_id
    Column("lane", CleanText, nullable=False),  # updates of one lane are handled in order
    Column("payload", CleanText, nullable=False),
    Column("received", UtcTime, nullable=False),
    Column("finished", UtcTime),
    Column("error", CleanText),
    *_claimable(),
    Index(None, "lane", "finished", "id"),
    Index(None, "finished", "id"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("lease_until", UtcTime, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    _id(),
    _ref("chat_id", "chats.id"),
    Column("thread_id", BigInteger, nullable=False, server_default="0"),  # a forum topic of a group
    Column("local_time", Text, nullable=False),  # HH:MM
    Column("zone", CleanText, nullable=False),
    Column("language", CleanText, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("since", UtcTime, nullable=False),  # slots that were due before do not count
    Index(None, "chat_id"),
    Index(None, "active"),
    sqlite_autoincrement=True,
)

subscription_topics = Table(
    "subscription_topics",
    metadata,
    _ref("subscription_id", "subscriptions.id", primary_key=True),
    Column("key", CleanText, primary_key=True),  # the query in its normal form
    Column("name", CleanText, nullable=False),  # as its reader typed it
    Column("position", Integer, nullable=False),
)

slots = Table(
    "slots",
    metadata,
    _id(),
    _ref("subscription_id", "subscriptions.id"),
    Column("local_date", Date, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("message_ids", Text, nullable=False, server_default="[]"),  # JSON
    Column("error", CleanText),
    Column("retry_at", UtcTime),
    Column("admitted", Boolean, nullable=False),  # that it is uncertain
    Column("changed", UtcTime, nullable=False),
    *_claimable(),
    UniqueConstraint("subscription_id", "local_date"),
    Index(None, "state", "due_at"),
    sqlite_autoincrement=True,
)

editions = Table(
    "editions",
    metadata,
    _id(),
    Column("topic_key", CleanText, nullable=False),
    Column("until", UtcTime, nullable=False),  # the end of its window
    Column("language", CleanText, nullable=False),
    Column("inputs_hash", Text),
    Column("content", CleanText),  # JSON of the briefing's own shape; null while it is built
    Column("created", UtcTime, nullable=False),
    *_claimable(),
    UniqueConstraint("topic_key", "until", "language"),
    sqlite_autoincrement=True,
)

told = Table(
    "told",
    metadata,
    _ref("chat_id", "chats.id", primary_key=True),
    _ref("story_id", "stories.id", primary_key=True),
    Column("thread_id", BigInteger, primary_key=True, autoincrement=False, server_default="0"),
    Column("article_id", Id, nullable=False),  # the newest article of the story that was told
    Column("told_at", UtcTime, nullable=False),
    Index(None, "story_id"),
)

usage = Table(
    "usage",
    metadata,
    _id(),
    Column("at", UtcTime, nullable=False),
    _ref("chat_id", "chats.id", nullable=True),
    Column("purpose", Text, nullable=False),
    Column("edition_id", Id),
    Column("model", CleanText, nullable=False),
    Column("prompt_hash", Text, nullable=False),
    Column("input_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    Column("micros", BigInteger, nullable=False),  # price in millionths of the currency
    Column("user_id", BigInteger),  # Telegram's
    Index(None, "at"),
    Index(None, "chat_id", "at"),
    Index(None, "user_id", "at"),
    sqlite_autoincrement=True,
)

state = Table(
    "state",
    metadata,
    Column("key", CleanText, primary_key=True),
    Column("value", CleanText, nullable=False),
)
