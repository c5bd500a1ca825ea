"""Storing articles: one transaction that looks for relatives and writes what was decided.

Cost per article must not grow with the archive, so everything that is looked up is bounded: a
fingerprint remembers only its first CARRIERS articles, a term is followed only to its newest
articles. What is looked up is kept (storage.known), and new rows are held back and written
together at the end, table by table: a statement costs more than its rows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import nlargest
from typing import Any

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import changes, dialect
from storage.known import Known
from storage.records import Article, NewArticle, OriginRef, Placement, StoryCandidate
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

_HELD = (stories, articles, revisions, passages, fingerprints, features, postings)
"""The tables whose new rows are held back, in the order in which they refer to each other."""

_COUNTED_ON = "ON CONFLICT (term) DO UPDATE SET articles = terms.articles + excluded.articles"


class Ingest:
    """A transaction that stores articles; made by Archive.ingesting, sees its own writes."""

    def __init__(self, connection: AsyncConnection, now: datetime, known: Known) -> None:
        self._connection = connection
        self._now = now
        self.known = known
        self._counted: Counter[str] = Counter()
        self._changed: set[int] = set()
        self._dirty = False
        self._held: dict[Table, list[dict[str, Any]]] = {table: [] for table in _HELD}
        self._held_articles: dict[int, dict[str, Any]] = {}
        self._ids: dict[Table, Iterator[int]] = {}

    @classmethod
    async def begin(
        cls, connection: AsyncConnection, now: datetime, known: Known | None = None
    ) -> Ingest:
        """Wait for the turn to store, on a connection in a writing transaction.

        `known` is what the last one of this process knew; it counts if nobody stored since.
        """
        counter = await changes.lock(connection)
        if known is None or known.at != counter:
            known = Known()
            known.total = (await connection.execute(select(func.count(articles.c.id)))).scalar_one()
            known.at = counter
        known.trim()
        return cls(connection, now, known)

    async def finish(self) -> None:
        """Write what was held back and number the change."""
        await self._write_held()
        await self._write_terms()
        if self._dirty:
            self.known.at = await changes.record(self._connection, self._changed)

    @property
    def total(self) -> int:
        """How many articles are stored, those of this transaction among them."""
        return self.known.total

    # -- looking ---------------------------------------------------------------------------

    async def expect(
        self, news: Sequence[NewArticle], placed: Iterable[OriginRef], prints: Iterable[int]
    ) -> None:
        """Look up at once what storing these articles is going to ask for one by one."""
        await self.known.by_url(self._connection, [new.url for new in news])
        await self.known.by_text(self._connection, [new.text_hash for new in news if new.outlet])
        await self.known.origins(self._connection, [origin.key for origin in placed])
        await self.known.carriers(self._connection, set(prints))

    async def expect_terms(self, of: Iterable[str]) -> None:
        """Look up at once the terms by which story candidates are going to be asked for."""
        await self.known.with_terms(self._connection, set(of))

    async def article_by_url(self, url: str) -> Article | None:
        """Return the article of a canonical url."""
        await self.known.by_url(self._connection, [url])
        return self.known.of_url(url)

    async def same_text(self, outlet: str | None, text_hash: str) -> Article | None:
        """Return the article of this known outlet with this very text; None without an outlet."""
        if outlet is None:
            return None
        await self.known.by_text(self._connection, [text_hash])
        return self.known.of_text(outlet, text_hash)

    async def text_hash(self, article_id: int) -> str:
        """Return the hash of an article's newest text."""
        if article_id in self._held_articles:
            return str(self._held_articles[article_id]["text_hash"])
        query = select(articles.c.text_hash).where(articles.c.id == article_id)
        found: str = (await self._connection.execute(query)).scalar_one()
        return found

    async def articles(self, ids: Sequence[int]) -> dict[int, Article]:
        """Return the articles by id; ids that are not stored are missing."""
        return await self.known.articles(self._connection, ids)

    async def texts(self, ids: Sequence[int]) -> dict[int, str]:
        """Return the newest texts of articles by id."""
        return await self.known.texts(self._connection, ids)

    async def sharing(self, prints: Iterable[int], limit: int) -> list[tuple[int, int]]:
        """Return (article id, shared fingerprints) of the likeliest relatives, likeliest first.

        A shared fingerprint weighs the less, the more articles have it; one that has reached
        CARRIERS articles is boilerplate and ignored.
        """
        carriers = await self.known.carriers(self._connection, sorted(set(prints)))
        return _relatives(carriers.values(), limit)

    async def story_candidates(self, of: Sequence[str], limit: int) -> list[StoryCandidate]:
        """Return articles that share the most of these terms, among each term's newest articles.

        Pass the terms that tell most (at most POSTED_TERMS are worth it).
        """
        shared: Counter[int] = Counter()
        for ids in await self.known.with_terms(self._connection, dict.fromkeys(of)):
            shared.update(ids)
        most = nlargest(limit, [(number, id_) for id_, number in shared.items()])
        return await self._candidates([id_ for _, id_ in most])

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
        members = await self.known.members(self._connection, story_ids, newest)
        return await self._candidates([id_ for ids in members for id_ in ids])

    async def features(self, ids: Sequence[int]) -> dict[int, Mapping[str, float]]:
        """Return the features that were stored with articles."""
        return await self.known.features(self._connection, ids)

    async def origin(self, origin_id: int) -> OriginRef:
        """Return the origin of this id."""
        return await self.known.origin(self._connection, origin_id)

    # -- storing ---------------------------------------------------------------------------

    async def insert(self, new: NewArticle, placement: Placement) -> Article:
        """Store an article that is not there yet."""
        id_ = await self._next_id(articles)
        values = {
            **self._values(new),
            "id": id_,
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
        self._held[articles].append(values)
        self._held_articles[id_] = values
        article = _record(values, placement.origin.name)
        self.known.add(article, new, placement.features)
        self._hold_text(id_, 1, new)
        await self._hold_clues(id_, placement)
        self._note(id_)
        return article

    async def revise(self, article_id: int, new: NewArticle, placement: Placement) -> Article:
        """Store a newer text of an article; passages of older ones are kept for citations.

        A placement without a story leaves the article in its story. Raises ValueError when
        there is no such article.
        """
        await self._write_held()
        self.known = self.known.renewed()
        old = (await self.articles([article_id])).get(article_id)
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
        await self._hold_clues(article_id, placement)
        self._note(article_id)
        await self._write_held()
        self.known = self.known.renewed()
        return (await self.articles([article_id]))[article_id]

    async def delete(self, article_ids: Sequence[int]) -> None:
        """Delete articles with all their revisions and passages."""
        await self._write_held()
        for id_ in article_ids:
            await self._forget_clues(id_)
            self._note(id_)
        gone = delete(articles).where(articles.c.id.in_(article_ids)).returning(articles.c.id)
        self.known = self.known.renewed()
        self.known.total -= len((await self._connection.execute(gone)).all())

    async def assign_origin(self, article_ids: Sequence[int], origin: OriginRef) -> None:
        """Say whose reporting these articles are."""
        origin_id = await self._origin(origin)
        self.known.assign(article_ids, origin_id, origin.name)
        await self._update(article_ids, {"origin_id": origin_id})

    async def move_to_story(self, article_ids: Sequence[int], story_id: int) -> None:
        """Put articles into another story; one that is left empty shows nowhere."""
        self.known.move(article_ids, story_id)
        await self._update(article_ids, {"story_id": story_id})

    async def move_to_new_story(self, article_ids: Sequence[int]) -> int:
        """Put articles into a story of their own and return its id."""
        story_id = await self._open_story()
        await self.move_to_story(article_ids, story_id)
        return story_id

    # -- inside ----------------------------------------------------------------------------

    async def _candidates(self, ids: Sequence[int]) -> list[StoryCandidate]:
        placed = await self.known.placed(self._connection, ids)
        return [StoryCandidate(id_, *placed[id_]) for id_ in ids if id_ in placed]

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

    async def _next_id(self, table: Table) -> int:
        """Return the id of a row that is going to be written, above all that are there."""
        for id_ in self._ids.get(table, ()):
            return id_
        self._ids[table] = iter(await dialect.next_ids(self._connection, table))
        return next(self._ids[table])

    async def _origin(self, origin: OriginRef) -> int:
        """Return the origin's id; made when new, named when it had no name."""
        await self.known.origins(self._connection, [origin.key])
        if (known := self.known.origin_id(origin)) is not None:
            return known
        upsert = dialect.insert(self._connection, origins).values(key=origin.key, name=origin.name)
        upsert = upsert.on_conflict_do_update(
            index_elements=["key"],
            set_={"name": func.coalesce(origins.c.name, upsert.excluded.name)},
        )
        made = await self._connection.execute(upsert.returning(origins.c.id))
        id_: int = made.scalar_one()
        self.known.add_origin(id_, origin)
        return id_

    async def _open_story(self) -> int:
        id_ = await self._next_id(stories)
        self._held[stories].append({"id": id_, "created": self._now})
        return id_

    def _hold_text(self, id_: int, revision: int, new: NewArticle) -> None:
        self._held[revisions].append(
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
        self._held[passages] += _passage_rows(id_, revision, new)

    async def _hold_clues(self, id_: int, placement: Placement) -> None:
        """Hold back by what later articles find this one."""
        prints = sorted(set(placement.fingerprints))
        carriers = await self.known.carriers(self._connection, prints)
        prints = [value for value in prints if len(carriers[value]) < CARRIERS]
        self.known.carry(id_, prints)
        self._held[fingerprints] += [{"fingerprint": p, "article_id": id_} for p in prints]
        if weights := placement.features:
            row = {"article_id": id_, "weights": json.dumps(dict(weights))}
            self._held[features].append(row)
            posted = set((placement.found_by or _heaviest(weights))[:POSTED_TERMS])
            self.known.post(id_, posted)
            self._held[postings] += [{"term": t, "article_id": id_} for t in sorted(posted)]
            self._counted.update(weights.keys())

    async def _write_held(self) -> None:
        for table in _HELD:
            await self._write(table)
        self._held_articles.clear()
        self.known.written()

    async def _write(self, table: Table) -> None:
        if rows := self._held[table]:
            await dialect.insert_rows(self._connection, table, rows)
            rows.clear()

    async def _forget_clues(self, id_: int) -> None:
        query = select(features.c.weights).where(features.c.article_id == id_)
        if weights := (await self._connection.execute(query)).scalar():
            self._counted.subtract(json.loads(weights).keys())
        for table in (fingerprints, features, postings):
            await self._connection.execute(delete(table).where(table.c.article_id == id_))

    async def _write_terms(self) -> None:
        counts = {term: count for term, count in self._counted.items() if count}
        if counts:
            rows = [{"term": term, "articles": counts[term]} for term in sorted(counts)]
            await dialect.insert_rows(self._connection, terms, rows, _COUNTED_ON)
        self._counted.clear()

    async def _update(self, ids: Sequence[int], values: Mapping[str, Any]) -> None:
        stored = [id_ for id_ in ids if id_ not in self._held_articles]
        for id_ in ids:
            if id_ in self._held_articles:
                self._held_articles[id_].update(values)
        if stored:
            await self._write(stories)  # what is stored may move to a new one
            await self._connection.execute(
                update(articles).where(articles.c.id.in_(stored)).values(values)
            )
        self._dirty = self._dirty or bool(ids)

    def _note(self, article_id: int) -> None:
        self._changed.add(article_id)
        self._dirty = True


def _heaviest(weights: Mapping[str, float]) -> list[str]:
    return sorted(weights, key=lambda term: (-weights[term], term))


def _relatives(carried: Iterable[Sequence[int]], limit: int) -> list[tuple[int, int]]:
    """Rank articles by the fingerprints they share, given the articles of each."""
    shared: Counter[int] = Counter()
    weight: dict[int, float] = {}
    for ids in carried:
        if 0 < len(ids) < CARRIERS:
            shared.update(ids)
            for id_ in ids:
                weight[id_] = weight.get(id_, 0.0) + 1 / len(ids)
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


def _record(values: Mapping[str, Any], origin: str | None) -> Article:
    named = {name: value for name, value in values.items() if name not in ("dated", "text_hash")}
    return Article(origin=origin, **named)
