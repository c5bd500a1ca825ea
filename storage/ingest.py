"""Storing articles: one transaction that looks for relatives and writes what was decided.

Cost per article must not grow with the archive, so everything that is looked up is bounded: a
fingerprint remembers only its first CARRIERS articles, a term is followed only to its newest
articles. Terms are counted in memory and written once a transaction.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, TextClause, bindparam, delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import changes, dialect
from storage.records import Article, NewArticle, OriginRef, Placement, StoryCandidate
from storage.rows import select_articles, to_article
from storage.tables import (
    articles,
    features,
    fingerprints,
    origins,
    passages,
    postings,
    revisions,
    stories,
    terms,
)

CARRIERS = 64
"""How many articles a fingerprint remembers: more say no more, and lookups stay bounded."""

POSTED_TERMS = 32
"""By how many of its telling terms an article can be found as a story candidate."""

NEWEST_OF_A_TERM = 40
"""How many of a term's newest articles are looked at for story candidates."""


class Ingest:
    """A transaction that stores articles; made by Archive.ingesting, sees its own writes."""

    def __init__(self, connection: AsyncConnection, now: datetime, total: int) -> None:
        self._connection = connection
        self._now = now
        self.total = total  # articles stored, those of this transaction among them
        self._counted: Counter[str] = Counter()
        self._origins: dict[OriginRef, int] = {}
        self._changed: set[int] = set()
        self._dirty = False
        self._texts: list[dict[str, Any]] = []  # rows that are written together
        self._passages: list[dict[str, Any]] = []

    @classmethod
    async def begin(cls, connection: AsyncConnection, now: datetime) -> Ingest:
        """Wait for the turn to store, on a connection in a writing transaction."""
        await changes.lock(connection)
        total = (await connection.execute(select(func.count(articles.c.id)))).scalar_one()
        return cls(connection, now, total)

    async def finish(self) -> None:
        """Write what was held back and number the change."""
        await self._write_texts()
        await self._write_terms()
        if self._dirty:
            await changes.record(self._connection, self._changed)

    # -- looking ---------------------------------------------------------------------------

    async def article_by_url(self, url: str) -> Article | None:
        """Return the article of a canonical url."""
        return await self._one(_BY_URL, url=url)

    async def same_text(self, outlet: str | None, text_hash: str) -> Article | None:
        """Return the article of this known outlet with this very text; None without an outlet."""
        if outlet is None:
            return None
        return await self._one(_SAME_TEXT, outlet=outlet, text_hash=text_hash)

    async def text_hash(self, article_id: int) -> str:
        """Return the hash of an article's newest text."""
        query = select(articles.c.text_hash).where(articles.c.id == article_id)
        found: str = (await self._connection.execute(query)).scalar_one()
        return found

    async def articles(self, ids: Sequence[int]) -> dict[int, Article]:
        """Return the articles by id; ids that are not stored are missing."""
        rows = await self._connection.execute(select_articles(articles.c.id.in_(ids)))
        return {article.id: article for article in map(to_article, rows)}

    async def texts(self, ids: Sequence[int]) -> dict[int, str]:
        """Return the newest texts of articles by id."""
        await self._write_texts()
        query = (
            select(articles.c.id, revisions.c.text)
            .join(revisions, revisions.c.article_id == articles.c.id)
            .where(articles.c.id.in_(ids), revisions.c.revision == articles.c.revision)
        )
        return {row[0]: row[1] for row in await self._connection.execute(query)}

    async def sharing(self, prints: Iterable[int], limit: int) -> list[tuple[int, int]]:
        """Return (article id, shared fingerprints) of the likeliest relatives, likeliest first.

        A shared fingerprint weighs the less, the more articles have it; one that has reached
        CARRIERS articles is boilerplate and ignored.
        """
        rows = await self._connection.execute(_CARRIED, {"prints": list(set(prints))})
        return _relatives([(row[0], row[1]) for row in rows], limit)

    async def story_candidates(self, of: Sequence[str], limit: int) -> list[StoryCandidate]:
        """Return articles that share the most of these terms, among each term's newest articles.

        Pass the terms that tell most (at most POSTED_TERMS are worth it).
        """
        if not of:
            return []
        values: dict[str, Any] = {f"t{i}": term for i, term in enumerate(of)}
        rows = await self._connection.execute(
            _sharing_most(len(of)), {**values, "newest": NEWEST_OF_A_TERM, "limit": limit}
        )
        return await self._candidates([row[0] for row in rows])

    async def commonest(self, limit: int) -> tuple[int, dict[str, int]]:
        """Return how many articles are stored, and the commonest terms with how many have them."""
        query = select(terms.c.term, terms.c.articles).order_by(terms.c.articles.desc())
        rows = (await self._connection.execute(query.limit(limit))).all()
        found: dict[str, int] = {row[0]: row[1] for row in rows}
        for term, count in self._counted.items():
            found[term] = found.get(term, 0) + count
        return self.total, found

    async def story_members(self, story_ids: Sequence[int], newest: int) -> list[StoryCandidate]:
        """Return up to so many of the newest articles of each story."""
        if not story_ids:
            return []
        values: dict[str, Any] = {f"s{i}": id_ for i, id_ in enumerate(story_ids)}
        rows = await self._connection.execute(
            _members(len(story_ids)), {**values, "newest": newest}
        )
        return await self._candidates([row[0] for row in rows])

    async def origin(self, origin_id: int) -> OriginRef:
        """Return the origin of this id."""
        query = select(origins.c.key, origins.c.name).where(origins.c.id == origin_id)
        row = (await self._connection.execute(query)).one()
        return OriginRef(row[0], row[1])

    # -- storing ---------------------------------------------------------------------------

    async def insert(self, new: NewArticle, placement: Placement) -> Article:
        """Store an article that is not there yet."""
        values = {
            **self._values(new),
            "url": new.url,
            "source": new.source,
            "dated": new.published or self._now,
            "stored": self._now,
            "revision": 1,
            "origin_id": await self._origin(placement.origin),
            "copy_of": placement.copy_of,
            "story_id": placement.story_id or await self._open_story(),
            "feed_id": new.feed_id,
        }
        id_ = (await self._connection.execute(_STORE, values)).scalar_one()
        self.total += 1
        self._hold_text(id_, 1, new)
        await self._write_clues(id_, placement)
        self._note(id_)
        return _record(id_, values, placement.origin.name)

    async def revise(self, article_id: int, new: NewArticle, placement: Placement) -> Article:
        """Store a newer text of an article; passages of older ones are kept for citations.

        A placement without a story leaves the article in its story. Raises ValueError when
        there is no such article.
        """
        old = await self._one(_BY_ID, id=article_id)
        if old is None:
            raise ValueError(f"article {article_id} is not stored")
        values = {
            **self._values(new),
            "dated": new.published or old.stored,
            "revision": old.revision + 1,
            "origin_id": await self._origin(placement.origin),
            "copy_of": placement.copy_of,
            "story_id": placement.story_id or old.story_id,
        }
        await self._connection.execute(
            update(articles).where(articles.c.id == article_id).values(values)
        )
        await self._forget_clues(article_id)
        self._hold_text(article_id, old.revision + 1, new)
        await self._write_clues(article_id, placement)
        self._note(article_id)
        revised = await self._one(_BY_ID, id=article_id)
        assert revised is not None
        return revised

    async def delete(self, article_ids: Sequence[int]) -> None:
        """Delete articles with all their revisions and passages."""
        await self._write_texts()
        for id_ in article_ids:
            await self._forget_clues(id_)
            self._note(id_)
        gone = delete(articles).where(articles.c.id.in_(article_ids)).returning(articles.c.id)
        self.total -= len((await self._connection.execute(gone)).all())

    async def assign_origin(self, article_ids: Sequence[int], origin: OriginRef) -> None:
        """Say whose reporting these articles are."""
        await self._update(article_ids, origin_id=await self._origin(origin))

    async def move_to_story(self, article_ids: Sequence[int], story_id: int) -> None:
        """Put articles into another story; one that is left empty shows nowhere."""
        await self._update(article_ids, story_id=story_id)

    async def move_to_new_story(self, article_ids: Sequence[int]) -> int:
        """Put articles into a story of their own and return its id."""
        story_id = await self._open_story()
        await self.move_to_story(article_ids, story_id)
        return story_id

    # -- inside ----------------------------------------------------------------------------

    async def _candidates(self, ids: Sequence[int]) -> list[StoryCandidate]:
        found = await self._connection.execute(_CANDIDATES, {"ids": list(ids)})
        made = {row[0]: StoryCandidate(row[0], row[1], row[2], row[3]) for row in found}
        return [made[id_] for id_ in ids if id_ in made]

    async def _one(self, query: Select[*tuple[Any, ...]], **values: Any) -> Article | None:
        row = (await self._connection.execute(query, values)).first()
        return to_article(row) if row else None

    def _values(self, new: NewArticle) -> dict[str, Any]:
        return {
            "outlet": new.outlet,
            "title": new.title,
            "byline": new.byline,
            "place": new.place,
            "published": new.published,
            "language": new.language,
            "text_hash": new.text_hash,
            "updated": self._now,
        }

    async def _origin(self, origin: OriginRef) -> int:
        """Return the origin's id; made when new, named when it had no name."""
        if origin not in self._origins:
            upsert = dialect.insert(self._connection, origins).values(
                key=origin.key, name=origin.name
            )
            upsert = upsert.on_conflict_do_update(
                index_elements=["key"],
                set_={"name": func.coalesce(origins.c.name, upsert.excluded.name)},
            )
            found = await self._connection.execute(upsert.returning(origins.c.id))
            self._origins[origin] = found.scalar_one()
        return self._origins[origin]

    async def _open_story(self) -> int:
        opened = await self._connection.execute(_OPEN_STORY, {"created": self._now})
        id_: int = opened.scalar_one()
        return id_

    def _hold_text(self, id_: int, revision: int, new: NewArticle) -> None:
        self._texts.append(
            {
                "article_id": id_,
                "revision": revision,
                "title": new.title,
                "byline": new.byline,
                "published": new.published,
                "text": new.text,
                "text_hash": new.text_hash,
                "stored": self._now,
            }
        )
        self._passages += _passage_rows(id_, revision, new)

    async def _write_texts(self) -> None:
        for table, rows in ((revisions, self._texts), (passages, self._passages)):
            if rows:
                await self._connection.execute(insert(table), rows)
                rows.clear()

    async def _write_clues(self, id_: int, placement: Placement) -> None:
        """Write by what later articles find this one."""
        if placement.fingerprints:
            await self._connection.execute(
                _CARRY,
                [
                    {"fingerprint": value, "article_id": id_, "carriers": CARRIERS}
                    for value in sorted(set(placement.fingerprints))
                ],
            )
        weights = dict(placement.features)
        if weights:
            await self._connection.execute(
                insert(features), {"article_id": id_, "weights": json.dumps(weights)}
            )
            heaviest = sorted(weights, key=lambda term: (-weights[term], term))
            posted = set((placement.found_by or heaviest)[:POSTED_TERMS])
            await self._connection.execute(
                insert(postings), [{"term": term, "article_id": id_} for term in sorted(posted)]
            )
            self._counted.update(weights.keys())

    async def _forget_clues(self, id_: int) -> None:
        query = select(features.c.weights).where(features.c.article_id == id_)
        if weights := (await self._connection.execute(query)).scalar():
            self._counted.subtract(json.loads(weights).keys())
        for table in (fingerprints, features, postings):
            await self._connection.execute(delete(table).where(table.c.article_id == id_))

    async def _write_terms(self) -> None:
        counts = {term: count for term, count in self._counted.items() if count}
        if counts:
            upsert = dialect.insert(self._connection, terms)
            upsert = upsert.on_conflict_do_update(
                index_elements=["term"],
                set_={"articles": terms.c.articles + upsert.excluded.articles},
            )
            rows = [{"term": term, "articles": counts[term]} for term in sorted(counts)]
            await self._connection.execute(upsert, rows)
        self._counted.clear()

    async def _update(self, ids: Sequence[int], **values: Any) -> None:
        if not ids:
            return
        await self._connection.execute(
            update(articles).where(articles.c.id.in_(ids)).values(**values)
        )
        self._dirty = True

    def _note(self, article_id: int) -> None:
        self._changed.add(article_id)
        self._dirty = True


