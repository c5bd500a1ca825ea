"""Scores an installation on labelled files: what kind a file is, and how it did.

questions   {"question", "answers", "answerable" or "answer_in_store", "as_of"}
claims      {"claim", "sources", "supported", "set", "group"}
stories     {"url", "story"}, of articles that are stored
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.measures import (
    auroc,
    balanced_accuracy,
    bcubed,
    holds_answer,
    pairwise,
    right_pairs,
    share,
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and the number of cases that it rests on."""

    name: str
    value: float
    cases: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What was shown for a question, and how sure it was."""

    sentences: tuple[str, ...]
    confidence: float


Ask = Callable[[str, str | None], Awaitable[Asked]]
Check = Callable[[str, Sequence[str]], tuple[bool, float]]


def kind_of(row: Row) -> str:
    """Return "questions", "claims" or "stories" by a row's fields; "" for none of them."""
    if "question" in row and "answers" in row:
        return "questions"
    if "claim" in row and "supported" in row:
        return "claims"
    return "stories" if "url" in row and "story" in row else ""


async def score_questions(rows: Sequence[Row], ask: Ask) -> list[Figure]:
    """Ask each question: where its answer stands, and whether confidence tells what has none."""
    asked = [await ask(row["question"], row.get("as_of")) for row in rows]
    has_answer = [bool(row.get("answerable", row.get("answer_in_store", True))) for row in rows]
    cases = [(row, got) for row, got, has in zip(rows, asked, has_answer, strict=True) if has]
    first = share(holds_answer(got.sentences[:1], row["answers"]) for row, got in cases)
    three = share(holds_answer(got.sentences[:3], row["answers"]) for row, got in cases)
    return [
        Figure("answer in the first sentence", first, len(cases)),
        Figure("answer in the first three", three, len(cases)),
        Figure("answered", share(bool(got.sentences) for _, got in cases), len(cases)),
        Figure(
            "confidence tells the answerable (AUROC)",
            auroc(has_answer, [got.confidence for got in asked]),
            len(rows),
        ),
    ]


def score_claims(rows: Sequence[Row], check: Check) -> list[Figure]:
    """Check each claim: by set, the balanced cut, and the minimal pairs."""
    verdicts = [check(row["claim"], row["sources"]) for row in rows]
    figures: list[Figure] = []
    for name in sorted({str(row.get("set") or "") for row in rows}):
        chosen = [
            (row, verdict)
            for row, verdict in zip(rows, verdicts, strict=True)
            if str(row.get("set") or "") == name
        ]
        figures += _claim_figures(name or "claims", chosen)
    return figures


def _claim_figures(name: str, cases: Sequence[tuple[Row, tuple[bool, float]]]) -> list[Figure]:
    gold = [bool(row["supported"]) for row, _ in cases]
    scores = [score for _, (_, score) in cases]
    balanced = balanced_accuracy(gold, [score >= 0.5 for score in scores])
    shown_false = share(shown for (row, (shown, _)) in cases if not row["supported"])
    figures = [
        Figure(f"{name}: balanced accuracy", balanced, len(cases)),
        Figure(f"{name}: false claims that would be shown", shown_false, len(cases)),
    ]
    groups = [row.get("group") for row, _ in cases]
    if any(groups):
        pairs = right_pairs(groups, gold, scores)
        figures.append(Figure(f"{name}: pairs told rightly", pairs, len(cases)))
    return figures


def score_stories(rows: Iterable[Row], story_of: Mapping[str, int]) -> list[Figure]:
    """Compare the stories of stored articles with the labelled ones."""
    stored = [(row["story"], story_of[row["url"]]) for row in rows if row["url"] in story_of]
    if not stored:
        return [Figure("stories: none of the articles is stored", 0.0, 0)]
    gold, found = [label for label, _ in stored], [story for _, story in stored]
    return [
        Figure("stories: BCubed F1", bcubed(gold, found)[0], len(stored)),
        Figure("stories: pairwise F1", pairwise(gold, found)[0], len(stored)),
    ]
