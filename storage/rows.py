"""How rows of articles and passages become records."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from storage.records import Article, Passage, PassageKind, Searchable
from storage.tables import articles, origins, passages

_KINDS = {kind.value: kind for kind in PassageKind}

ARTICLE_COLUMNS = (
    articles.c.id,
    articles.c.url,
    articles.c.source,
    articles.c.outlet,
    articles.c.title,
    articles.c.byline,
    articles.c.place,
    articles.c.published,
    articles.c.language,
    articles.c.stored,
    articles.c.updated,
    articles.c.revision,
    articles.c.origin_id,
    origins.c.name,
    articles.c.copy_of,
    articles.c.story_id,
    articles.c.feed_id,
)
"""In the order of the fields of records.Article."""

PASSAGE_COLUMNS = (
    passages.c.id,
    passages.c.article_id,
    passages.c.revision,
    passages.c.position,
    passages.c.kind,
    passages.c.start,
    passages.c.end,
    passages.c.text,
    passages.c.sentences,
)
"""In the order of the fields of records.Passage."""


def select_articles(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Return the query whose rows `to_article` takes."""
    joined = articles.join(origins, origins.c.id == articles.c.origin_id)
    return select(*ARTICLE_COLUMNS).select_from(joined).where(*conditions)


def to_article(row: Row[*tuple[Any, ...]]) -> Article:
    """Make the record of a row of `select_articles`."""
    return Article(*row)


def to_passage(row: Row[*tuple[Any, ...]]) -> Passage:
    """Make the record of a row of PASSAGE_COLUMNS."""
    id_, article_id, revision, position, kind, start, end, text, sentences = row
    cut = tuple((begin, stop) for begin, stop in json.loads(sentences))
    return Passage(id_, article_id, revision, position, _KINDS[kind], start, end, text, cut)


SEARCHABLE_COLUMNS = (
    passages.c.id,
    passages.c.article_id,
    passages.c.kind,
    passages.c.text,
    articles.c.title,
    articles.c.outlet,
    articles.c.language,
    articles.c.published,
)
"""In the order of the fields of records.Searchable."""


def to_searchable(row: Row[*tuple[Any, ...]]) -> Searchable:
    """Make the record of a row of SEARCHABLE_COLUMNS."""
    passage_id, article_id, kind, *rest = row
    return Searchable(passage_id, article_id, _KINDS[kind], *rest)
