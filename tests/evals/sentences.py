"""Sentence splitting: golden rules split exactly, and milliseconds for 5 KB of news prose.

The rules are lines of `{"text", "sentences"}`; their folder is the argument, else ../shared/data.
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.text.sentences import sentence_spans, split_sentences

_PROSE = (
    "The harbour was closed at 6 p.m. on Monday, Gov. Lena Ortiz said, after three ships had run"
    " aground. “Nobody was hurt,” she told Demo Radio. Repairs cost $3.5 million in 2019, when the"
    " U.K. paid half of it. Who pays now? The company, Orrin Inc., did not answer.\n\n"
)


def score(rules: Path) -> tuple[int, int]:
    """How many rules are split exactly, of how many."""
    rows = [json.loads(line) for line in rules.read_text(encoding="utf-8").splitlines()]
    return sum(split_sentences(row["text"]) == row["sentences"] for row in rows), len(rows)


def milliseconds(size: int = 5_000, runs: int = 50) -> float:
    """The best time of several runs over `size` characters."""
    text = (_PROSE * (size // len(_PROSE) + 1))[:size]
    best = float("inf")
    for _ in range(runs):
        begin = time.perf_counter()
        sentence_spans(text)
        best = min(best, time.perf_counter() - begin)
    return best * 1000


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table; the folder of the rules may be named."""
    folder = Path(arguments[0] if arguments else "../shared/data")
    rules = folder / "sentences_golden_en.jsonl"
    if rules.exists():
        right, total = score(rules)
        print(f"golden rules split exactly   {right} of {total}   (pysbd 47, a plain regex 30)")
    else:
        print(f"golden rules: no {rules}; name their folder as the argument")
    print(f"5 KB of news                 {milliseconds():.2f} ms   (pysbd 41)")


if __name__ == "__main__":
    main(sys.argv[1:])
