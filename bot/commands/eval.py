"""`dateline eval`: how good this installation is on labelled files."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from bot.app.answers import Answers, open_answers
from bot.app.house import House, open_house
from bot.commands.arguments import read_as_of, read_lines
from bot.errors import SourceError
from bot.evaluation.scoring import (
    Ask,
    Asked,
    Figure,
    Row,
    kind_of,
    score_claims,
    score_questions,
    score_stories,
)
from bot.grounding.verify import Source, verify
from bot.settings import Settings


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print a line for each figure of each file.

    Raises SourceError for a file whose rows are of no kind that can be scored.
    """
    async with open_house(settings) as house, open_answers(house) as answers:
        for path in options.files:
            rows = [line.row for line in read_lines(path) if line.row]
            print(f"{path}: {len(rows)} rows")
            for figure in await _score(house, answers, path, rows):
                print(f"  {figure.value:6.3f}  {figure.name}  ({figure.cases} cases)")
    return 0


async def _score(house: House, answers: Answers, path: Path, rows: Sequence[Row]) -> list[Figure]:
    match kind_of(rows[0]) if rows else "":
        case "questions":
            return await score_questions(rows, _asker(answers))
        case "claims":
            return score_claims(rows, _check)
        case "stories":
            found = {
                article.url: story.id
                async for story in house.archive.stories()
                for article in story.articles
            }
            return score_stories(rows, found)
    raise SourceError(f"{path}: its rows are neither questions with answers, claims nor stories")


def _check(claim: str, sources: Sequence[str]) -> tuple[bool, float]:
    verdict = verify(claim, [Source(text) for text in sources])
    return verdict.supported, verdict.score


def _asker(answers: Answers) -> Ask:
    async def ask(question: str, as_of: str | None) -> Asked:
        answer = await answers.answer(question, as_of=read_as_of(as_of))
        return Asked(tuple(claim.text for claim in answer.claims), answer.confidence)

    return ask
