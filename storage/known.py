"""What storing transactions have looked up: read many at once, and kept from one to the next.

One transaction stores at a time, and each ends with its number (storage.changes). So what was read
stays true as long as the number is that of the transaction that read it; where somebody else has
stored in between, it is all forgotten. What a transaction writes is told here at once, though its
rows reach the tables later (storage.ingest), so that it sees its own writes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import TextClause, bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialect import clean
from storage.records import Article, NewArticle, OriginRef
from storage.rows import select_articles, to_article
from storage.tables import articles, features, fingerprints, origins, revisions

NEWEST_OF_A_TERM = 40
"""How many of a term's newest articles are looked at for story candidates."""

AT_ONCE = 5_000  # values that one statement asks for
_LOOKED_UP_TOGETHER = 64  # terms or stories; their statement is always the same
_MOST = 50_000  # entries of each kind that are kept, some 50 MB in all

Placed = tuple[int, datetime | None]
"""The story of an article, and when it was published."""

Key = TypeVar("Key")


class Known:
    """The articles and clues that storing has looked up or written, bounded."""

    def __init__(self) -> None:
        self.at = -1  # the number of the transaction that it is true after
        self.total = 0  # articles
        self._urls: dict[str, int | None] = {}
        self._texts: dict[str, dict[str | None, int]] = {}  # by hash and outlet
        self._articles: dict[int, Article] = {}
        self._bodies: dict[int, str] = {}
        self._carriers: dict[int, list[int]] = {}
        self._terms = _Newest(NEWEST_OF_A_TERM)
        self._placed: dict[int, Placed] = {}
        self._members: dict[int, _Newest] = {}  # by how many of a story's articles are looked at
        self._features: dict[int, Mapping[str, float]] = {}  # of what is held back
        self._origin_ids: dict[str, int] = {}
        self._origins: dict[int, OriginRef] = {}

    # -- looking ---------------------------------------------------------------------------

    async def by_url(self, connection: AsyncConnection, urls: Iterable[str]) -> None:
        """Look up the articles of canonical urls."""
        for some in _unknown(map(clean, urls), self._urls):
            self._urls.update(dict.fromkeys(some))
            for article in map(to_article, await connection.execute(_BY_URL, {"urls": some})):
                self._urls[article.url] = article.id
                self._articles[article.id] = article

    def of_url(self, url: str) -> Article | None:
        """Return the article of a url that was looked up."""
        id_ = self._urls[clean(url)]
        return self._articles[id_] if id_ else None

    async def by_text(self, connection: AsyncConnection, hashes: Iterable[str]) -> None:
        """Look up the articles of texts."""
        for some in _unknown(hashes, self._texts):
            self._texts.update({text_hash: {} for text_hash in some})
            for *row, text_hash in await connection.execute(_BY_TEXT, {"hashes": some}):
                article = self._articles[row[0]] = Article(*row)
                self._texts[text_hash].setdefault(article.outlet, article.id)

    def of_text(self, outlet: str, text_hash: str) -> Article | None:
        """Return the article of an outlet with a text that was looked up."""
        id_ = self._texts[text_hash].get(clean(outlet))
        return self._articles[id_] if id_ else None

    async def articles(
        self, connection: AsyncConnection, ids: Collection[int]
    ) -> dict[int, Article]:
        """Return the articles by id; ids that are not stored are missing."""
        for some in _unknown(ids, self._articles):
            for article in map(to_article, await connection.execute(_BY_IDS, {"ids": some})):
                self._articles[article.id] = article
        return {id_: self._articles[id_] for id_ in ids if id_ in self._articles}

    async def texts(self, connection: AsyncConnection, ids: Collection[int]) -> dict[int, str]:
        """Return the newest texts of articles by id."""
        for some in _unknown(ids, self._bodies):
            for row in await connection.execute(_TEXTS, {"ids": some}):
                self._bodies[row[0]] = row[1]
        return {id_: self._bodies[id_] for id_ in ids if id_ in self._bodies}

    async def carriers(
        self, connection: AsyncConnection, prints: Collection[int]
    ) -> dict[int, list[int]]:
        """Return the articles that carry each fingerprint, in their order."""
        for some in _unknown(prints, self._carriers):
            self._carriers.update({value: [] for value in some})
            for value, id_ in await connection.execute(_CARRIED, {"prints": some}):
                self._carriers[value].append(id_)
        return {value: self._carriers[value] for value in prints}

    async def with_terms(
        self, connection: AsyncConnection, terms: Collection[str]
    ) -> list[Sequence[int]]:
        """Return the newest articles that are posted under each term, newest first."""
        await self._terms.read(connection, _POSTED, terms)
        return [self._terms.of(term) for term in terms]

    async def members(
        self, connection: AsyncConnection, stories: Collection[int], newest: int
    ) -> list[Sequence[int]]:
        """Return the newest articles of each story, newest first."""
        kept = self._members.setdefault(newest, _Newest(newest))
        await kept.read(connection, _MEMBERS, stories)
        return [kept.of(story) for story in stories]

    async def placed(self, connection: AsyncConnection, ids: Collection[int]) -> dict[int, Placed]:
        """Return the story and publication of articles that have features."""
        for some in _unknown(ids, self._placed):
            for id_, story, published in await connection.execute(_PLACED, {"ids": some}):
                self._placed[id_] = (story, published)
        return {id_: self._placed[id_] for id_ in ids if id_ in self._placed}

    async def features(
        self, connection: AsyncConnection, ids: Collection[int]
    ) -> dict[int, Mapping[str, float]]:
        """Return the features that were stored with articles; they are not kept."""
        found = {id_: self._features[id_] for id_ in ids if id_ in self._features}
        for some in _unknown(ids, self._features):
            for id_, weights in await connection.execute(_FEATURES, {"ids": some}):
                found[id_] = json.loads(weights)
        return found

    async def origins(self, connection: AsyncConnection, keys: Collection[str]) -> None:
        """Look up origins by their keys."""
        for some in _unknown(keys, self._origin_ids):
            for id_, key, name in await connection.execute(_ORIGINS, {"keys": some}):
                self.add_origin(id_, OriginRef(key, name))

    async def origin(self, connection: AsyncConnection, id_: int) -> OriginRef:
        """Return the origin of an id."""
        if id_ not in self._origins:
            row = (await connection.execute(_ORIGIN, {"id": id_})).one()
            self.add_origin(id_, OriginRef(row[0], row[1]))
        return self._origins[id_]

    def origin_id(self, origin: OriginRef) -> int | None:
        """Return the id of an origin that is known with its name, or that needs none."""
        id_ = self._origin_ids.get(origin.key)
        if id_ is None or (origin.name and self._origins[id_].name is None):
            return None
        return id_

    # -- being told ------------------------------------------------------------------------

    def add_origin(self, id_: int, origin: OriginRef) -> None:
        """Take note of an origin's row."""
        self._origin_ids[origin.key] = id_
        self._origins[id_] = origin

    def add(self, article: Article, new: NewArticle, weights: Mapping[str, float]) -> None:
        """Take note of an article whose rows are held back."""
        self.total += 1
        self._articles[article.id] = article
        self._urls[clean(article.url)] = article.id
        if new.text_hash in self._texts:
            self._texts[new.text_hash].setdefault(article.outlet, article.id)
        self._bodies[article.id] = clean(new.text)
        if weights:
            self._placed[article.id] = (article.story_id, article.published)
            self._features[article.id] = weights
        for kept in self._members.values():
            kept.add(article.story_id, article.id)

    def post(self, id_: int, terms: Iterable[str]) -> None:
        """Take note of the terms by which an article can be found; their rows are held back."""
        for term in terms:
            self._terms.add(term, id_)

    def carry(self, id_: int, prints: Iterable[int]) -> None:
        """Take note of fingerprints that an article carries, all of which were looked up."""
        for value in prints:
            self._carriers[value].append(id_)

    def move(self, ids: Iterable[int], story: int) -> None:
        """Take note that articles are in another story now."""
        for id_ in ids:
            old = self._story_of(id_)
            for kept in self._members.values():
                if old is None:
                    kept.stored.clear()
                else:
                    kept.move(id_, old, story)
            if id_ in self._articles:
                self._articles[id_] = replace(self._articles[id_], story_id=story)
            if id_ in self._placed:
                self._placed[id_] = (story, self._placed[id_][1])

    def _story_of(self, id_: int) -> int | None:
        if id_ in self._placed:
            return self._placed[id_][0]
        return self._articles[id_].story_id if id_ in self._articles else None

    def assign(self, ids: Iterable[int], origin_id: int, name: str | None) -> None:
        """Take note that articles have another origin now."""
        for id_ in ids:
            if id_ in self._articles:
                known = self._articles[id_]
                self._articles[id_] = replace(known, origin_id=origin_id, origin=name)

    # -- forgetting ------------------------------------------------------------------------

    def written(self) -> None:
        """Take note that nothing is held back any more."""
        self._features.clear()
        for newest in (self._terms, *self._members.values()):
            newest.held.clear()

    def renewed(self) -> Known:
        """Return what is left when articles were changed that others may have been found by."""
        fresh = Known()
        fresh.at, fresh.total = self.at, self.total
        return fresh

    def trim(self) -> None:
        """Forget what only one transaction needs, and what has become too much."""
        for kept in (self._urls, self._texts, self._articles, self._bodies):
            kept.clear()
        for maps in (self._carriers, self._placed):
            if len(maps) > _MOST:
                maps.clear()
        if len(self._origins) > _MOST:
            self._origins.clear()
            self._origin_ids.clear()
        for newest in (self._terms, *self._members.values()):
            if len(newest.stored) > _MOST:
                newest.stored.clear()


