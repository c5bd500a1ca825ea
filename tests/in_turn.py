"""Modules that measure, run one after the other, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence


def run_in_turn(package: str, runs: Iterable[Sequence[str]]) -> int:
    """Run modules of `package`, each given with its arguments; 1 when one of them failed."""
    failed = []
    for name, *arguments in runs:
        print(f"\n== {name}", flush=True)
        command = [sys.executable, "-m", f"{package}.{name}", *arguments]
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0
