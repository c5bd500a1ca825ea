"""The races of tests.storage.races, small enough for every run.

They run in a process of their own, since they fork.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

RUN = """
import asyncio, random, sys
from pathlib import Path
from tests.storage.races import *
random.seed(int(sys.argv[3]))
place = Place(sys.argv[1] or None, Path(sys.argv[2]))
"""


def run(code: str, url: str | None, data: Path, seed: int = 1) -> None:
    """Run code that sees a place; its asserts are the test's."""
    subprocess.run(
        [sys.executable, "-c", RUN + code, url or "", data, str(seed)],
        check=True,
        timeout=120,
        cwd=Path(__file__).parents[2],
    )


def test_four_processes_do_each_thing_once(url: str | None, tmp_path: Path) -> None:
    run(
        "done = race(place, 60)\n"
        "assert len(done) == 180, len(done)\n"
        "assert set(done.values()) == {1}, done.most_common(3)\n"
        "assert not out_of_order(place), out_of_order(place)",
        url,
        tmp_path,
    )


def test_killed_workers_lose_nothing_and_repeat_nothing_sent(
    url: str | None, tmp_path: Path
) -> None:
    run(
        "place = Place(place.url, place.data, SHORT)\n"
        "faults = faults_of_kills(place, 40, 8, at_once=2)\n"
        "assert not faults, faults",
        url,
        tmp_path,
    )


def test_an_index_killed_at_random_is_exact_afterwards(tmp_path: Path) -> None:
    run(
        "kill_at_random(store_and_index, place, 10, 1)\n"
        "stored, found, exact = asyncio.run(index_is_exact(place))\n"
        "assert exact and stored > 0, (stored, found)",
        None,
        tmp_path,
    )