class _Newest:
    """The newest few article ids of each key, newest first: those stored, and those held back."""

    def __init__(self, few: int) -> None:
        self.few = few
        self.stored: dict[Any, list[int]] = {}
        self.held: dict[Any, list[int]] = {}

    async def read(
        self, connection: AsyncConnection, one: str, keys: Collection[str] | Collection[int]
    ) -> None:
        """Look up the keys that are not known yet, by a query of one of them."""
        missing = [key for key in dict.fromkeys(keys) if key not in self.stored]
        for begin in range(0, len(missing), _LOOKED_UP_TOGETHER):
            some = missing[begin : begin + _LOOKED_UP_TOGETHER]
            found: dict[Any, list[int]] = {key: [] for key in some}
            values = {f"k{at}": key for at, key in enumerate(some)}
            rows = await connection.execute(_all_of(one, len(some)), {**values, "few": self.few})
            for at, id_ in rows:
                found[some[at]].append(id_)
            for key, ids in found.items():
                held = self.held.get(key, ())
                self.stored[key] = [*held, *(id_ for id_ in ids if id_ not in held)][: self.few]

    def of(self, key: str | int) -> Sequence[int]:
        """Return the newest ids of a key that was looked up."""
        return self.stored[key]

    def add(self, key: str | int, id_: int) -> None:
        """Take note of the newest id of a key."""
        self.held.setdefault(key, []).insert(0, id_)
        if key in self.stored:
            self.stored[key] = [id_, *self.stored[key][: self.few - 1]]

    def move(self, id_: int, old: int, new: int) -> None:
        """Take note that an article is under another key now."""
        was = self.stored.get(old, [])
        if id_ in was:
            self.stored[old] = [other for other in was if other != id_]
            if len(was) == self.few:  # one that is not known follows
                del self.stored[old]
        if new in self.stored:
            self.stored[new] = sorted({*self.stored[new], id_}, reverse=True)[: self.few]
        if id_ in self.held.get(old, ()):
            self.held[old].remove(id_)
            self.held[new] = sorted({*self.held.get(new, ()), id_}, reverse=True)


