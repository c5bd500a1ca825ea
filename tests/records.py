"""Small records as storage takes and gives them, for all tests, evals and benchmarks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from storage.records import Article, NewArticle, NewPassage, PassageKind

PUBLISHED = datetime(2023, 9, 17, 6, 40, tzinfo=UTC)
STORED = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_ARTICLE = Article(
    id=1,
    url="https://demo.example/1",
    source="demo.example",
    outlet="Demo Courier",
    title="Title 1",
    byline=None,
    place=None,
    published=PUBLISHED,
    language="en",
    stored=STORED,
    updated=STORED,
    revision=1,
    origin_id=1,
    origin=None,
    copy_of=None,
    story_id=1,
    feed_id=None,
)


def article(id_: int = 1, **changes: Any) -> Article:
    """An article as it is stored; address, title, origin and story follow the id."""
    own: dict[str, Any] = {"id": id_, "origin_id": id_, "story_id": id_}
    named = {"url": f"https://demo.example/{id_}", "title": f"Title {id_}"}
    return replace(_ARTICLE, **own | named | changes)


def new_article(name: str = "a", text: str = "One. Two. Three.", **changes: Any) -> NewArticle:
    """An article to be stored, by default of one passage of one sentence."""
    given: dict[str, Any] = {
        "url": f"https://demo.example/{name}",
        "source": "demo.example",
        "outlet": "Demo Courier",
        "title": f"Title {name}",
        "byline": None,
        "place": None,
        "published": STORED,
        "language": "en",
        "text": text,
        "text_hash": f"hash of {text}",
    }
    if "passages" not in changes:
        whole = NewPassage(PassageKind.BODY, 0, len(text), text, ((0, len(text)),))
        given["passages"] = (whole,)
    return NewArticle(**{**given, **changes})
