"""How long a briefing takes: `brief` on 2,000 articles of the last day, a topic at a time.

The articles are made of an invented vocabulary whose words are as unequally common as in news
(Zipf), the commonest those of English, by which a language is known: stories of one to twelve
reports, half of their sentences shared within a story, of some 20 sentences each.
Measured in one process on a warm file cache: the first briefing (which loads what verification
needs) and the later ones, each of another topic.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from bot.briefings.editions import EditionBuilder
from bot.briefings.slots import WINDOW, Window
from bot.briefings.topics import parse_topic
from bot.text.sentences import sentence_spans
from bot.text.words import terms
from storage.archive import Archive
from storage.database import Database
from storage.index import SearchIndex
from storage.records import NewArticle, NewPassage, OriginRef, PassageKind, Placement
from tests import records

ARTICLES = 2000
SENTENCES = 20
A_PASSAGE = 4  # sentences
TOPICS = 20
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
_SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "ar", "en", "is")]
_FUNCTION = """
the of and to in a is that for it as was with be by on not he his but at are this have had from or
which an they were her she been has their we will when who would more no if out so said
"""


class Press:
    """Writes articles of invented words."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        made = ["".join(self._random.choices(_SYLLABLES, k=3)) for _ in range(12_000)]
        self.words = [*_FUNCTION.split(), *made]
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))

    def sentence(self, subject: list[str]) -> str:
        words = self._random.choices(
            self.words, cum_weights=self._weights, k=self._random.randint(12, 28)
        )
        places = self._random.sample(range(len(words)), 4)
        for place, word in zip(places, self._random.sample(subject, 4), strict=True):
            words[place] = word
        if self._random.random() < 0.3:
            words.insert(5, str(self._random.randint(2, 900)))
        return " ".join(["The", *words]) + "."

    def stories(self, articles: int) -> Iterator[list[tuple[str, str]]]:
        """Stories of (title, text), `articles` in all."""
        left = articles
        while left:
            reports = min(left, self._random.choice((1, 1, 1, 2, 3, 5, 12)))
            left -= reports
            names = [word.capitalize() for word in self._random.sample(self.words[500:], 4)]
            subject = [*names, *self._random.sample(self.words[200:], 6)]
            shared = [self.sentence(subject) for _ in range(SENTENCES)]
            yield [self._report(subject, shared) for _ in range(reports)]

    def _report(self, subject: list[str], shared: list[str]) -> tuple[str, str]:
        own = [s if self._random.random() < 0.5 else self.sentence(subject) for s in shared]
        return " ".join(subject[:3] + self._random.sample(subject, 3)), " ".join(own)


async def fill(archive: Archive, press: Press) -> None:
    """Store a day's news."""
    number = 0
    for story in press.stories(ARTICLES):
        async with archive.ingesting(NOW) as batch:
            story_id = None
            for title, text in story:
                number += 1
                outlet = f"Outlet {number % 60}"
                placed = Placement(OriginRef(outlet, outlet), None, story_id, (), {})
                article = await batch.insert(_article(number, outlet, title, text), placed)
                story_id = article.story_id


def _article(number: int, outlet: str, title: str, text: str) -> NewArticle:
    return records.new_article(
        str(number),
        text,
        source=f"{outlet}.example",
        outlet=outlet,
        title=title,
        published=NOW - timedelta(minutes=number * 1439 // ARTICLES),
        text_hash=str(number),
        passages=tuple(_passages(text)),
    )


def _passages(text: str) -> Iterator[NewPassage]:
    spans = [(span[0], span[1]) for span in sentence_spans(text)]
    for first in range(0, len(spans), A_PASSAGE):
        part = spans[first : first + A_PASSAGE]
        start, end = part[0][0], part[-1][1]
        cut = tuple((a - start, b - start) for a, b in part)
        yield NewPassage(PassageKind.BODY, start, end, text[start:end], cut)


@dataclass(frozen=True)
class Took:
    """What one briefing took, in milliseconds by the clock and of the processor."""

    clock: float
    processor: float
    stories: int


async def measure(folder: Path) -> list[Took]:
    """Brief on everything, then on topics that a few to a third of the articles mention."""
    database = await Database.open(None, folder)
    archive, index = Archive(database), SearchIndex.open(folder / "index", terms)
    press = Press()
    await fill(archive, press)
    await index.catch_up(archive)
    builder = EditionBuilder(archive, index)
    window = Window(NOW - WINDOW, NOW)
    took = []
    for topic in ["", *press.words[100 : 100 + 60 * TOPICS : 60]]:
        started, busy = time.perf_counter(), time.process_time()
        edition = await builder.build(parse_topic(topic), window, "en")
        clock, processor = time.perf_counter() - started, time.process_time() - busy
        took.append(Took(clock * 1000, processor * 1000, len(edition.items)))
    await index.close()
    await database.close()
    return took


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        first, *rest = asyncio.run(measure(Path(folder)))
    clock = sorted(one.clock for one in rest)
    print(f"brief on {ARTICLES} articles of the last day   (must be under 300 ms a topic)")
    print(f"  all topics, first of a process  {first.clock:6.0f} ms")
    print(f"  p50 of {len(rest)} topics                {statistics.median(clock):6.0f} ms")
    print(f"  slowest                         {clock[-1]:6.0f} ms")
    busy = statistics.median(one.processor for one in rest)
    print(f"  p50 of the processor's time     {busy:6.0f} ms")
    print(f"  stories told                    {statistics.mean(o.stories for o in rest):6.1f}")


if __name__ == "__main__":
    main()
