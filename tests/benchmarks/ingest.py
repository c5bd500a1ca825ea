"""How fast articles are stored: 10,000 lines of JSONL of 500 words, into an empty SQLite archive.

The articles are those of tests.benchmarks.briefings: invented words, unequally common as in news,
in stories of one to twelve reports that share sentences. Told are articles a second, the last
thousand against the first, the peak memory of the process, and what takes the time.
Run `python -m tests.benchmarks.ingest [ARTICLES]`.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.news.pipeline import Pipeline
from bot.news.sources import Files
from storage.archive import Archive
from storage.database import Database
from storage.ingest import Ingest
from tests.benchmarks.briefings import Press

ARTICLES = 10_000
_STORAGE = (
    *("expect", "expect_terms", "article_by_url", "same_text", "sharing", "texts", "articles"),
    *("commonest", "story_candidates", "story_members", "features", "insert", "finish"),
)


def write_articles(path: Path, articles: int, seed: int = 1) -> None:
    """Write so many lines; each article has about 500 words and an outlet."""
    press = Press(seed)
    with path.open("w", encoding="utf-8") as file:
        number = 0
        for story in press.stories(articles):
            for title, text in story:
                longer = text + " " + " ".join(press.sentence(title.split()) for _ in range(5))
                outlet = f"outlet-{number % 60}.example"
                row = {"url": f"https://{outlet}/{seed}/{number}", "title": title, "outlet": outlet}
                file.write(json.dumps({**row, "text": longer.replace(". ", ".\n")}) + "\n")
                number += 1


class Clockwork:
    """Adds up the seconds that methods take, while they still do what they do."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def watch(self, owner: type, name: str) -> None:
        """Time a method, whoever calls it, for the rest of this process."""
        method: Callable[..., Awaitable[Any]] = getattr(owner, name)

        async def timed(*arguments: Any, **named: Any) -> Any:
            begin = time.perf_counter()
            try:
                return await method(*arguments, **named)
            finally:
                self.seconds[name] += time.perf_counter() - begin

        setattr(owner, name, timed)


async def measure(articles: int) -> None:
    """Store the articles and print the figures."""
    clockwork = Clockwork()
    for name in _STORAGE:
        clockwork.watch(Ingest, name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        write_articles(path, articles)
        database = await Database.open(None, Path(folder))
        times = [(time.perf_counter(), time.process_time())]
        outcomes = Pipeline(Archive(database), SystemClock()).ingest(Files([path]))
        times += [(time.perf_counter(), time.process_time()) async for _ in outcomes]
        await database.close()
    _print([clock for clock, _ in times], [busy for _, busy in times], clockwork.seconds)


def _print(clock: Sequence[float], busy: Sequence[float], seconds: Mapping[str, float]) -> None:
    stored = len(clock) - 1
    part = min(1000, stored // 2)
    print(f"{stored} articles of JSONL, 500 words each   by the clock   of the processor")
    _row("articles a second", *(stored / (times[-1] - times[0]) for times in (clock, busy)))
    first = [times[part] - times[0] for times in (clock, busy)]
    last = [times[-1] - times[-1 - part] for times in (clock, busy)]
    _row(f"seconds for the first {part}", *first)
    _row(f"seconds for the last {part}", *last)
    _row("last against first (at most 1.3)", *(b / a for a, b in zip(first, last, strict=True)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory                       {memory:12.0f} MB")
    whole = clock[-1] - clock[0]
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"  {name:<22}{spent / stored * 1000:8.2f} ms an article")
    rest = whole - sum(seconds.values())
    print(f"  {'drafts, decisions':<22}{rest / stored * 1000:8.2f} ms an article")


def _row(name: str, clock: float, processor: float) -> None:
    print(f"{name:<34}{clock:12.2f}{processor:19.2f}")


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    asyncio.run(measure(int(arguments[0]) if arguments else ARTICLES))


if __name__ == "__main__":
    main(sys.argv[1:])
