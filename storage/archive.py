"""What is known: articles with their passages, stories and coverage.

Reading is here, storing in storage.ingest. What an answer needs comes with two statements
(`load`); everything that is asked for by many ids is one statement.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from heapq import nlargest
from uuid import uuid4

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import changes, marks
from storage.database import Database
from storage.ingest import Ingest
from storage.known import Known
from storage.records import Article, Coverage, Passage, Searchable, Story
from storage.rows import (
    PASSAGE_COLUMNS,
    SEARCHABLE_COLUMNS,
    select_articles,
    to_article,
    to_passage,
    to_searchable,
)
from storage.tables import articles, passages, revisions

STORIES_A_PAGE = 500
NEWEST_IDS = 5000
COVERAGES = 64  # that are kept: one for each `as_of` that is asked about

_CURRENT = and_(passages.c.article_id == articles.c.id, passages.c.revision == articles.c.revision)

# What every answer runs is built once: building it costs as much as running it.
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_PASSAGES = select(*PASSAGE_COLUMNS).where(passages.c.id.in_(_IDS))
_ARTICLES = select_articles(articles.c.id.in_(_IDS))
_centre = passages.alias("centre")
_beside = and_(
    passages.c.article_id == _centre.c.article_id,
    passages.c.revision == _centre.c.revision,
    passages.c.position >= _centre.c.position - bindparam("radius"),
    passages.c.position <= _centre.c.position + bindparam("radius"),
    passages.c.kind == _centre.c.kind,
)
_SURROUNDINGS = (
    select(*PASSAGE_COLUMNS)
    .select_from(_centre.join(passages, _beside))
    .where(_centre.c.id.in_(_IDS))
)


class Archive:
    """The stored articles; safe to share between tasks."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._coverage: dict[datetime | None, Coverage] = {}
        self._covered_at = -1
        self._identity: str | None = None
        self._known: Known | None = None  # what storing has looked up; None while it is in use

    # -- passages and articles -------------------------------------------------------------

    async def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Return the passages in the order of `ids`; ids that are not stored are left out."""
        async with self._database.reading() as connection:
            rows = await connection.execute(_PASSAGES, {"ids": list(ids)})
            found = {passage.id: passage for passage in map(to_passage, rows)}
        return [found[id_] for id_ in ids if id_ in found]

    async def articles(self, ids: Sequence[int]) -> dict[int, Article]:
        """Return the articles by id; ids that are not stored are missing."""
        async with self._database.reading() as connection:
            return await _articles(connection, ids)

    async def load(
        self, passage_ids: Sequence[int], radius: int = 1
    ) -> tuple[list[Passage], dict[int, Article]]:
        """Return the passages asked for, in their order, then their neighbours, and all articles.

        What a passage of an older revision gives is that revision's text with the article's
        newest record. Two statements.
        """
        async with self._database.reading() as connection:
            around = await _surroundings(connection, passage_ids, radius)
            known = await _articles(connection, list({p.article_id for p in around}))
        found = {passage.id: passage for passage in around}
        asked = [found.pop(id_) for id_ in dict.fromkeys(passage_ids) if id_ in found]
        return asked + list(found.values()), known

    async def articles_passages(self, ids: Sequence[int]) -> dict[int, list[Passage]]:
        """Return the passages of the newest revisions of articles, each by position."""
        query = select(*PASSAGE_COLUMNS).select_from(passages.join(articles, _CURRENT))
        query = query.where(articles.c.id.in_(ids)).order_by(passages.c.article_id)
        found: dict[int, list[Passage]] = {}
        async with self._database.reading() as connection:
            for row in await connection.execute(query.order_by(passages.c.position)):
                found.setdefault(row.article_id, []).append(to_passage(row))
        return found

    async def text(self, article_id: int, revision: int | None = None) -> str | None:
        """Return an article's text, by default the newest; None when there is no such revision."""
        query = (
            select(revisions.c.text)
            .where(revisions.c.article_id == article_id)
            .order_by(revisions.c.revision.desc())
            .limit(1)
        )
        if revision is not None:
            query = query.where(revisions.c.revision == revision)
        async with self._database.reading() as connection:
            return (await connection.execute(query)).scalar()

    async def latest(
        self, until: datetime, limit: int, among: Collection[int] | None = None
    ) -> list[Article]:
        """Return the articles dated last up to a time, newest first.

        With `among` only those ids, of which at most the NEWEST_IDS highest are looked at.
        """
        conditions = [articles.c.dated <= until]
        if among is not None:
            conditions.append(articles.c.id.in_(nlargest(NEWEST_IDS, among)))
        query = select_articles(*conditions).order_by(articles.c.dated.desc(), articles.c.id.desc())
        async with self._database.reading() as connection:
            return list(map(to_article, await connection.execute(query.limit(limit))))

    async def article_by_url(self, url: str) -> Article | None:
        """Return the article of a canonical url."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select_articles(articles.c.url == url))).first()
        return to_article(row) if row else None

    # -- coverage and changes --------------------------------------------------------------

    async def counter(self) -> int:
        """Return the number of the last change: equal numbers, equal archives."""
        async with self._database.reading() as connection:
            return await changes.counter(connection)

    async def identity(self) -> str:
        """Return what tells this archive from every other one; made at the first call."""
        if self._identity is None:
            self._identity = await marks.once(self._database, "archive", uuid4().hex)
        return self._identity

    async def changed_after(self, seq: int) -> list[tuple[int, int]]:
        """Return (article id, number of its last change) of later changes, in their order."""
        async with self._database.reading() as connection:
            return await changes.after(connection, seq)

    async def searchable(self, article_ids: Sequence[int]) -> list[Searchable]:
        """Return what the index takes of these articles; nothing of those that were deleted."""
        query = select(*SEARCHABLE_COLUMNS).select_from(passages.join(articles, _CURRENT))
        async with self._database.reading() as connection:
            rows = await connection.execute(query.where(articles.c.id.in_(article_ids)))
            return [to_searchable(row) for row in rows]

    async def coverage(self, as_of: datetime | None = None, at: int | None = None) -> Coverage:
        """Return what is stored; with `as_of`, without what was published later.

        Undated articles count always. Kept until the archive changes; whoever has just read the
        counter gives it as `at`, so that it is not read again.
        """
        if at is not None and at == self._covered_at and as_of in self._coverage:
            return self._coverage[as_of]
        async with self._database.reading() as connection:
            now = await changes.counter(connection)
            if now != self._covered_at or len(self._coverage) >= COVERAGES:
                self._coverage, self._covered_at = {}, now
            if as_of in self._coverage:
                return self._coverage[as_of]
            found = await _coverage(connection, as_of)
            if self._covered_at == now:
                self._coverage[as_of] = found
            return found

    # -- stories ---------------------------------------------------------------------------

    async def story(self, story_id: int) -> Story | None:
        """Return a story with all its articles."""
        async with self._database.reading() as connection:
            found = await _stories(connection, [story_id], None)
        return found[0] if found else None

    async def stories(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> AsyncIterator[Story]:
        """Yield the stories that have an article dated in [since, until], by id.

        An article is dated by its publication, or by its storing where that is not known;
        articles dated after `until` are not among the story's.
        """
        last = 0
        while True:
            async with self._database.reading() as connection:
                ids = await _story_ids(connection, last, since, until)
                page = await _stories(connection, ids, until)
            for story in page:
                yield story
            if len(ids) < STORIES_A_PAGE:
                return
            last = ids[-1]

    async def stories_with(
        self, article_ids: Collection[int], since: datetime, until: datetime
    ) -> list[Story]:
        """Return the stories, as `stories` does, in which one of the articles is so dated.

        At most the NEWEST_IDS highest ids are looked at.
        """
        named = articles.c.id.in_(nlargest(NEWEST_IDS, article_ids))
        query = select(articles.c.story_id).where(named, articles.c.dated.between(since, until))
        async with self._database.reading() as connection:
            ids = list(await connection.scalars(query.distinct()))
            return await _stories(connection, ids, until)

    async def languages(self, since: datetime, until: datetime) -> dict[str, Coverage]:
        """Return by language what is stored of the articles dated in [since, until]."""
        query = (
            select(
                articles.c.language,
                func.count(articles.c.id),
                func.min(articles.c.published),
                func.max(articles.c.published),
            )
            .where(articles.c.dated.between(since, until))
            .group_by(articles.c.language)
        )
        async with self._database.reading() as connection:
            return {row[0]: Coverage(*row[1:]) for row in await connection.execute(query)}

    # -- storing ---------------------------------------------------------------------------

    @asynccontextmanager
    async def ingesting(self, now: datetime) -> AsyncIterator[Ingest]:
        """Lend one transaction that stores articles; committed at the end, undone on an error.

        Others wait meanwhile (what is a copy depends on all that came before): keep it to about
        a second's work.
        """
        async with self._database.writing() as connection:
            known, self._known = self._known, None
            batch = await Ingest.begin(connection, now, known)
            yield batch
            await batch.finish()
        self._known = batch.known


async def _surroundings(
    connection: AsyncConnection, ids: Sequence[int], radius: int
) -> list[Passage]:
    """Return the passages of `ids` and those up to `radius` beside them."""
    rows = await connection.execute(_SURROUNDINGS, {"ids": list(ids), "radius": radius})
    unique = {row[0]: row for row in rows}
    return sorted(map(to_passage, unique.values()), key=lambda p: (p.article_id, p.position))


async def _articles(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, Article]:
    rows = await connection.execute(_ARTICLES, {"ids": list(ids)})
    return {article.id: article for article in map(to_article, rows)}


async def _coverage(connection: AsyncConnection, as_of: datetime | None) -> Coverage:
    """Count all without those published later: both databases find ends and few rows by an index,
    while a condition on all rows takes a tenth of a second for 200,000 articles.
    """
    number: ColumnElement[int] = select(func.count()).select_from(articles).scalar_subquery()
    visible: ColumnElement[bool] = articles.c.published.is_not(None)
    if as_of is not None:
        later = select(func.count()).where(articles.c.published > as_of).scalar_subquery()
        number, visible = number - later, articles.c.published <= as_of
    ends = (
        select(end(articles.c.published)).where(visible).scalar_subquery()
        for end in (func.min, func.max)
    )
    return Coverage(*(await connection.execute(select(number, *ends))).one())


async def _story_ids(
    connection: AsyncConnection, after: int, since: datetime | None, until: datetime | None
) -> list[int]:
    query = select(articles.c.story_id).where(articles.c.story_id > after)
    if since is not None:
        query = query.where(articles.c.dated >= since)
    if until is not None:
        query = query.where(articles.c.dated <= until)
    query = query.distinct().order_by(articles.c.story_id).limit(STORIES_A_PAGE)
    return list(await connection.scalars(query))


async def _stories(
    connection: AsyncConnection, ids: Sequence[int], until: datetime | None
) -> list[Story]:
    query = select_articles(articles.c.story_id.in_(ids))
    if until is not None:
        query = query.where(articles.c.dated <= until)
    members: dict[int, list[Article]] = {}
    for row in await connection.execute(query.order_by(articles.c.dated, articles.c.id)):
        article = to_article(row)
        members.setdefault(article.story_id, []).append(article)
    return [Story(id_, members[id_][0].title, tuple(members[id_])) for id_ in sorted(members)]
