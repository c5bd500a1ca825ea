"""Tokens of a model's prompt, beside those of the same articles sent whole.

    python -m tests.evals.tokens [DATA [NEWS]] [--every N]

DATA holds questions_dev.jsonl with its articles, NEWS questions on real news (see
tests.evals.answers). No model is asked: the program's own retrieval and packing lay out each
prompt, and its tokens are counted, exactly where a table of the model is at hand, else by the safe
estimate. "Whole" are the system prompt, the question and the full texts of the articles that the
sent passages are from. "Kept" is the share of the questions whose answer stands in a passage that
was found, and stands in one that is sent. A briefing's stories are those of the first of each
month of NEWS.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.app.house import House, open_house
from bot.briefings.editions import EditionBuilder
from bot.briefings.slots import WINDOW, window_up_to
from bot.briefings.statements import MOST
from bot.briefings.topics import EVERYTHING
from bot.briefings.writing import StoryWriter
from bot.commands.arguments import read_as_of
from bot.evaluation.measures import holds_answer
from bot.grounding.answer import Answerer, resolve_by_rules
from bot.grounding.claims import Composition, Material, Writer
from bot.grounding.model.asking import Orders, ask_about
from bot.grounding.model.server import token_counter
from bot.settings import load_settings
from tests.evals.answers import DATA, NOWHERE, Row, read
from tests.evals.archives import fill

MODEL = "gpt-4o-mini"
BUDGETS = (1000, 2000, 3000)  # the last one is the default
MONTHS = [datetime(2023, month, 1, tzinfo=UTC) for month in range(1, 13)]
ORDERS = Orders("answer", "en", "English", 3, 0.0, BUDGETS[-1], repair=False)

Count = Callable[[str], int]


@dataclass
class Recorder:
    """A composer that keeps what it is given, and drafts nothing."""

    seen: list[Material] = field(default_factory=list)

    async def compose(self, material: Material) -> Composition:
        self.seen.append(material)
        return Composition((), "model")


@dataclass(frozen=True)
class Laid:
    """What one prompt takes, beside the whole articles, and whether it holds the answer."""

    tokens: int
    whole: int
    found: bool
    kept: bool


async def laid(
    house: House, material: Material, orders: Orders, count: Count, answers: Sequence[str]
) -> Laid:
    asking = ask_about(material, orders, count)
    ids = dict.fromkeys(one.article.id for one in asking.sent.values())
    texts = [await house.archive.text(id_) or "" for id_ in ids]
    own = count(asking.system + material.question)
    return Laid(
        count(asking.system + asking.user),
        own + sum(count(text) for text in texts),
        holds_answer([one.passage.text for one in material.found], answers),
        holds_answer([one.passage.text for one in asking.sent.values()], answers),
    )


async def asked(house: House, rows: Sequence[Row]) -> list[tuple[Material, list[str]]]:
    """The material of each question, with its answers; questions that find nothing are left out."""
    recorder = Recorder()
    writer = Writer(recorder, resolve_by_rules, 0.0)
    answerer = Answerer(house.archive, house.index, house.clock, writer)
    found = []
    for row in rows:
        await answerer.answer(row["question"], as_of=read_as_of(row.get("as_of")))
        found += [(material, row["answers"]) for material in recorder.seen]
        recorder.seen.clear()
    return found


async def told(house: House) -> list[tuple[Material, list[str]]]:
    """The material of each request for stories of the briefings."""
    recorder = Recorder()
    builder = EditionBuilder(house.archive, house.index, StoryWriter(lambda *_: recorder, "none"))
    for day in MONTHS:
        await builder.build(EVERYTHING, window_up_to(day, WINDOW), "en")
    return [(material, []) for material in recorder.seen]


async def table(
    title: str, house: House, cases: Sequence[tuple[Material, list[str]]], orders: Orders
) -> None:
    """Print one line a budget."""
    count = token_counter(MODEL)
    for budget in BUDGETS:
        limited = replace(orders, prompt_tokens=budget)
        rows = [await laid(house, case, limited, count, answers) for case, answers in cases]
        found = [row for row in rows if row.found]
        kept = f"{sum(row.kept for row in found) / len(found):8.3f}" if found else " " * 8
        mean, whole = (
            statistics.fmean(x) for x in ([r.tokens for r in rows], [r.whole for r in rows])
        )
        most = max(row.tokens for row in rows)
        figures = f"{mean:>8.0f}{most:>8}{whole:>8.0f}{mean / whole:>8.2f}"
        print(f"{title:28}{budget:>8}{figures}{kept}{len(rows):>8}", flush=True)


async def run(data: Path, news: Path | None, every: int) -> None:
    columns = ("budget", "mean", "most", "whole", "ratio", "kept", "cases")
    print(f"{'prompt of':28}" + "".join(f"{column:>8}" for column in columns))
    async with AsyncExitStack() as stack:
        if (data / "questions_dev.jsonl").exists():
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            settings = load_settings({"DATELINE_DATA": folder}, NOWHERE)
            house = await stack.enter_async_context(open_house(settings))
            await fill(house, data / "questions_articles_dev.jsonl")
            rows = [r for r in read(data / "questions_dev.jsonl") if r["answerable"]][::every]
            await table("answer on paragraphs", house, await asked(house, rows), ORDERS)
        if news:
            settings = load_settings({"DATELINE_DATA": str(news / "archive")}, NOWHERE)
            house = await stack.enter_async_context(open_house(settings))
            await fill(house, news / "articles.jsonl")
            rows = [r for r in read(news / "questions.jsonl") if r["answer_in_store"]][::every]
            await table("answer on news", house, await asked(house, rows), ORDERS)
            story = replace(ORDERS, prompt="briefing", most_sentences=MOST)
            await table("three stories of a briefing", house, await told(house), story)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("news", type=Path, nargs="?")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    asyncio.run(run(options.data, options.news, options.every))
    return 0


if __name__ == "__main__":
    sys.exit(main())
