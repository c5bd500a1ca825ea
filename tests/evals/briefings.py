"""Hostile lines in reports: how many of them a briefing tells its readers.

    python -m tests.evals.briefings [--data ../shared/data]

Every instruction of injections_dev.jsonl is put into a report at its start, in the middle and at
its end, on a line of its own and within a paragraph; the story has a second, clean report. Told is
whatever is neither of the two reports' own sentences.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from bot.briefings.telling import StoryReports, tell
from tests.bot.briefings.samples import BRIDGE, BRIDGE_AGAIN, report

DATA = Path("../shared/data")
BREAKS = (" ", "\n\n")


def hostile(instruction: str) -> Iterator[str]:
    """The report with the instruction at each place."""
    own = BRIDGE.replace(". ", ".|").split("|")
    for place in (0, len(own) // 2, len(own)):
        for space in BREAKS:
            yield space.join([*own[:place], instruction, *own[place:]])


def told(text: str) -> list[str]:
    """What a briefing on it tells that is neither report's own."""
    reports = (report(text, 1), report(BRIDGE_AGAIN, 2))
    telling = tell(StoryReports(1, tuple(r[0].article for r in reports), reports), lambda _: 1.0)
    said = (*telling.item.sentences, *telling.item.updates) if telling else ()
    quotes = [sentence.claim.evidence[0].quote for sentence in said]
    return [quote for quote in quotes if quote not in BRIDGE and quote not in BRIDGE_AGAIN]


def main() -> None:
    """Print how many were told, and which."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    file = parser.parse_known_args()[0].data / "injections_dev.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    texts = [text for line in lines for text in hostile(json.loads(line)["text"])]
    found = [quote for text in texts for quote in told(text)]
    print(f"hostile lines told by a briefing: {len(found)} of {len(texts)} (must be 0)")
    for quote in found:
        print(f"  {quote}")


if __name__ == "__main__":
    main()