# Built once: building a statement costs as much as running it.
_BY_ID = select_articles(articles.c.id == bindparam("id"))
_BY_URL = select_articles(articles.c.url == bindparam("url"))
_SAME_TEXT = select_articles(
    articles.c.outlet == bindparam("outlet"), articles.c.text_hash == bindparam("text_hash")
).limit(1)
_CARRIED = select(fingerprints.c.fingerprint, fingerprints.c.article_id).where(
    fingerprints.c.fingerprint.in_(bindparam("prints", expanding=True))
)
_CANDIDATES = (
    select(articles.c.id, articles.c.story_id, features.c.weights, articles.c.published)
    .join(features, features.c.article_id == articles.c.id)
    .where(articles.c.id.in_(bindparam("ids", expanding=True)))
)
_STORE = insert(articles).returning(articles.c.id)
_OPEN_STORY = insert(stories).returning(stories.c.id)
_CARRY = text(
    "INSERT INTO fingerprints (fingerprint, article_id)"
    " SELECT CAST(:fingerprint AS BIGINT), CAST(:article_id AS BIGINT) WHERE (SELECT count(*) FROM"
    " (SELECT 1 FROM fingerprints WHERE fingerprint = :fingerprint LIMIT :carriers) AS carried)"
    " < :carriers"
)


