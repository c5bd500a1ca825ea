"""Storage: milliseconds of each contract operation on both databases, and figures of the index.

    python -m tests.benchmarks.storage [--articles 2000] [--passages 100000]

Articles are made of words drawn by Zipf's law, seven passages of 70 words each; the index takes
them with a plain split at blanks, so its figures are those of storage alone.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count
from pathlib import Path

from storage.archive import Archive
from storage.chats import Chats
from storage.database import Database
from storage.editions import Editions
from storage.feeds import Feeds
from storage.inbox import Inbox
from storage.index import SearchIndex
from storage.records import (
    ChatKind,
    Claim,
    EditionKey,
    FollowedTopic,
    NewArticle,
    NewPassage,
    NewSlot,
    NewSubscription,
    NewTurn,
    NewUpdate,
    OriginRef,
    PassageKind,
    Placement,
    PollOutcome,
    Searchable,
)
from storage.slots import Slots
from storage.subscriptions import Subscriptions
from storage.work import Leases
from tests.postgres import MISSING, find_programs, running_server

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LEASE = timedelta(minutes=5)
WORDS = [f"word{number}" for number in range(50_000)]
WEIGHTS = list(accumulate(1 / (rank + 10) for rank in range(len(WORDS))))
PASSAGES_AN_ARTICLE = 7
ARTICLES_A_BATCH = 100
FEATURES = 160

Operation = Callable[[], Awaitable[object]]


def words(randomly: random.Random, number: int) -> list[str]:
    """Draw words as they occur in a text."""
    return randomly.choices(WORDS, cum_weights=WEIGHTS, k=number)


def make_articles(number: int, seed: int = 1) -> Iterator[tuple[NewArticle, Placement]]:
    """Make articles with what is needed to place them."""
    randomly = random.Random(seed)
    for at in range(number):
        texts = [" ".join(words(randomly, 70)) for _ in range(PASSAGES_AN_ARTICLE)]
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        whole = " ".join(texts)
        new = NewArticle(
            url=f"https://demo.example/{seed}/{at}",
            source="demo.example",
            outlet=f"Outlet {at % 50}",
            title=" ".join(words(randomly, 9)),
            byline=None,
            place=None,
            published=NOW - timedelta(minutes=number - at),
            language="en",
            text=whole,
            text_hash=f"{seed}/{at}",
            passages=tuple(
                NewPassage(PassageKind.BODY, start, start + len(text), text, ((0, len(text)),))
                for start, text in zip(starts, texts, strict=False)
            ),
        )
        telling = sorted(set(whole.split()))[:FEATURES]
        terms = {term: 1 / (1 + place) for place, term in enumerate(telling)}
        prints = tuple(randomly.getrandbits(63) for _ in range(25))
        yield new, Placement(OriginRef("outlet:demo", "Demo"), None, None, prints, terms)


async def store(archive: Archive, number: int, seed: int = 1) -> list[float]:
    """Store articles as a pipeline would, with every lookup; returns seconds of each batch."""
    seconds, made = [], make_articles(number, seed)
    for _ in range(0, number, ARTICLES_A_BATCH):
        batch_of = [pair for pair, _ in zip(made, range(ARTICLES_A_BATCH), strict=False)]
        started = time.perf_counter()
        async with archive.ingesting(NOW) as batch:
            for new, placement in batch_of:
                terms = list(placement.features)
                await batch.article_by_url(new.url)
                await batch.same_text(new.outlet, new.text_hash)
                await batch.sharing(placement.fingerprints, 10)
                await batch.story_candidates(terms[:20], 50)
                await batch.insert(new, placement)
        seconds.append(time.perf_counter() - started)
    return seconds


async def timed(operation: Operation, times: int) -> tuple[float, float]:
    """Return milliseconds (median, 95th percentile) of an operation."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        await operation()
        taken.append((time.perf_counter() - started) * 1000)
    return percentiles(taken)


