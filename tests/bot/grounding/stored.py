"""Stored records made by hand, for tests of grounding."""

from __future__ import annotations

from datetime import UTC, datetime

from storage.records import Article, Passage, PassageKind
from tests import records

SUNDAY = datetime(2023, 9, 17, 6, 40, tzinfo=UTC)


def article(
    number: int = 1,
    title: str = "Harbour bridge closed",
    *,
    outlet: str | None = "Demo Courier",
    published: datetime | None = SUNDAY,
    origin_id: int | None = None,
    origin: str | None = "Demo Wire",
    copy_of: int | None = None,
) -> Article:
    return records.article(
        number,
        url=f"https://courier.example/{number}",
        source="courier.example",
        outlet=outlet,
        title=title,
        published=published,
        stored=SUNDAY,
        updated=SUNDAY,
        origin_id=number if origin_id is None else origin_id,
        origin=origin,
        copy_of=copy_of,
    )


def passage(
    *sentences: str,
    number: int = 1,
    article_id: int = 1,
    position: int = 0,
    kind: PassageKind = PassageKind.BODY,
) -> Passage:
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    text = " ".join(sentences)
    return Passage(
        id=number,
        article_id=article_id,
        revision=1,
        position=position,
        kind=kind,
        start=0,
        end=len(text),
        text=text,
        sentences=tuple(spans),
    )
