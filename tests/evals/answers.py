"""Answers: does what was asked for stand in the sentences shown, and is nothing answered else.

    python -m tests.evals.answers [--data ../shared/data] [--news DIR] [--foreign FILE] [--every N]
                                  [--show N]

`--data` holds questions_dev.jsonl with its articles and multihop_dev.jsonl; `--news` holds
articles.jsonl and questions.jsonl as tools/realtimeqa.py makes them (ingesting takes minutes, so
the archive is kept in DIR/archive and used again, see archives); `--foreign` holds questions of
other years, which are put to the archive of questions_dev. `--every 5` takes each fifth question.
`--show 500` prints so many shown sentences instead, drawn at random (`--seed 1`) from both sets, to
be read by eye: does one mislead, or have a subject that it does not name? All goes the program's
own way: ingest, then answer. The simple methods' figures come from the data's README.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.app.answers import open_answers
from bot.app.house import House, open_house
from bot.commands.arguments import read_as_of
from bot.evaluation.measures import WORDS_SCORED, auroc, holds_answer, share
from bot.grounding import retrieve
from bot.grounding.claims import Answer, Claim
from bot.grounding.question import read_question
from bot.grounding.titles import titles
from bot.news.pipeline import Pipeline
from bot.news.records import RawArticle
from bot.settings import load_settings
from tests.evals.archives import fill

NOWHERE = Path("/nonexistent")
DATA = Path("../shared/data")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure beside what must be reached, what is aimed at, and a simple method's."""

    name: str
    value: float
    cases: int
    must: float | None = None
    aim: float | None = None
    simple: float | None = None

    def __str__(self) -> str:
        given = (self.simple, self.must, self.aim)
        columns = "".join(f"{'' if x is None else f'{x:.3f}':>8}" for x in given)
        return f"{self.name:<44}{self.value:8.3f}{columns}{self.cases:8}"


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


async def ask(house: House, rows: Iterable[Row]) -> list[Answer]:
    async with open_answers(house) as answers:
        return [
            await answers.answer(row["question"], as_of=read_as_of(row.get("as_of")))
            for row in rows
        ]


def found(
    rows: Sequence[Row], answers: Sequence[Answer], first: int, words: int | None = None
) -> float:
    """The share of questions whose answer stands in the first sentences shown (in `words`)."""
    return share(
        holds_answer([claim.text for claim in answer.claims[:first]], row["answers"], words)
        for row, answer in zip(rows, answers, strict=True)
    )


