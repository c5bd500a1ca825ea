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
    *("article_by_url", "same_text", "sharing", "texts", "articles", "commonest"),
    *("story_candidates", "story_members", "insert", "finish"),
)


def write_articles(path: Path, articles: int) -> None:
    """Write so many lines; each article has about 500 words and an outlet."""
    press = Press()
    with path.open("w", encoding="utf-8") as file:
        number = 0
        for story in press.stories(articles):
            for title, text in story:
                longer = text + " " + " ".join(press.sentence(title.split()) for _ in range(5))
                outlet = f"outlet-{number % 60}.example"
                row = {"url": f"https://{outlet}/{number}", "title": title, "outlet": outlet}
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
        busy = time.process_time()
        times = [time.perf_counter()]
        outcomes = Pipeline(Archive(database), SystemClock()).ingest(Files([path]))
        times += [time.perf_counter() async for _ in outcomes]
        busy = time.process_time() - busy
        await database.close()
    _print(times, busy, clockwork.seconds)


def _print(times: Sequence[float], busy: float, seconds: Mapping[str, float]) -> None:
    stored, whole = len(times) - 1, times[-1] - times[0]
    part = min(1000, stored // 2)
    first, last = times[part] - times[0], times[-1] - times[-1 - part]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{stored} articles stored     {stored / whole:8.0f} a second, whatever else runs")
    print(f"of processor time    {stored / busy:12.0f} a second")
    print(f"last {part} against first  {last / first:8.2f}            must be at most 1.3")
    print(f"peak memory              {memory:8.0f} MB")
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"  {name:<22}{spent / stored * 1000:8.2f} ms an article")
    rest = whole - sum(seconds.values())
    print(f"  {'drafts, decisions':<22}{rest / stored * 1000:8.2f} ms an article")


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    asyncio.run(measure(int(arguments[0]) if arguments else ARTICLES))


if __name__ == "__main__":
    main(sys.argv[1:])
