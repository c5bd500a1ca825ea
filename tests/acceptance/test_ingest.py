"""Ingesting is ended at any moment and started again: every article is there once."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.acceptance.running import PATIENCE, Dateline

ARTICLES = 120
LONG = "x" * 1_900  # in each address, so that what is told of all is more than a pipe holds


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Articles whose last is told only to who reads on: what ends the process comes before it."""
    file = tmp_path / "articles.jsonl"
    with file.open("w") as out:
        for n in range(ARTICLES):
            said = " ".join(f"Town {n * k} opened bridge {n + 7 * k} on Monday." for k in range(9))
            out.write(json.dumps({"url": f"https://a.example/{n}/{LONG}", "text": said}) + "\n")
    return file


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
async def test_what_was_stored_before_the_end_is_stored_once(
    how: signal.Signals, lines: Path, tmp_path: Path
) -> None:
    dateline = Dateline(tmp_path)
    told, error, code = await _ended_at_once(dateline, lines, how)
    assert 0 < told < ARTICLES
    if how is signal.SIGKILL:
        assert code == -signal.SIGKILL
    else:
        assert (code, error.count("\n")) == (130, 1)
        assert "start it again for the rest" in error
    code, out, _ = await dateline.command("ingest", str(lines), "--json")
    again = Counter(json.loads(line)["status"] for line in out.splitlines())
    assert code == 0
    assert again["duplicate"] >= told
    assert again["duplicate"] + again["stored"] == ARTICLES
    _, out, _ = await dateline.command("stories", "--json")
    urls = [url for line in out.splitlines() for url in json.loads(line)["articles"]]
    assert len(urls) == len(set(urls)) == ARTICLES


async def _ended_at_once(
    dateline: Dateline, lines: Path, how: signal.Signals
) -> tuple[int, str, int | None]:
    """End it once it tells of its first article: how many it told of, its last words, its code."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "ingest", str(lines), "--json"),
        cwd=dateline.folder,
        env=dateline.environment(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    first = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
    process.send_signal(how)
    rest, error = await asyncio.wait_for(process.communicate(), PATIENCE)
    return (first + rest).count(b"\n"), error.decode(), process.returncode
