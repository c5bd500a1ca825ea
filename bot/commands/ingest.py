"""`dateline ingest`: store articles from files, folders and addresses; say what became of each."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.app.house import House, open_house
from bot.app.web import open_web
from bot.errors import SourceError
from bot.news.feeds.feed_list import add_outlines
from bot.news.feeds.opml import parse_opml
from bot.news.pipeline import Pipeline
from bot.news.records import Outcome, RawArticle, Status, Unread
from bot.news.sources import Files
from bot.news.urls import is_web_address
from bot.news.web_sources import articles_at
from bot.settings import Settings
from storage.feeds import Feeds

BAR = 30  # characters
BAR_EVERY = 0.1  # seconds
NAMED = 10  # lines of one source that are named each, where they cannot be read
NICENESS = 5  # how far a bot that answers goes before, where the processor is short


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a command by how they are read."""

    lists: tuple[Path, ...]  # OPML
    files: tuple[Path, ...]
    addresses: tuple[str, ...]


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Store what the sources hold; 1 where one could not be read, after all others are done."""
    _let_others_go_first()
    sources = sort_out(options.sources)
    teller = _Teller(as_json=options.json)
    whole = False
    async with open_house(settings) as house:
        faults = await _follow(house, sources.lists)
        files = Files(sources.files)
        try:
            async for outcome in _store(house, files, sources.addresses):
                teller.tell(outcome, files)
            whole = True
        finally:
            teller.finish(whole=whole)
        await house.index.catch_up(house.archive)
    return 1 if faults or teller.unread else 0


def _let_others_go_first() -> None:
    """Take the processor only where a bot beside it does not need it; not known on all systems."""
    if hasattr(os, "setpriority"):
        now = os.getpriority(os.PRIO_PROCESS, 0)
        os.setpriority(os.PRIO_PROCESS, 0, max(now, NICENESS))


def sort_out(sources: Iterable[str]) -> Sources:
    """Tell lists of feeds, files and addresses apart."""
    lists: list[Path] = []
    files: list[Path] = []
    addresses: list[str] = []
    for source in sources:
        if is_web_address(source):
            addresses.append(source)
        else:
            (lists if source.lower().endswith(".opml") else files).append(Path(source))
    return Sources(tuple(lists), tuple(files), tuple(addresses))


async def _store(house: House, files: Files, addresses: tuple[str, ...]) -> AsyncIterator[Outcome]:
    pipeline = Pipeline(house.archive, house.clock)
    async for outcome in pipeline.ingest(files):
        yield outcome
    if not addresses:
        return
    async with open_web(house) as web:
        for address in addresses:
            items: list[RawArticle | Unread] = await articles_at(web.downloader, address)
            async for outcome in pipeline.ingest(items):
                yield outcome


async def _follow(house: House, lists: tuple[Path, ...]) -> int:
    """Follow the feeds of OPML lists; returns how many lists could not be read."""
    faults = 0
    for path in lists:
        try:
            outlines = parse_opml(read_bytes(path))
        except SourceError as error:
            print(f"dateline: {error}", file=sys.stderr)
            faults += 1
            continue
        added = await add_outlines(Feeds(house.database), outlines, house.clock.now())
        new = sum(one.new for one in added)
        print(f"{path}: {new} feeds are followed now, {len(added) - new} were", file=sys.stderr)
    return faults


def read_bytes(path: Path) -> bytes:
    """Read a file; raises SourceError with its name and why not."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error


class _Teller:
    """Says what became of each article: as JSON lines, or a bar, what was refused, and a sum."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._bar = not as_json and sys.stderr.isatty()
        self._drawn = 0.0
        self._counts: Counter[Status] = Counter()
        self._unread: Counter[str] = Counter()

    @property
    def unread(self) -> int:
        """How much could not be read."""
        return self._unread.total()

    def tell(self, outcome: Outcome, files: Files) -> None:
        self._counts[outcome.status] += 1
        self._unread[outcome.url] += outcome.unread
        if self._as_json:
            print(json.dumps(outcome_json(outcome), ensure_ascii=False))
        elif self._is_named(outcome):
            self._clear()
            stored = "" if outcome.status is Status.REJECTED else f"{outcome.status.value}, but "
            print(f"{outcome.url}: {stored}{outcome.reason}", file=sys.stderr)
        if self._bar and time.monotonic() - self._drawn > BAR_EVERY:
            self._draw(files)

    def finish(self, *, whole: bool) -> None:
        """Say the sum, and where not all was looked at, that it may be started again."""
        self._clear()
        self._tell_of_more()
        if not whole:
            again = "what was stored stays; start it again for the rest"
            print(f"dateline: stopped before the end; {again}", file=sys.stderr)
        if not self._as_json:
            told = [f"{self._counts[status]} {status.value}" for status in Status]
            print(", ".join(told))

    def _is_named(self, outcome: Outcome) -> bool:
        known = not outcome.reason or outcome.status is Status.DUPLICATE
        return not known and self._unread[outcome.url] <= NAMED

    def _tell_of_more(self) -> None:
        """Count what was not named of sources with many faults; programs were told of each."""
        for url, unread in self._unread.items():
            if unread > NAMED and not self._as_json:
                print(f"{url}: {unread - NAMED} more lines could not be read", file=sys.stderr)

    def _draw(self, files: Files) -> None:
        share = min(1.0, files.done / files.size) if files.size else 1.0
        full = round(BAR * share)
        done = self._counts.total()
        print(f"\r[{'#' * full:<{BAR}}] {share:4.0%}  {done} articles", end="", file=sys.stderr)
        self._drawn = time.monotonic()

    def _clear(self) -> None:
        if self._drawn:
            print(f"\r{'':<{BAR + 40}}\r", end="", file=sys.stderr)
            self._drawn = 0.0


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """What became of an article, as the machine interface prints it."""
    return {
        "url": outcome.url,
        "status": outcome.status.value,
        "reason": outcome.reason,
        "story": outcome.story,
        "copy_of": outcome.copy_of,
        "origin": outcome.origin,
    }
