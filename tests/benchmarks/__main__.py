"""All benchmarks, one after the other: `python -m tests.benchmarks [NAME...]`."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run each in a process of its own, so that none warms another; 1 when one of them failed."""
    there = sorted(file.stem for file in Path(__file__).parent.glob("*.py"))
    names = sys.argv[1:] or [name for name in there if not name.startswith("_")]
    failed = []
    for name in names:
        print(f"\n== {name}", flush=True)
        if subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{name}"], check=False
        ).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
