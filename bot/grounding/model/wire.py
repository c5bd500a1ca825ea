"""The wire contract with a model: what the messages look like, and what a reply must be.

Passages go in blocks `<passage id="P1" outlet="..." published="...">text</passage>`, the question
in `<question>...</question>`, with &, < and > of outside text escaped, so that neither tag can
occur but where code put it. A reply is understood here, whatever the server promised to enforce:
JSON wrapped in prose or a code fence is found, a sentence of a wrong shape is left out, and what
has no list of sentences at all is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.errors import ModelError

MOST_SENTENCES = 12
LONGEST_SENTENCE = 600  # characters
LONGEST_QUOTE = 1_000
MOST_QUOTES = 6  # a sentence
STARTS_TRIED = 8  # opening brackets at which a reply may begin

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

GROUNDED_SENTENCES: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["sentences"],
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["text", "evidence"],
                "properties": {
                    "text": {"type": "string"},
                    "evidence": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["passage", "quote"],
                            "properties": {
                                "passage": {"type": "string"},
                                "quote": {"type": "string"},
                            },
                        },
                    },
                },
            },
        }
    },
}

STANDALONE_QUESTION: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["question"],
    "properties": {"question": {"type": "string"}},
}


@dataclass(frozen=True, slots=True)
class SentPassage:
    """A passage as a model sees it."""

    id: str  # "P1"
    outlet: str
    published: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """What a drafted sentence names as its evidence: a passage's id and words said to be in it."""

    passage: str
    quote: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence as a model drafted it: unchecked, never to be shown as it is."""

    text: str
    evidence: tuple[DraftQuote, ...]


def passage_blocks(passages: Sequence[SentPassage]) -> str:
    """Lay the passages out as data."""
    return "\n".join(map(_block, passages))


def question_block(question: str) -> str:
    """Lay a question out as data."""
    return f"<question>{escaped(question)}</question>"


def _block(passage: SentPassage) -> str:
    published = passage.published.date().isoformat() if passage.published else "unknown"
    outlet = escaped(passage.outlet).replace('"', "'")
    head = f'<passage id="{passage.id}" outlet="{outlet}" published="{published}">'
    return f"{head}{escaped(passage.text)}</passage>"


def escaped(text: str) -> str:
    """Return text that can open and close no block."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def read_sentences(content: str) -> tuple[DraftSentence, ...]:
    """Understand a reply to `grounded_sentences`; an empty tuple means "not in the sources".

    Raises ModelError when it holds no list of sentences, or nothing but misshapen ones.
    """
    rows = _field(content, "sentences", list)[:MOST_SENTENCES]
    drafts = tuple(draft for draft in map(_sentence, rows) if draft)
    if rows and not drafts:
        raise ModelError("the reply's sentences have a wrong shape")
    return drafts


def read_question(content: str) -> str:
    """Understand a reply to `standalone_question`.

    Raises ModelError when it holds no question.
    """
    question = _clean(_field(content, "question", str))
    if not question or len(question) > LONGEST_SENTENCE:
        raise ModelError("the reply holds no question")
    return question


def _field(content: str, name: str, kind: type) -> Any:
    for value in _objects(content):
        if isinstance(value.get(name), kind):
            return value[name]
    raise ModelError(f"the reply is not JSON with {name!r}")


def _objects(content: str) -> Iterator[dict[str, Any]]:
    decoder, start = json.JSONDecoder(), -1
    for _ in range(STARTS_TRIED):
        start = content.find("{", start + 1)
        if start < 0:
            return
        try:
            value, _ = decoder.raw_decode(content, start)
        except (ValueError, RecursionError):
            continue
        yield value


def _sentence(row: object) -> DraftSentence | None:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return None
    text = _clean(row["text"])
    evidence = row.get("evidence")
    quotes = [
        quote for quote in map(_quote, evidence if isinstance(evidence, list) else []) if quote
    ]
    if not text or len(text) > LONGEST_SENTENCE or not quotes:
        return None
    return DraftSentence(text, tuple(quotes[:MOST_QUOTES]))


def _quote(row: object) -> DraftQuote | None:
    if not isinstance(row, dict):
        return None
    passage, quote = row.get("passage"), row.get("quote")
    if not isinstance(passage, str) or not isinstance(quote, str) or not quote.strip():
        return None
    return DraftQuote(passage.strip(), quote.strip()[:LONGEST_QUOTE])


def _clean(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())
