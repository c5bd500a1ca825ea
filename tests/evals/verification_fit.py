"""Fits the weights of the verifier's score: logistic regression with signs known beforehand.

    python -m tests.evals.verification_fit [FOLDER]

Every feature counts something that speaks against a claim, so no weight may be positive; that and
a ridge keep a few hundred labelled claims of a dozen documents from being learnt by heart. The
loss is the mean of four parts, each balanced between true and false: SummEdits and DeFacto claims,
the twins of BUMP (as differences, since only their order counts), and built claims. Prints the
table for bot/grounding/verification/weights.py.
"""

import hashlib
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.grounding.verification.weights import WEIGHTS
from tests.evals.claims import BuiltClaim
from tests.evals.verification_data import DATA, Labelled, built, features_of, labelled

Array = NDArray[np.float64]
_PARTS = {"summedits_news": 1.0, "defacto": 1.0, "bump": 0.1, "built": 0.4}
_TWINS = 1.5
_ROWS = 200.0  # what each side of each part weighs together
_RIDGE = 40.0
_FOLDS = 5
_STEPS = 400


def fit(rows: Sequence[Labelled], table: Array) -> Array:
    """Weights per column of `table` (features in units of their spread), the intercept last."""
    parts, labels, weights = [], [], []
    for part, share in _PARTS.items():
        for label in (True, False):
            chosen = [n for n, r in enumerate(rows) if r.corpus == part and r.true is label]
            if chosen:
                parts.append(np.hstack([table[chosen], np.ones((len(chosen), 1))]))
                labels += [float(label)] * len(chosen)
                weights += [share * _ROWS / len(chosen)] * len(chosen)
    twins = _twins(rows)
    parts.append(
        np.array([[*(table[true] - table[false]), 0.0] for true, false in twins], dtype=float)
    )
    labels += [1.0] * len(twins)
    weights += [_TWINS * 2 * _ROWS / len(twins)] * len(twins)
    return _descend(np.vstack(parts), np.array(labels), np.array(weights))


def _twins(rows: Sequence[Labelled]) -> list[tuple[int, int]]:
    groups: dict[str, dict[bool, int]] = defaultdict(dict)
    for number, row in enumerate(rows):
        if row.group:
            groups[row.group][row.true] = number
    return [(pair[True], pair[False]) for pair in groups.values() if len(pair) == 2]


def _descend(rows: Array, labels: Array, weights: Array) -> Array:
    """Accelerated projected gradient descent; all weights but the last stay at or below zero."""
    ridge = np.full(rows.shape[1], _RIDGE)
    ridge[-1] = 1e-6
    step = 1 / (0.25 * np.linalg.norm(rows * np.sqrt(weights)[:, None], 2) ** 2 + _RIDGE)
    at = ahead = np.zeros(rows.shape[1])
    pace = 1.0
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ ahead, -30, 30)))
        slope = rows.T @ (weights * (likely - labels)) + ridge * ahead
        moved = ahead - step * slope
        moved[:-1] = np.minimum(moved[:-1], 0)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = moved + (pace - 1) / faster * (moved - at)
        at, pace = moved, faster
    return np.asarray(at)


def table_of(rows: Sequence[Labelled]) -> tuple[Array, Array]:
    """The features of all rows in units of their spread, and that spread."""
    counted = [features_of(row.claim, row.sources) for row in rows]
    table = np.array([[each.get(name, 0.0) for name in WEIGHTS] for each in counted])
    spread = table.std(axis=0) + 1e-9
    return table / spread, spread


def scores_by_document(claims: Sequence[Labelled], folder: Path = DATA) -> list[float]:
    """The score of each claim by weights that were fitted without its document."""
    rows = [*claims, *_as_labelled(built(folder, texts=160, seed=11))]
    table, _ = table_of(rows)
    folds = _folds(rows)
    scores = np.zeros(len(rows))
    for fold in range(_FOLDS):
        here = [n for n in range(len(rows)) if folds[n] == fold]
        there = [n for n in range(len(rows)) if folds[n] != fold]
        weights = fit([rows[n] for n in there], table[there])
        scores[here] = 1 / (1 + np.exp(-(table[here] @ weights[:-1] + weights[-1])))
    return [float(score) for score in scores[: len(claims)]]


def _folds(rows: Sequence[Labelled]) -> list[int]:
    """A fold for each row by its document; the documents of a set are dealt out evenly."""
    places: dict[str, dict[str, int]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: hashlib.sha256(row.document.encode()).digest()):
        places[row.corpus].setdefault(row.document, len(places[row.corpus]))
    return [places[row.corpus][row.document] % _FOLDS for row in rows]


def _as_labelled(claims: Sequence[BuiltClaim]) -> list[Labelled]:
    return [
        Labelled("built", claim.claim, (claim.source,), claim.true, "")
        for claim in claims
        if claim.way != "stored"
    ]


def main() -> None:
    """Print the weights, each in units of its feature."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    rows = [*labelled(folder), *_as_labelled(built(folder, texts=160, seed=11))]
    table, spread = table_of(rows)
    weights = fit(rows, table)
    for name, weight in zip(WEIGHTS, weights[:-1] / spread, strict=True):
        print(f'    "{name}": {weight:.3f},')
    print(f"INTERCEPT = {weights[-1]:.3f}")


if __name__ == "__main__":
    main()
