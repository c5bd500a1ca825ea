"""How long an answer takes, from the question to the verified sentences, and what takes it.

    python -m tests.benchmarks.answers [--passages 100000] [--questions 200] [--archive FOLDER]

Measured in one process, idle, beside another process that ingests articles of 500 words into the
same archive, and while a task of this process does so, as a running bot would at worst.

The archive holds made reports: few kinds of sentence with names, places, figures and days drawn
anew for each, words drawn by Zipf's law, dated over two years. Questions ask for what one of the
reports says. `index` is the search itself, `load` the reading of the passages from the database,
and the rest is everything else: reading the question, scoring, selecting, verifying. The archive is
written past the pipeline, without what answers do not read; with `--archive` it is kept in a folder
and used again, a copy of it to be precise, since what is ingested meanwhile must not stay.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.app.precedence import Precedence
from bot.app.running import FOLLOWING, PATIENCE, quicken
from bot.clock import SystemClock
from bot.grounding.answer import Answerer
from bot.grounding.claims import Answer
from bot.news.pipeline import Pipeline
from bot.news.sources import Files
from bot.text.sentences import sentence_spans
from bot.text.words import terms
from storage import changes
from storage.archive import Archive
from storage.database import Database
from storage.index import SearchIndex
from storage.records import Article, Hit, Passage
from storage.tables import articles, origins, passages, stories
from tests.benchmarks.ingest import write_articles

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PASSAGES_AN_ARTICLE = 5
ARTICLES_A_BATCH = 2000
INGESTED = 3_000  # articles, more than are stored while the questions are asked
WARMING = 50  # questions before those that are measured


def _listed(text: str) -> list[str]:
    return text.split()


FIRST = _listed("Anna Boris Carla David Elena Farid Grace Hugo Irina Jonas Kira Lukas Mina Nils")
LAST = _listed("Berg Castro Dufour Ek Fischer Garcia Holm Ivanov Jansen Kovac Lind Moreau Novak")
PLACES = _listed("Oslo Lyon Turin Porto Ghent Malaga Bergen Graz Brno Gdansk Tartu Cork Leeds")
THINGS = _listed("bridge harbour ferry tunnel airport museum stadium hospital dam school")
DID = _listed("opened closed inspected sold rebuilt defended visited")
DAYS = _listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "ar", "en", "is")]
FILLERS = ["".join(random.Random(number).choices(_SYLLABLES, k=3)) for number in range(30_000)]
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

    async def catch_up(
        self, archive: Any, within: float | None = None, until: int | None = None
    ) -> bool:
        return await self.index.catch_up(self.archive, within, until)

    async def load(
        self, passage_ids: Sequence[int], radius: int = 1
    ) -> tuple[list[Passage], dict[int, Article]]:
        began = time.perf_counter()
        loaded = await self.archive.load(passage_ids, radius)
        self.seconds["load"] += time.perf_counter() - began
        return loaded

    async def articles_passages(self, ids: Sequence[int]) -> dict[int, list[Passage]]:
        began = time.perf_counter()
        loaded = await self.archive.articles_passages(ids)
        self.seconds["load"] += time.perf_counter() - began
        return loaded

    async def coverage(self, as_of: datetime | None = None, at: int | None = None) -> Any:
        return await self.archive.coverage(as_of, at)

    async def counter(self) -> int:
        return await self.archive.counter()


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


@dataclass(frozen=True, slots=True)
class Made:
    """A made article as rows, and a question on it."""

    article: dict[str, Any]
    passages: list[dict[str, Any]]
    question: str


def make_articles(number: int, randomly: random.Random) -> Iterator[Made]:
    """Made articles, numbered from 1, each an origin and a story of its own."""
    for id_ in range(1, number + 1):
        pairs = [report(randomly) for _ in range(PASSAGES_AN_ARTICLE)]
        published = NOW - timedelta(days=730 * randomly.random())
        article = {
            "id": id_,
            "url": f"https://demo.example/{id_}",
            "source": "demo.example",
            "outlet": f"Demo Outlet {id_ % 50}",
            "title": pairs[0][0].split(".")[0],
            "published": published,
            "dated": published,
            "language": "en",
            "stored": NOW,
            "updated": NOW,
            "revision": 1,
            "text_hash": str(id_),
            "origin_id": id_,
            "story_id": id_,
        }
        yield Made(article, list(_passages(id_, [text for text, _ in pairs])), pairs[0][1])


def _passages(article_id: int, texts: Sequence[str]) -> Iterator[dict[str, Any]]:
    start = 0
    for position, text in enumerate(texts):
        yield {
            "article_id": article_id,
            "revision": 1,
            "position": position,
            "kind": "body",
            "start": start,
            "end": start + len(text),
            "text": text,
            "sentences": json.dumps(sentence_spans(text, "en")),
        }
        start += len(text) + 1


async def fill(database: Database, wanted: int) -> list[str]:
    """Store articles of so many passages; return a question on each."""
    made = make_articles(wanted // PASSAGES_AN_ARTICLE, random.Random(7))
    questions: list[str] = []
    while batch := list(islice(made, ARTICLES_A_BATCH)):
        ids = [each.article["id"] for each in batch]
        async with database.writing() as connection:
            await changes.lock(connection)
            for table, rows in (
                (origins, [{"id": id_, "key": f"made:{id_}"} for id_ in ids]),
                (stories, [{"id": id_, "created": NOW} for id_ in ids]),
                (articles, [each.article for each in batch]),
                (passages, [row for each in batch for row in each.passages]),
            ):
                await connection.execute(insert(table), rows)
            await changes.record(connection, ids)
        questions += [each.question for each in batch]
    return questions


async def _filled(database: Database, folder: Path, wanted: int) -> list[str]:
    """Fill the archive in a folder unless that was done before."""
    kept = folder / "questions.json"
    if not kept.exists():
        kept.write_text(json.dumps(await fill(database, wanted)))
    questions: list[str] = json.loads(kept.read_text())
    if len(questions) != wanted // PASSAGES_AN_ARTICLE:
        sys.exit(f"{folder} holds {len(questions) * PASSAGES_AN_ARTICLE} passages; empty it first")
    return questions


@asynccontextmanager
async def beside(folder: Path, lines: Path) -> AsyncIterator[None]:
    """Let another process ingest into the same archive meanwhile."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "ingest", "--json", str(lines)),
        env={**os.environ, "DATELINE_DATA": str(folder), "DATABASE_URL": ""},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await process.stdout.readline()  # it has begun
    reading = asyncio.create_task(process.stdout.read())
    try:
        yield
    finally:
        process.terminate()
        await process.wait()
        await reading