async def paragraphs(data: Path, foreign: Path | None, every: int) -> list[Figure]:
    """SQuAD 2.0 paragraphs: answers, abstention, and questions that are about something else."""
    rows = read(data / "questions_dev.jsonl")[::every]
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(load_settings({"DATELINE_DATA": folder}, NOWHERE)) as house:
            await fill(house, data / "questions_articles_dev.jsonl")
            given = await ask(house, rows)
            away = [{"question": row["question"]} for row in (read(foreign) if foreign else [])]
            others = await ask(house, away[:: max(1, len(away) // 400)])
    pairs = [(row, answer) for row, answer in zip(rows, given, strict=True) if row["answerable"]]
    asked, replies = [row for row, _ in pairs], [answer for _, answer in pairs]
    unsure = auroc([row["answerable"] for row in rows], [answer.confidence for answer in given])
    figures = [
        Figure(
            "paragraphs: first sentence", found(asked, replies, 1), len(asked), 0.76, 0.80, 0.711
        ),
        Figure("paragraphs: first three", found(asked, replies, 3), len(asked), 0.90, 0.93, 0.872),
        Figure("paragraphs: unanswerable, AUROC", unsure, len(rows), 0.66, 0.75, 0.611),
        Figure(
            "paragraphs: answerable ones answered", share(a.answered for a in replies), len(asked)
        ),
    ]
    if others:
        gold = [True] * len(replies) + [False] * len(others)
        scores = [answer.confidence for answer in (*replies, *others)]
        refused = share(not answer.answered for answer in others)
        figures += [
            Figure(
                "paragraphs: foreign questions, AUROC", auroc(gold, scores), len(gold), 0.93, 0.97
            ),
            Figure("paragraphs: foreign questions refused", refused, len(others)),
        ]
    return figures


async def news(folder: Path, every: int) -> list[Figure]:
    """Questions about real news, asked at the time that they were asked at."""
    rows = [row for row in read(folder / "questions.jsonl") if row["answer_in_store"]][::every]
    settings = load_settings({"DATELINE_DATA": str(folder / "archive")}, NOWHERE)
    async with open_house(settings) as house:
        await fill(house, folder / "articles.jsonl")
        given = await ask(house, rows)
    took = sorted(answer.ms for answer in given)
    return [
        Figure(
            "news: first sentence", found(rows, given, 1, WORDS_SCORED), len(rows), 0.35, 0.42, 0.19
        ),
        Figure(
            "news: first three", found(rows, given, 3, WORDS_SCORED), len(rows), 0.54, 0.62, 0.36
        ),
        Figure("news: answered", share(answer.answered for answer in given), len(rows), 0.92),
        Figure("news: milliseconds, p50", statistics.median(took), len(rows)),
        Figure("news: milliseconds, p95", took[int(0.95 * (len(took) - 1))], len(rows)),
    ]


async def facts(data: Path, every: int) -> list[Figure]:
    """Facts of several articles that one question needs, each stored as an article of its own."""
    rows = read(data / "multihop_dev.jsonl")
    evidence = {item["fact"]: item for row in rows for item in row["evidence"]}
    raws = [_as_article(number, item) for number, item in enumerate(evidence.values())]
    asked = [row for row in rows if row["evidence"]][::every]
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(load_settings({"DATELINE_DATA": folder}, NOWHERE)) as house:
            await Pipeline(house.archive, house.clock).store(raws)
            await house.index.catch_up(house.archive)
            shares = [await _retrieved(house, row) for row in asked]
    return [
        Figure(
            f"facts: retrieved @{most}",
            statistics.fmean(each[at] for each in shares),
            len(asked),
            *((0.76, 0.82, 0.713) if most == 10 else (None, None, 0.599)),
        )
        for at, most in enumerate((4, 10))
    ]


async def shown(data: Path, folder: Path | None, most: int, seed: int) -> list[str]:
    """Up to `most` shown sentences, half of each set, with question, title and dates.

    A * stands before those that are not just as stored.
    """
    drawn = random.Random(seed)
    rows = [row for row in read(data / "questions_dev.jsonl") if row["answerable"]]
    with tempfile.TemporaryDirectory() as place:
        async with open_house(load_settings({"DATELINE_DATA": place}, NOWHERE)) as house:
            await fill(house, data / "questions_articles_dev.jsonl")
            sentences = await _told(house, drawn.sample(rows, min(most // 4, len(rows))))
    if folder is None:
        return sentences[:most]
    asked = [row for row in read(folder / "questions.jsonl") if row["answer_in_store"]]
    settings = load_settings({"DATELINE_DATA": str(folder / "archive")}, NOWHERE)
    async with open_house(settings) as house:
        news = await _told(house, drawn.sample(asked, min(most // 4, len(asked))))
    return sentences[: most // 2] + news[: most - most // 2]


def _dates(claim: Claim) -> str:
    """When its sources were published, as an answer says below its sentences."""
    dates = (each.article.published for each in claim.evidence)
    return ", ".join(dict.fromkeys(f"{date:%d %b %Y}" for date in dates if date))


async def _told(house: House, rows: Sequence[Row]) -> list[str]:
    return [
        f"{'' if text in evidence else '* '}{row['question']} | "
        f"{f'From “{title}”: ' if title else ''}{claim.text} [{_dates(claim)}]"
        for row, answer in zip(rows, await ask(house, rows), strict=True)
        for claim, title in zip(
            answer.claims, titles(answer.claims, answer.standalone), strict=True
        )
        if (text := " ".join(claim.text.split()))
        if (evidence := " ".join(claim.evidence[0].passage.text.split()))
    ]


def _as_article(number: int, item: Row) -> RawArticle:
    return RawArticle(
        url=f"{item['url']}#fact{number}".replace("#", "/"),
        source=item["source"],
        title=item["title"],
        outlet=item["source"],
        published=datetime.fromisoformat(item["published_at"]).astimezone(UTC),
        text=item["fact"],
    )


async def _retrieved(house: House, row: Row) -> tuple[float, float]:
    """The shares of a question's facts among the first four and the first ten passages."""
    question = read_question(row["question"])
    hits = retrieve.search(house.index, question)
    chosen = retrieve.choose(hits, house.clock.now(), frozenset())
    passages = await house.archive.passages([hit.passage_id for hit in chosen[:10]])
    wanted = [item["fact"] for item in row["evidence"]]
    texts = [" ".join(passage.text.split()) for passage in passages]

    def among(first: int) -> float:
        return share(any(_same(fact, text) for text in texts[:first]) for fact in wanted)

    return among(4), among(10)


def _same(fact: str, text: str) -> bool:
    return " ".join(fact.split())[:60] in text or text[:60] in fact


def main(arguments: Sequence[str] = ()) -> int:
    """Score what data there is and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--foreign", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(list(arguments))
    if options.show:
        told = asyncio.run(shown(options.data, options.news, options.show, options.seed))
        print(*(f"{number} {line}" for number, line in enumerate(told, 1)), sep="\n")
        return 0
    print(f"{'':<44}{'ours':>8}{'simple':>8}{'must':>8}{'aim':>8}{'cases':>8}")
    for figure in asyncio.run(_all(options)):
        print(figure, flush=True)
    return 0


async def _all(options: argparse.Namespace) -> list[Figure]:
    figures: list[Figure] = []
    if (options.data / "questions_dev.jsonl").exists():
        figures += await paragraphs(options.data, options.foreign, options.every)
        figures += await facts(options.data, options.every)
    if options.news:
        figures += await news(options.news, options.every)
    return figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
