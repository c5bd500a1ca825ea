"""Answers as grounding gives them, about two copies of one report of our own."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.grounding.claims import (
    Answer,
    Asker,
    Asks,
    Claim,
    Evidence,
    Exchange,
    Reading,
    Watch,
    nobody_watches,
)
from storage.records import Article, Coverage, Passage, PassageKind
from tests.records import article

PUBLISHED = datetime(2023, 9, 17, 6, 40, tzinfo=UTC)
STORED = datetime(2026, 11, 19, 10, 2, tzinfo=UTC)

COURIER = article(
    1,
    url="https://courier.example/heyday",
    source="courier.example",
    title="Talks of a new heyday",
    published=PUBLISHED,
    stored=STORED,
    updated=STORED,
    origin_id=7,
    origin="Demo Wire",
)
HERALD = replace(
    COURIER, id=2, url="https://herald.example/ties", outlet="Demo Herald", title="Ties", copy_of=1
)
TEXT = "He came by train. Six guests saw bombers & <missiles> on Saturday. They left."
SENTENCE = "Six guests saw bombers & <missiles> on Saturday."


def passage(article: Article, kind: PassageKind = PassageKind.BODY) -> Passage:
    """A passage of three sentences."""
    return Passage(
        id=article.id * 10,
        article_id=article.id,
        revision=1,
        position=0,
        kind=kind,
        start=0,
        end=len(TEXT),
        text=TEXT,
        sentences=((0, 17), (18, 66), (67, 77)),
    )


def claim(*articles: Article, text: str = SENTENCE) -> Claim:
    """A claim that each of the articles proves."""
    quote = "bombers & <missiles>"
    return Claim(text, tuple(Evidence(passage(article), article, quote) for article in articles))


def answer(question: str, *claims: Claim, **more: object) -> Answer:
    """An answer, or an abstention where there are no claims."""
    base = Answer(
        question=question,
        standalone=question,
        confidence=0.9,
        claims=claims,
        nearest=() if claims else (COURIER,),
        searched=Coverage(2, PUBLISHED, PUBLISHED),
        composer="extractive",
        ms=1.0,
    )
    return replace(base, **more)  # type: ignore[arg-type]  # whatever field the test names


class ScriptedAnswers:
    """Answers all but two kinds of questions with one claim; keeps what it was asked.

    "nothing" gets an abstention, in which "that" is Ada Kern; whom "he " means is asked back.

    With `reading` it says that a model reads, and answers once `written` is set.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []
        self.askers: list[Asker] = []
        self.reading: Reading | None = None
        self.written = asyncio.Event()

    async def answer(
        self,
        question: str,
        *,
        thread: Sequence[Exchange] = (),
        asker: Asker,
        watch: Watch = nobody_watches,
    ) -> Answer:
        """Answer, and note the questions of the thread and who asks."""
        self.asked.append((question, [exchange.question for exchange in thread]))
        self.askers.append(asker)
        if self.reading:
            watch(self.reading)
            await self.written.wait()
        if "he " in question:
            return answer(question, asks=Asks(("Ada Kern", "Jon Falk")))
        if "nothing" in question:
            return answer(question, standalone=question.replace("that", "Ada Kern"))
        return answer(question, claim(COURIER, HERALD, text=f"{question}: {SENTENCE}"))
