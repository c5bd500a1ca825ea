"""`dateline check`: the verifier alone, on claims and texts of a JSONL file."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from bot.commands.arguments import read_lines
from bot.grounding.verify import Source, verify
from bot.settings import Settings


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print a verdict for each line; malformed lines are named, and make the exit code 1."""
    malformed = 0
    for line in read_lines(options.batch):
        fault = _fault(line.row)
        if line.row is None or fault:
            print(f"{options.batch}: {line.name}: {fault}", file=sys.stderr)
            malformed += 1
        else:
            print(json.dumps(_verdict(line.row), ensure_ascii=False))
    return 1 if malformed else 0


def _fault(row: dict[str, Any] | None) -> str:
    if row is None:
        return "is no JSON object"
    if not isinstance(row.get("claim"), str):
        return '"claim" is missing or no text'
    sources = row.get("sources")
    if not isinstance(sources, list) or not all(isinstance(text, str) for text in sources):
        return '"sources" is missing or no list of texts'
    return ""


def _verdict(row: dict[str, Any]) -> dict[str, Any]:
    verdict = verify(row["claim"], [Source(text) for text in row["sources"]])
    return {
        "id": row.get("id"),
        "supported": verdict.supported,
        "score": round(verdict.score, 4),
        "reasons": [
            f"{reason.kind} ({reason.code}): {reason.detail}" for reason in verdict.reasons
        ],
    }