def percentiles(taken: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    return statistics.median(taken), sorted(taken)[int(len(taken) * 0.95)]


async def operations(database: Database, archive: Archive) -> dict[str, Operation]:  # noqa: C901 - a list
    """Return the contract operations by name, on an archive that holds articles."""
    chats, inbox, slots = Chats(database), Inbox(database), Slots(database)
    feeds, editions, leases = Feeds(database), Editions(database), Leases(database)
    subscriptions = Subscriptions(database)
    randomly, numbers = random.Random(2), count(1)
    articles = (await archive.coverage()).articles
    chat = await chats.ensure("bench", ChatKind.TERMINAL, NOW)
    await feeds.add("https://demo.example/feed", NOW)
    topic = FollowedTopic("north korea", "North Korea")
    wanted = NewSubscription(chat.id, 0, NOW.time(), "UTC", "en")
    subscription = await subscriptions.follow(wanted, topic, NOW)

    def ids(number: int) -> list[int]:
        return [randomly.randint(1, articles * PASSAGES_AN_ARTICLE) for _ in range(number)]

    async def turn() -> None:
        new = NewTurn(chat.id, None, "question", "question", "{}" * 500, None, next(numbers))
        stored = await chats.add_turn(new, NOW)
        await chats.thread(stored.id, 5)

    async def update() -> None:
        await inbox.store([NewUpdate(next(numbers), "lane", "{}" * 300)], NOW)
        for claimed in await inbox.claim(NOW, "bench", LEASE, 10):
            await inbox.finish(claimed.claim, NOW)

    async def slot() -> None:
        date = NOW.date() + timedelta(days=next(numbers))
        await slots.open(NewSlot(subscription.id, date, NOW), NOW)
        for claimed in await slots.claim(NOW, "bench", LEASE, 10):
            await slots.sending(claimed.claim, NOW, LEASE)
            await slots.sent(claimed.claim, [1], NOW)

    async def poll() -> None:
        for claimed in await feeds.claim_due(NOW, "bench", LEASE, 10):
            await feeds.polled(claimed.claim, PollOutcome(NOW), NOW)

    async def edition() -> None:
        key = EditionKey(f"topic {next(numbers)}", NOW, "en")
        begun = await editions.begin(key, NOW, "bench", LEASE)
        assert isinstance(begun, Claim)
        await editions.finish(begun, "hash", "{}" * 2000)

    async def last_day() -> None:
        async for _ in archive.stories(NOW - timedelta(days=1), NOW):
            pass

    return {
        "one row": archive.counter,
        "load 10 passages, their neighbours and articles": lambda: archive.load(ids(10)),
        "load 60 passages, their neighbours and articles": lambda: archive.load(ids(60)),
        "passages by 20 ids": lambda: archive.passages(ids(20)),
        "coverage": archive.coverage,
        "coverage as of a day": lambda: archive.coverage(NOW - timedelta(hours=next(numbers))),
        "stories of the last day": last_day,
        "turn: store it, read its thread": turn,
        "update: store, claim, finish": update,
        "slot: open, claim, sending, sent": slot,
        "feed: claim, polled": poll,
        "edition: begin, finish": edition,
        "named lease": lambda: leases.take("poller", "bench", NOW, LEASE),
    }


async def measure(url: str | None, articles: int) -> dict[str, tuple[float, float]]:
    """Return milliseconds by operation on one database."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        database = await Database.open(url, Path(folder))
        created = (time.perf_counter() - started) * 1000
        archive = Archive(database)
        a_batch = await store(archive, articles)
        each = [seconds * 1000 / ARTICLES_A_BATCH for seconds in a_batch]
        figures = {"create the database": (created, created), "store an article": percentiles(each)}
        for name, operation in (await operations(database, archive)).items():
            await timed(operation, 3)
            figures[name] = await timed(operation, 100)
        await database.close()
        started = time.perf_counter()
        await (await Database.open(url, Path(folder))).close()
        opened = (time.perf_counter() - started) * 1000
        return {**figures, "open it again": (opened, opened)}


class Synthetic(Archive):
    """An archive that makes up its passages as they are asked for: only the index is measured."""

    def __init__(self, articles: int) -> None:
        self._articles = articles
        self.making = 0.0  # seconds that went into making things up

    async def counter(self) -> int:
        return self._articles

    async def identity(self) -> str:
        return "synthetic"

    async def changed_after(self, seq: int) -> list[tuple[int, int]]:
        return [(id_, id_) for id_ in range(seq + 1, self._articles + 1)]

    async def searchable(self, article_ids: Sequence[int]) -> list[Searchable]:
        found = []
        started = time.perf_counter()
        for id_ in article_ids:
            randomly = random.Random(id_)
            title = " ".join(words(randomly, 9))
            published = NOW - timedelta(minutes=self._articles - id_)
            for at in range(PASSAGES_AN_ARTICLE):
                passage_id = id_ * PASSAGES_AN_ARTICLE + at
                text = " ".join(words(randomly, 70))
                outlet = f"outlet{id_ % 50}"
                kind = PassageKind.BODY
                found.append(
                    Searchable(passage_id, id_, kind, text, title, outlet, "en", published)
                )
        self.making += time.perf_counter() - started
        return found

    def grow(self) -> None:
        """Store one article more."""
        self._articles += 1


async def measure_index(passages: int) -> list[tuple[str, str]]:
    """Return figures of the index over so many passages."""
    archive = Synthetic(passages // PASSAGES_AN_ARTICLE)
    with tempfile.TemporaryDirectory() as folder:
        index = SearchIndex.open(Path(folder), lambda text, _: text.split())
        started = time.perf_counter()
        await index.catch_up(archive)
        built = time.perf_counter() - started - archive.making
        await index.close()
        found = [
            ("passages", f"{index.size:,}"),
            ("built in (without making up the texts)", f"{built:.1f} s"),
            ("size", f"{size(Path(folder)) / 1e6:.0f} MB"),
            *await searching(index, archive),
        ]
        await index.close()
        return found


async def searching(index: SearchIndex, archive: Synthetic) -> list[tuple[str, str]]:
    """Return milliseconds of searching and of catching up."""
    randomly = random.Random(3)
    rows = []
    for name, as_of in (("", None), (" as of half-way", NOW - timedelta(days=4))):

        async def search(as_of: datetime | None = as_of) -> None:
            asked = [(word, 1.0) for word in words(randomly, 6)]
            index.search(asked, 60, as_of=as_of)

        rows.append((f"six terms, 60 hits{name}", shown(await timed(search, 300))))
    rows.append(("nothing to catch up", shown(await timed(lambda: index.catch_up(archive), 100))))

    async def one_more() -> None:
        archive.grow()
        await index.catch_up(archive)

    return [*rows, ("catch up with one article", shown(await timed(one_more, 20)))]


def shown(figures: tuple[float, float]) -> str:
    """Write median and 95th percentile."""
    return f"{figures[0]:8.2f} ms {figures[1]:8.2f} ms"


def size(folder: Path) -> int:
    """Return the bytes of a folder."""
    return sum(file.stat().st_size for file in folder.iterdir())


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--passages", type=int, default=100_000)
    given = parser.parse_args()
    tables = {"SQLite": asyncio.run(measure(None, given.articles))}
    if programs := find_programs():
        with running_server(programs) as server:
            url = server.empty_database()
            tables["PostgreSQL"] = asyncio.run(measure(url, given.articles))
    else:
        print(MISSING)
    print(f"Storage operations at {given.articles} articles (median, 95th percentile)")
    print(f"{'':48}" + "".join(f"{kind:>23}" for kind in tables))
    for name in tables["SQLite"]:
        print(f"{name:48}" + "".join(f"{shown(table[name]):>23}" for table in tables.values()))
    print("\nSearch index")
    for name, figure in asyncio.run(measure_index(given.passages)):
        print(f"{name:48}{figure:>23}")


if __name__ == "__main__":
    main()
