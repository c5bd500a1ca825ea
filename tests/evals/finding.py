"""Is what is stored found, and is nothing shown that merely looks like it? On made-up news.

    python -m tests.evals.finding [--show tuned]

`data/finding.jsonl` holds events of two or three short articles each, made up for this, with
questions as people ask them: two thirds have their answer in those articles, the others ask for
something that only looks alike there (another country's minister, a family name that is somebody
else's given name, a figure that nobody gives). All articles are in one archive. The events of the
half "tuned" were looked at while rules were made, those of "aside" were not. Told is how many of
the answerable questions have their answer in the first sentence, in the first three, and are
answered at all, and how many of the others are refused. `--show` prints what was missed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.app.house import open_house
from bot.evaluation.measures import holds_answer, share
from bot.grounding.claims import Answer
from bot.news.pipeline import Pipeline
from bot.news.records import RawArticle
from bot.settings import load_settings
from tests.evals.answers import NOWHERE, ask, read

EVENTS = Path(__file__).parent / "data" / "finding.jsonl"
HALVES = ("tuned", "aside")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what its answer holds (nothing where none is stored), and what was said."""

    half: str
    question: str
    answers: Sequence[str]
    answer: Answer

    def holds(self, first: int) -> bool:
        """Whether the answer stands in the `first` sentences shown."""
        return holds_answer([claim.text for claim in self.answer.claims[:first]], self.answers)

    @property
    def right(self) -> bool:
        return self.holds(3) if self.answers else not self.answer.answered


def _articles(events: Sequence[Row]) -> list[RawArticle]:
    return [
        RawArticle(
            url=f"https://news.example/{number}/{at}",
            source="made up",
            title=article["title"],
            outlet=article["outlet"],
            published=datetime.fromisoformat(article["published"]),
            text=article["text"],
        )
        for number, event in enumerate(events)
        for at, article in enumerate(event["articles"])
    ]


async def cases(events: Sequence[Row]) -> list[Case]:
    """Store all events in one archive and ask all their questions."""
    rows = [(event["half"], row) for event in events for row in event["questions"]]
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(load_settings({"DATELINE_DATA": folder}, NOWHERE)) as house:
            await Pipeline(house.archive, house.clock).store(_articles(events))
            await house.index.catch_up(house.archive)
            given = await ask(house, [row for _, row in rows])
    return [
        Case(half, row["question"], row["answers"], answer)
        for (half, row), answer in zip(rows, given, strict=True)
    ]


def table(found: Sequence[Case]) -> Iterator[str]:
    """One line a half: shares and numbers of cases."""
    yield f"{'':<8}{'first':>8}{'three':>8}{'answered':>10}{'cases':>7}{'refused':>10}{'cases':>7}"
    for half in HALVES:
        known = [case for case in found if case.half == half and case.answers]
        unknown = [case for case in found if case.half == half and not case.answers]
        yield (
            f"{half:<8}{share(case.holds(1) for case in known):8.3f}"
            f"{share(case.holds(3) for case in known):8.3f}"
            f"{share(case.answer.answered for case in known):10.3f}{len(known):7}"
            f"{share(not case.answer.answered for case in unknown):10.3f}{len(unknown):7}"
        )


def missed(found: Sequence[Case], half: str) -> Iterator[str]:
    """What was wrong in a half: each question with what was said and how sure it was."""
    for case in found:
        if case.half == half and not case.right:
            wanted = " / ".join(case.answers) or "nothing"
            yield f"{case.answer.confidence:.2f} {case.question} (wanted: {wanted})"
            yield from (f"       {claim.text}" for claim in case.answer.claims)


def main(arguments: Sequence[str] = ()) -> int:
    """Ask all questions and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", choices=HALVES)
    options = parser.parse_args(list(arguments))
    found = asyncio.run(cases(read(EVENTS)))
    print(*table(found), sep="\n")
    if options.show:
        print(*missed(found, options.show), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
