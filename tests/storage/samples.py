"""Small articles and times that the storage tests share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from storage.archive import Archive
from storage.records import (
    Article,
    NewArticle,
    NewPassage,
    OriginRef,
    Passage,
    PassageKind,
    Placement,
)
from tests import records

COURIER = OriginRef("outlet:demo.example", "Demo Courier")
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def new_article(name: str = "a", text: str = "One. Two. Three.", **changes: Any) -> NewArticle:
    """Return an article whose passages are the sentences of `text`."""
    return records.new_article(name, text, **{"passages": cut(text), "published": NOW, **changes})


def cut(text: str) -> tuple[NewPassage, ...]:
    """Cut a text into passages of one sentence, each ending with a full stop."""
    found, start = [], 0
    while (end := text.find(".", start) + 1) > 0:
        piece = text[start:end]
        found.append(NewPassage(PassageKind.BODY, start, end, piece, ((0, len(piece)),)))
        start = end + 1
    return tuple(found)


def placement(
    story: int | None = None,
    fingerprints: tuple[int, ...] = (),
    features: Mapping[str, float] | None = None,
    copy_of: int | None = None,
    origin: OriginRef = COURIER,
) -> Placement:
    return Placement(origin, copy_of, story, fingerprints, features or {})


async def store(archive: Archive, *news: NewArticle, **placed: Any) -> list[Article]:
    """Store articles in one transaction, all placed alike."""
    async with archive.ingesting(NOW) as batch:
        return [await batch.insert(new, placement(**placed)) for new in news]


async def delete(archive: Archive, *ids: int) -> None:
    """Delete articles in one transaction."""
    async with archive.ingesting(NOW) as batch:
        await batch.delete(ids)


async def passages_of(archive: Archive, article_id: int) -> list[Passage]:
    """Return the passages of an article's newest revision."""
    return (await archive.articles_passages([article_id])).get(article_id, [])
