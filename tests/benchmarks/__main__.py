"""All benchmarks, one after the other: `python -m tests.benchmarks [NAME...]`."""

import sys
from pathlib import Path

from tests.in_turn import run_in_turn


def main() -> int:
    """Run each so that none warms another; 1 when one of them failed."""
    there = sorted(file.stem for file in Path(__file__).parent.glob("*.py"))
    names = sys.argv[1:] or [name for name in there if not name.startswith("_")]
    return run_in_turn("tests.benchmarks", [[name] for name in names])


if __name__ == "__main__":
    sys.exit(main())