@lru_cache(maxsize=2 * _LOOKED_UP_TOGETHER)
def _all_of(one: str, number: int) -> TextClause:
    """Return the query for so many keys at once: rows of (number of the key, article id)."""
    return text(" UNION ALL ".join(one.format(at) for at in range(number)))


def _unknown(keys: Iterable[Key], known: Collection[Key]) -> Iterator[list[Key]]:
    """Yield those of the keys that are not known, as many as a statement takes, in order."""
    missing = [key for key in dict.fromkeys(keys) if key not in known]
    for begin in range(0, len(missing), AT_ONCE):
        yield missing[begin : begin + AT_ONCE]


def _in(name: str) -> Any:
    return bindparam(name, expanding=True)


# Built once: building a statement costs as much as running it.
_BY_URL = select_articles(articles.c.url.in_(_in("urls")))
_BY_TEXT = select_articles(articles.c.text_hash.in_(_in("hashes"))).add_columns(
    articles.c.text_hash
)
_BY_IDS = select_articles(articles.c.id.in_(_in("ids")))
_TEXTS = (
    select(articles.c.id, revisions.c.text)
    .join(revisions, revisions.c.article_id == articles.c.id)
    .where(articles.c.id.in_(_in("ids")), revisions.c.revision == articles.c.revision)
)
_CARRIED = (
    select(fingerprints.c.fingerprint, fingerprints.c.article_id)
    .where(fingerprints.c.fingerprint.in_(_in("prints")))
    .order_by(fingerprints.c.fingerprint, fingerprints.c.article_id)
)
_PLACED = (
    select(articles.c.id, articles.c.story_id, articles.c.published)
    .join(features, features.c.article_id == articles.c.id)
    .where(articles.c.id.in_(_in("ids")))
)
_FEATURES = select(features.c.article_id, features.c.weights).where(
    features.c.article_id.in_(_in("ids"))
)
_ORIGINS = select(origins.c.id, origins.c.key, origins.c.name).where(origins.c.key.in_(_in("keys")))
_ORIGIN = select(origins.c.key, origins.c.name).where(origins.c.id == bindparam("id"))
_POSTED = (
    "SELECT {0} AS place, article_id FROM (SELECT article_id FROM postings WHERE term = :k{0}"
    " ORDER BY article_id DESC LIMIT :few) AS newest{0}"
)
_MEMBERS = (
    "SELECT {0} AS place, id FROM (SELECT id FROM articles WHERE story_id = :k{0}"
    " ORDER BY id DESC LIMIT :few) AS newest{0}"
)
