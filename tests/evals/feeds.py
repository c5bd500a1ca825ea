"""Reading feeds: crashes and entries kept, against feedparser itself, on a folder of feed files.

They are those below feeds_feedparser/ of the data folder: the argument, else ../shared/data.
"""

import io
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import feedparser

from bot.news.feeds.entries import NotAFeed
from bot.news.feeds.parse import parse_feed

_URL = "https://news.example/feed"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over a folder; an error other than a refusal is not caught: it is the finding."""

    files: int
    refused: int
    entries: int
    entries_of_feedparser: int
    milliseconds: float  # for one file, without feedparser's own


def score(folder: Path) -> Score:
    """Read every XML file below `folder`."""
    bodies = [path.read_bytes() for path in sorted(folder.rglob("*.xml"))]
    theirs = sum(len(feedparser.parse(io.BytesIO(body)).entries) for body in bodies)
    begin = time.perf_counter()
    kept = [_kept(body) for body in bodies]
    spent = (time.perf_counter() - begin) * 1000 / max(1, len(bodies))
    return Score(len(bodies), kept.count(None), sum(n or 0 for n in kept), theirs, spent)


def _kept(body: bytes) -> int | None:
    try:
        return len(parse_feed(body, None, _URL).entries)
    except NotAFeed:
        return None


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data") / "feeds_feedparser"
    if not folder.is_dir():
        print(f"feeds: no {folder}; name the data folder as the argument")
        return
    found = score(folder)
    print(f"feed files read without a crash  {found.files}, {found.refused} refused as no feed")
    print(f"entries kept                     {found.entries} of {found.entries_of_feedparser}")
    print(f"a file takes                     {found.milliseconds:.2f} ms")


if __name__ == "__main__":
    main()
