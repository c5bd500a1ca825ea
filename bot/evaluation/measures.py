"""The measures of quality, pure. Shares are from 0 to 1; what has no cases is nan."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

Grouping = Sequence[Hashable]

WORDS_SCORED = 45  # of each sentence shown, so that long ones gain nothing

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_MARKS = re.compile(r"[“”\"'’‘.,!?()]")


def share(hits: Iterable[bool]) -> float:
    """The share of cases that are hits."""
    found = list(hits)
    return sum(found) / len(found) if found else math.nan


def balanced_accuracy(gold: Sequence[bool], found: Sequence[bool]) -> float:
    """The mean of the shares of true cases and of false cases that are told rightly."""
    pairs = list(zip(gold, found, strict=True))
    told_true = share(told for true, told in pairs if true)
    told_false = share(not told for true, told in pairs if not true)
    return (told_true + told_false) / 2


def auroc(gold: Sequence[bool], scores: Sequence[float]) -> float:
    """The chance that a true case scores above a false one; equal scores count half."""
    trues = Counter(score for true, score in zip(gold, scores, strict=True) if true)
    falses = Counter(score for true, score in zip(gold, scores, strict=True) if not true)
    wins = below = 0.0
    for score in sorted(trues | falses):
        wins += trues[score] * (below + falses[score] / 2)
        below += falses[score]
    cases = trues.total() * falses.total()
    return wins / cases if cases else math.nan


def right_pairs(groups: Iterable[Hashable], gold: Sequence[bool], scores: Sequence[float]) -> float:
    """The share of pairs of one group, a true and a false case, where the true one scores higher.

    Equal scores count half.
    """
    rows: dict[Hashable, tuple[list[float], list[float]]] = {}
    for group, true, score in zip(groups, gold, scores, strict=True):
        rows.setdefault(group, ([], []))[0 if true else 1].append(score)
    pairs = [(t, f) for trues, falses in rows.values() for t in trues for f in falses]
    wins = sum((t > f) + (t == f) / 2 for t, f in pairs)
    return wins / len(pairs) if pairs else math.nan


def bcubed(gold: Grouping, found: Grouping) -> tuple[float, float, float]:
    """F1, precision and recall of a grouping (Bagga and Baldwin 1998)."""
    both = Counter(zip(gold, found, strict=True))
    in_gold, in_found = Counter(gold), Counter(found)
    precision = sum(n * n / in_found[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / in_gold[g] for (g, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall), precision, recall


def pairwise(gold: Grouping, found: Grouping) -> tuple[float, float, float]:
    """F1, precision and recall of the pairs that a grouping puts together."""
    together = _pairs(Counter(zip(gold, found, strict=True)))
    precision = together / max(1, _pairs(Counter(found)))
    recall = together / max(1, _pairs(Counter(gold)))
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def holds_answer(
    sentences: Iterable[str], answers: Iterable[str], words: int | None = WORDS_SCORED
) -> bool:
    """Whether one of the answers stands in one of the sentences, case, marks and articles aside.

    Of each sentence the first `words` count, all of them with None.
    """
    shown = [f" {_plain(' '.join(text.split()[:words]))} " for text in sentences]
    wanted = [f" {_plain(answer)} " for answer in answers if _plain(answer)]
    return any(answer in text for answer in wanted for text in shown)


def _plain(text: str) -> str:
    return " ".join(_ARTICLES.sub(" ", _MARKS.sub("", text.lower())).split())
