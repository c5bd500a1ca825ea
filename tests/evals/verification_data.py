"""The labelled and the built claims on which the verifier is scored and fitted."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.grounding.verification import days
from bot.grounding.verification.reading import read
from bot.grounding.verify import examine
from tests.evals.claims import PUBLISHED, BuiltClaim, build

DATA = Path("../shared/data")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim with its sources; `group` joins a true one with its false twin (BUMP)."""

    corpus: str
    claim: str
    sources: tuple[str, ...]
    true: bool
    group: str

    @property
    def document(self) -> str:
        """What claims are split by: those about one document stay together."""
        return self.sources[0]


def labelled(folder: Path = DATA) -> list[Labelled]:
    """The claims of grounding_dev.jsonl."""
    rows = _rows(folder / "grounding_dev.jsonl")
    return [
        Labelled(
            row["set"], row["claim"], tuple(row["sources"]), row["supported"], row["group"] or ""
        )
        for row in rows
    ]


def built(folder: Path = DATA, texts: int = 250, seed: int = 7) -> list[BuiltClaim]:
    """Claims built from the texts of the labelled files, the same ones for the same seed."""
    sources = {row["sources"][0]: None for row in _rows(folder / "grounding_dev.jsonl")}
    stories = {row["text"]: None for row in _rows(folder / "stories_dev.jsonl")}
    known = [*sources, *stories]
    random.Random(seed).shuffle(known)
    return build(known[:texts], seed)


def features_of(claim: str, sources: Sequence[str]) -> dict[str, float]:
    """The features of a claim, as the verifier counts them."""
    readings = [read(source, PUBLISHED) for source in sources if source.strip()]
    return examine(days.in_source_words(claim, readings), readings).features


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