@asynccontextmanager
async def here(archive: Archive, lines: Path, precedence: Precedence) -> AsyncIterator[None]:
    """Let a task of this process ingest meanwhile."""
    outcomes = Pipeline(archive, SystemClock(), precedence).ingest(Files([lines]))
    await anext(outcomes)
    task = asyncio.create_task(_exhaust(outcomes))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def _exhaust(outcomes: AsyncIterator[Any]) -> None:
    async for _ in outcomes:
        pass


async def _follow(index: SearchIndex, archive: Archive) -> None:
    """Keep the index up to date, as a running bot does."""
    while True:
        await index.catch_up(archive)
        await asyncio.sleep(FOLLOWING.total_seconds())


@dataclass(frozen=True)
class Took:
    """Answers, what their parts took in all, and the processor's time; seconds."""

    answers: list[Answer]
    seconds: dict[str, float]
    processor: float


async def ask(timed: Timed, questions: Sequence[str], precedence: Precedence) -> Took:
    answerer = Answerer(timed, timed, SystemClock(), patience=PATIENCE)
    for question in questions[:WARMING]:
        await answerer.answer(question, as_of=NOW)
    timed.seconds.update({"index": 0.0, "load": 0.0})
    busy = time.process_time()
    answers = []
    for question in questions[WARMING:]:
        with precedence.first():
            answers.append(await answerer.answer(question, as_of=NOW))
    return Took(answers, dict(timed.seconds), time.process_time() - busy)


async def prepare(folder: Path, wanted: int) -> list[str]:
    """Make the archive and its index in a folder, unless they are there; return questions."""
    database = await Database.open(None, folder)
    questions = await _filled(database, folder, wanted)
    index = SearchIndex.open(folder / "index", terms)
    began = time.perf_counter()
    await index.catch_up(Archive(database))
    print(f"{wanted} passages, taken in by the index in {time.perf_counter() - began:.0f} s")
    await index.close()
    await database.close()
    size = sum(file.stat().st_size for file in (folder / "index").iterdir())
    print(f"index {size / 1e6:.0f} MB")
    return questions


async def measure(folder: Path, questions: Sequence[str], asked: int) -> None:
    """Print percentiles of the whole answer and the share of its parts."""
    precedence = Precedence()

    def analyze(text: str, language: str) -> list[str]:
        precedence.hold()
        return terms(text, language)

    database = await Database.open(None, folder)
    archive, index = Archive(database), SearchIndex.open(folder / "index", analyze)
    following = asyncio.create_task(_follow(index, archive))
    randomly = random.Random(11)
    quicken()
    with tempfile.TemporaryDirectory() as other:
        lines, more = Path(other) / "articles.jsonl", Path(other) / "more.jsonl"
        write_articles(lines, INGESTED, 2)
        write_articles(more, INGESTED, 3)
        conditions: dict[str, AbstractAsyncContextManager[None]] = {
            "idle": nullcontext(),
            "another process ingests": beside(folder, lines),
            "a task of this one ingests": here(archive, more, precedence),
        }
        for name, condition in conditions.items():
            chosen = randomly.sample(questions, min(asked + WARMING, len(questions)))
            async with condition:
                took = await ask(Timed(archive, index), chosen, precedence)
            _print(name, took)
    following.cancel()
    await index.close()
    await database.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory {memory:.0f} MB at most")


def _print(name: str, took: Took) -> None:
    number = len(took.answers)
    clock = sorted(answer.ms for answer in took.answers)
    parts = ", ".join(f"{part} {spent / number * 1000:.1f}" for part, spent in took.seconds.items())
    answered = sum(answer.answered for answer in took.answers) / number
    print(
        f"{name:<28}p50 {statistics.median(clock):6.1f}  p95 {clock[int(0.95 * (number - 1))]:6.1f}"
        f"  mean {statistics.fmean(clock):6.1f} ms (of it {parts}; processor"
        f" {took.processor / number * 1000:.1f}); answered {answered:.2f}"
    )


def main(arguments: Sequence[str] = ()) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--archive", type=Path)
    options = parser.parse_args(list(arguments))
    with tempfile.TemporaryDirectory() as folder:
        kept = options.archive or Path(folder) / "kept"
        kept.mkdir(parents=True, exist_ok=True)
        questions = asyncio.run(prepare(kept, options.passages))
        copied = shutil.copytree(kept, Path(folder) / "copied")
        asyncio.run(measure(copied, questions, options.questions))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
