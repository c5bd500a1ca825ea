"""How an edition is kept: as ids, quotes and counts; the words themselves stay in the archive.

What is read back is bound to the stored passages again, so that a sentence whose evidence has been
deleted meanwhile disappears from the edition too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.briefings.briefing import Edition, EditionItem, Sentence
from bot.briefings.gathering import Gathered
from bot.briefings.slots import Window
from bot.briefings.topics import Topic
from bot.clock import iso, moment_of
from bot.grounding.claims import Claim, Evidence
from bot.news.differences import Difference, Kind, Said
from storage.archive import Archive
from storage.records import Article, Coverage, Passage

SHAPE = 6  # the version of how stories are told and kept: another one means another edition


def inputs_hash(gathered: Gathered, style: str) -> str:
    """Stand for all that an edition is made of, and how: equal hashes, equal editions."""
    read = [
        (story.story_id, [(a.id, a.revision, a.origin_id) for a in story.articles])
        for story in gathered.stories
    ]
    made_of = [SHAPE, style, gathered.older, read]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()


def to_content(edition: Edition) -> str:
    """The edition as JSON."""
    searched = edition.searched
    return json.dumps(
        {
            "older": edition.older,
            "searched": [searched.articles, iso(searched.first), iso(searched.last)],
            "items": [_item_fields(item) for item in edition.items],
            "notes": list(edition.notes),
        },
        ensure_ascii=False,
    )


def _item_fields(item: EditionItem) -> dict[str, Any]:
    return {
        "story_id": item.story_id,
        "headline": item.title,
        "sentences": [_sentence_fields(sentence) for sentence in item.sentences],
        "updates": [_sentence_fields(sentence) for sentence in item.updates],
        "when": item.when.isoformat(),
        "dated": item.dated,
        "outlets": item.outlets,
        "origins": item.origins,
        "differs": [asdict(difference) for difference in item.differs],
        "newest": item.newest,
    }


def _sentence_fields(sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.claim.text,
        "language": sentence.claim.language,
        "evidence": [[e.passage.id, e.quote] for e in sentence.claim.evidence],
        "known_since": sentence.known_since,
    }


async def from_content(
    content: str, archive: Archive, topic: Topic, window: Window, language: str
) -> Edition:
    """Read what `to_content` wrote."""
    fields = json.loads(content)
    wanted = {id_ for item in fields["items"] for id_ in _passage_ids(item)}
    passages = {passage.id: passage for passage in await archive.passages(sorted(wanted))}
    articles = await archive.articles(sorted({p.article_id for p in passages.values()}))
    items = (_item(item, passages, articles) for item in fields["items"])
    count, first, last = fields["searched"]
    return Edition(
        topic_key=topic.key,
        window=window,
        language=language,
        items=tuple(item for item in items if item.sentences),
        older=fields["older"],
        searched=Coverage(count, moment_of(first), moment_of(last)),
        notes=tuple(fields["notes"]),
    )


def _passage_ids(item: Mapping[str, Any]) -> Iterable[int]:
    for sentence in (*item["sentences"], *item["updates"]):
        yield from (passage_id for passage_id, _ in sentence["evidence"])


def _item(
    fields: Mapping[str, Any], passages: Mapping[int, Passage], articles: Mapping[int, Article]
) -> EditionItem:
    def bound(rows: Iterable[Mapping[str, Any]]) -> tuple[Sentence, ...]:
        made = (_sentence(row, passages, articles) for row in rows)
        return tuple(sentence for sentence in made if sentence.claim.evidence)

    rest = {name: fields[name] for name in ("story_id", "dated", "outlets", "origins", "newest")}
    return EditionItem(
        title=fields["headline"],
        sentences=bound(fields["sentences"]),
        updates=bound(fields["updates"]),
        when=datetime.fromisoformat(fields["when"]),
        differs=tuple(_difference(row) for row in fields["differs"]),
        **rest,
    )


def _difference(fields: Mapping[str, Any]) -> Difference:
    one, other = Said(**fields["one"]), Said(**fields["other"])
    return Difference(Kind(fields["kind"]), fields["updated"], one, other)


def _sentence(
    fields: Mapping[str, Any], passages: Mapping[int, Passage], articles: Mapping[int, Article]
) -> Sentence:
    """A sentence with the evidence that is still stored; its own passage comes first."""
    kept = [(passages.get(id_), quote) for id_, quote in fields["evidence"]]
    evidence = tuple(
        Evidence(passage, articles[passage.article_id], quote)
        for passage, quote in kept
        if passage and passage.article_id in articles and quote in passage.text
    )
    return Sentence(
        Claim(fields["text"], evidence, fields.get("language", "")), fields["known_since"]
    )