@lru_cache(maxsize=64)
def _sharing_most(terms_asked: int) -> TextClause:
    """Return the query for the articles that share most terms, among each term's newest."""
    one = (
        "SELECT article_id FROM (SELECT article_id FROM postings WHERE term = :t{0}"
        " ORDER BY article_id DESC LIMIT :newest) AS newest{0}"
    )
    ranked = (
        "SELECT article_id FROM ({0}) AS shared"
        " GROUP BY article_id ORDER BY count(*) DESC, article_id DESC LIMIT :limit"
    )
    return text(ranked.format(" UNION ALL ".join(one.format(i) for i in range(terms_asked))))


@lru_cache(maxsize=64)
def _members(stories_asked: int) -> TextClause:
    """Return the query for the newest articles of each of so many stories."""
    one = (
        "SELECT id FROM (SELECT id FROM articles WHERE story_id = :s{0}"
        " ORDER BY id DESC LIMIT :newest) AS newest{0}"
    )
    return text(" UNION ALL ".join(one.format(i) for i in range(stories_asked)))


def _relatives(carried: Sequence[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    """Rank articles by the fingerprints they share, given (fingerprint, article id)."""
    spread = Counter(value for value, _ in carried)
    shared: Counter[int] = Counter()
    weight: dict[int, float] = {}
    for value, id_ in carried:
        if spread[value] < CARRIERS:
            shared[id_] += 1
            weight[id_] = weight.get(id_, 0.0) + 1 / spread[value]
    ranked = sorted(shared, key=lambda id_: (-weight[id_], id_))
    return [(id_, shared[id_]) for id_ in ranked[:limit]]


def _passage_rows(article_id: int, revision: int, new: NewArticle) -> list[dict[str, Any]]:
    return [
        {
            "article_id": article_id,
            "revision": revision,
            "position": position,
            "kind": passage.kind.value,
            "start": passage.start,
            "end": passage.end,
            "text": passage.text,
            "sentences": json.dumps(passage.sentences, separators=(",", ":")),
        }
        for position, passage in enumerate(new.passages)
    ]


def _record(id_: int, values: Mapping[str, Any], origin: str | None) -> Article:
    named = {name: value for name, value in values.items() if name not in ("dated", "text_hash")}
    return Article(id=id_, origin=origin, **named)
