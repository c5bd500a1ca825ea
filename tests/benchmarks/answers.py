"""How long an answer takes, from the question to the verified sentences, and what takes it.

    python -m tests.benchmarks.answers [--passages 100000] [--questions 200]

The archive holds made reports: few kinds of sentence with names, places, figures and days drawn
anew for each, words drawn by Zipf's law, dated over two years. Questions ask for what one of the
reports says. `index` is the search itself, `load` the reading of the passages from the database,
and `rest` everything else: reading the question, scoring, selecting, verifying.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.grounding.answer import Answerer
from bot.text.sentences import sentence_spans
from bot.text.words import terms
from storage.archive import Archive
from storage.database import Database
from storage.index import SearchIndex
from storage.records import (
    Article,
    Hit,
    NewArticle,
    NewPassage,
    OriginRef,
    Passage,
    PassageKind,
    Placement,
)

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PASSAGES_AN_ARTICLE = 5
ARTICLES_A_BATCH = 500


def _listed(text: str) -> list[str]:
    return text.split()


FIRST = _listed("Anna Boris Carla David Elena Farid Grace Hugo Irina Jonas Kira Lukas Mina Nils")
LAST = _listed("Berg Castro Dufour Ek Fischer Garcia Holm Ivanov Jansen Kovac Lind Moreau Novak")
PLACES = _listed("Oslo Lyon Turin Porto Ghent Malaga Bergen Graz Brno Gdansk Tartu Cork Leeds")
THINGS = _listed("bridge harbour ferry tunnel airport museum stadium hospital dam school")
DID = _listed("opened closed inspected sold rebuilt defended visited")
DAYS = _listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
FILLERS = [f"w{number}ord" for number in range(30_000)]
WEIGHTS = list(accumulate(1 / (rank + 10) for rank in range(len(FILLERS))))


@dataclass
class Timed:
    """The archive and the index of an Answerer, counting the seconds that each takes."""

    archive: Archive
    index: SearchIndex
    seconds: dict[str, float] = field(default_factory=lambda: {"index": 0.0, "load": 0.0})

    @property
    def size(self) -> int:
        return self.index.size

    def search(
        self,
        wanted: Sequence[tuple[str, float]],
        limit: int,
        *,
        as_of: datetime | None = None,
    ) -> list[Hit]:
        began = time.perf_counter()
        hits = self.index.search(wanted, limit, as_of=as_of)
        self.seconds["index"] += time.perf_counter() - began
        return hits

    def frequencies(self, wanted: Sequence[str]) -> dict[str, int]:
        return self.index.frequencies(wanted)

    async def catch_up(self, archive: Any, within: float | None = None) -> bool:
        return await self.index.catch_up(self.archive, within)

    async def load(
        self, passage_ids: Sequence[int], radius: int = 1
    ) -> tuple[list[Passage], dict[int, Article]]:
        began = time.perf_counter()
        loaded = await self.archive.load(passage_ids, radius)
        self.seconds["load"] += time.perf_counter() - began
        return loaded

    async def coverage(self, as_of: datetime | None = None) -> Any:
        return await self.archive.coverage(as_of)


def report(randomly: random.Random) -> tuple[str, str]:
    """A passage of four sentences, and a question that it answers."""
    who = f"{randomly.choice(FIRST)} {randomly.choice(LAST)}"
    place, thing = randomly.choice(PLACES), randomly.choice(THINGS)
    did, day = randomly.choice(DID), randomly.choice(DAYS)
    other = randomly.choices(FILLERS, cum_weights=WEIGHTS, k=40)
    text = (
        f"{who} {did} the {other[0]} {thing} in {place} on {day}. "
        f"The {thing} has {randomly.randint(2, 900)} {other[1]} {' '.join(other[2:12])}. "
        f"Officials said {' '.join(other[12:26])} would cost {randomly.randint(2, 99)} million. "
        f"The {other[26]} of {place} {' '.join(other[27:40])}."
    )
    asked = (
        f"Who {did} the {other[0]} {thing} in {place}?",
        f"When was the {other[0]} {thing} in {place} {did}?",
        f"How many {other[1]} does the {thing} in {place} have?",
    )
    return text, randomly.choice(asked)


def make_articles(number: int, randomly: random.Random) -> Iterator[tuple[NewArticle, str]]:
    """Made articles, each with a question on it."""
    for at in range(number):
        pairs = [report(randomly) for _ in range(PASSAGES_AN_ARTICLE)]
        texts = [text for text, _ in pairs]
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        whole = " ".join(texts)
        passages = tuple(
            NewPassage(
                PassageKind.BODY, start, start + len(text), text, tuple(sentence_spans(text, "en"))
            )
            for start, text in zip(starts, texts, strict=False)
        )
        yield (
            NewArticle(
                url=f"https://demo.example/{at}",
                source="demo.example",
                outlet=f"Demo Outlet {at % 50}",
                title=texts[0].split(".")[0],
                byline=None,
                place=None,
                published=NOW - timedelta(days=730 * randomly.random()),
                language="en",
                text=whole,
                text_hash=str(at),
                passages=passages,
            ),
            pairs[0][1],
        )


async def fill(archive: Archive, passages: int, randomly: random.Random) -> list[str]:
    """Store made articles; return a question on each."""
    made = make_articles(passages // PASSAGES_AN_ARTICLE, randomly)
    questions = []
    while batch_of := [pair for pair, _ in zip(made, range(ARTICLES_A_BATCH), strict=False)]:
        async with archive.ingesting(NOW) as batch:
            for new, question in batch_of:
                questions.append(question)
                origin = OriginRef(f"url:{new.url}", None)
                await batch.insert(new, Placement(origin, None, None, (), {}))
    return questions


async def measure(passages: int, asked: int) -> None:
    """Print percentiles of the whole answer and the share of its parts."""
    randomly = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(None, Path(folder))
        archive = Archive(database)
        index = SearchIndex.open(Path(folder) / "index", terms)
        questions = await fill(archive, passages, randomly)
        await index.catch_up(archive)
        timed = Timed(archive, index)
        answerer = Answerer(timed, timed, SystemClock())
        chosen = randomly.sample(questions, min(asked + 20, len(questions)))
        for question in chosen[:20]:
            await answerer.answer(question, as_of=NOW)
        timed.seconds.update({"index": 0.0, "load": 0.0})
        answers = [await answerer.answer(question, as_of=NOW) for question in chosen[20:]]
        size = sum(file.stat().st_size for file in (Path(folder) / "index").iterdir())
        await index.close()
        await database.close()
    _print(passages, [answer.ms for answer in answers], timed.seconds, size)
    print(f"{'answered':<24}{sum(answer.answered for answer in answers) / len(answers):10.2f}")


def _print(passages: int, took: list[float], seconds: dict[str, float], size: int) -> None:
    mean = statistics.fmean(took)
    rows = {
        "passages": f"{passages:10}",
        "p50, ms": f"{statistics.median(took):10.1f}",
        "p95, ms": f"{sorted(took)[int(0.95 * (len(took) - 1))]:10.1f}",
        "mean, ms": f"{mean:10.1f}",
        "index size, MB": f"{size / 1e6:10.1f}",
    }
    for part, spent in seconds.items():
        rows[f"of the mean, {part}, ms"] = f"{spent / len(took) * 1000:10.1f}"
    for name, value in rows.items():
        print(f"{name:<24}{value}")


def main(arguments: Sequence[str] = ()) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=200)
    options = parser.parse_args(list(arguments))
    asyncio.run(measure(options.passages, options.questions))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
