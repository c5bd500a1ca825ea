"""Citation numbers and the machine form of an answer, made from stored records alone.

One cited passage is one source with its own number, in order of first mention. Where several
claims cite different words of one passage, its quote runs from the first of them to the last, so
that it is still contiguous stored text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from bot.clock import iso
from bot.grounding.claims import Answer, Claim, Evidence
from bot.grounding.titles import titles
from storage.records import Article, Passage


@dataclass(frozen=True, slots=True)
class Source:
    """A cited passage under its number; `quote` is contiguous text of `passage`."""

    n: int
    passage: Passage
    article: Article
    quote: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Sources in order of their numbers, and for each claim the numbers that it cites."""

    sources: tuple[Source, ...]
    citations: tuple[tuple[int, ...], ...]


def source_name(article: Article) -> str:
    """The outlet; where it is not known the site, or the name of the file, never the way to it."""
    if article.outlet:
        return article.outlet
    return _site_or_file(article.url) or _site_or_file(article.source) or article.source


def _site_or_file(url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:  # a broken address, by which the article is still known
        return None
    return unquote(PurePosixPath(parts.path).name) if parts.scheme == "file" else parts.hostname


def cite(claims: Sequence[Claim]) -> Cited:
    """Number the passages that `claims` rest on, in order of first mention."""
    by_passage: dict[int, list[Evidence]] = {}
    for claim in claims:
        for evidence in claim.evidence:
            by_passage.setdefault(evidence.passage.id, []).append(evidence)
    numbers = {passage_id: n for n, passage_id in enumerate(by_passage, 1)}
    sources = tuple(
        Source(numbers[key], used[0].passage, used[0].article, _joint_quote(used))
        for key, used in by_passage.items()
    )
    return Cited(sources, tuple(_numbers(claim, numbers) for claim in claims))


def _numbers(claim: Claim, numbers: dict[int, int]) -> tuple[int, ...]:
    return tuple(sorted({numbers[e.passage.id] for e in claim.evidence}))


def _joint_quote(used: Sequence[Evidence]) -> str:
    text = used[0].passage.text
    starts = [text.index(e.quote) for e in used]
    ends = [start + len(e.quote) for start, e in zip(starts, used, strict=True)]
    return text[min(starts) : max(ends)]


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer as `dateline ask --json` prints it; see the wire contract of `ask`.

    "asks" is null, or {"names": [...]} where it is not answered because it does not say who or what
    it is about: those who may be meant, none where nobody was talked of. The next question of the
    same `chat` may be one of them, or any other name.
    """
    cited = cite(answer.claims)
    return {
        "question": answer.question,
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "sentences": _titled(answer, cited),
        "sources": sources_json(cited),
        "nearest": [{"title": article.title, "url": article.url} for article in answer.nearest],
        "searched": {
            "articles": answer.searched.articles,
            "from": iso(answer.searched.first),
            "to": iso(answer.searched.last),
        },
        "asks": {"names": list(answer.asks.names)} if answer.asks else None,
        "composer": answer.composer,
        "ms": round(answer.ms, 1),
    }


def _titled(answer: Answer, cited: Cited) -> list[dict[str, Any]]:
    """The sentences, each with the "title" that people see above it, null where they see none."""
    shown = titles(answer.claims, answer.standalone)
    said = zip(sentences_json(answer.claims, cited), shown, strict=True)
    return [{**sentence, "title": title or None} for sentence, title in said]


def sentences_json(claims: Sequence[Claim], cited: Cited) -> list[dict[str, Any]]:
    """Each claim as {"text", "citations"}, the numbers being those of `cited`."""
    return [
        {"text": claim.text, "citations": list(numbers)}
        for claim, numbers in zip(claims, cited.citations, strict=True)
    ]


def sources_json(cited: Cited) -> list[dict[str, Any]]:
    """Each source as {"n", "title", "outlet", "origin", "url", "published", "quote"}."""
    return [
        {
            "n": source.n,
            "title": source.article.title,
            "outlet": source.article.outlet,
            "origin": source.article.origin,
            "url": source.article.url,
            "published": iso(source.article.published),
            "quote": source.quote,
        }
        for source in cited.sources
    ]
