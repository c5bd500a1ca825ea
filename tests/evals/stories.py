"""How well stories are grouped as their articles arrive.

Run `python -m tests.evals.stories [FILE.jsonl [ORDERS]] [--check]`: lines with `text` and `story`,
in five shuffled orders of arrival, the number of stories unknown and frequencies as known at that
moment; beside it the simple method (tf-idf over words, each article into its best story by average
link) with the frequencies of the whole file. Stories are also scored by halves, split by topic (the
label's part before "_"), of which the first is what thresholds were set on.

What an article is by itself (features, copies) is made once; replayed is only what depends on the
order, with the archive in memory. `--check` stores one order through the real pipeline and says
whether it comes to the same stories.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bot.clock import SystemClock
from bot.evaluation.measures import bcubed, pairwise
from bot.news import stories
from bot.news.copies import bones, is_copy, overlap
from bot.news.drafts import Draft, draft
from bot.news.pipeline import Pipeline
from bot.news.records import RawArticle
from bot.news.stories import Frequencies, Member
from storage.archive import Archive
from storage.database import Database

ORDERS = 5
SIMPLE_ENOUGH = 0.18  # the simple method's best threshold on the development half
_NEWEST_OF_A_FEATURE = 40
_FEW = 20  # fingerprints of a short text, as in the pipeline
_GROWTH = 1.1  # of the archive after which features are weighed anew, as in the pipeline
_ALL = 10_000  # features: the simple method leaves none out


@dataclass(frozen=True)
class Press:
    """Articles, their gold stories, and the others that each is a copy with, likest first."""

    raws: Sequence[RawArticle]
    drafts: Sequence[Draft]
    gold: Sequence[str]
    copies: Mapping[int, Sequence[int]]


Grouping = Callable[[Press, Sequence[int]], list[int]]


def read(path: Path) -> Press:
    """Read a labelled file and make what an article is by itself."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    raws = [RawArticle(row["url"], row["url"], text=row["text"]) for row in rows]
    drafts = [draft(raw, SystemClock().now()) for raw in raws]
    return Press(raws, drafts, [row["story"] for row in rows], _copies(drafts))


def _copies(drafts: Sequence[Draft]) -> dict[int, list[int]]:
    carriers: defaultdict[int, list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for at, each in enumerate(drafts):
        for fingerprint in set(each.fingerprints):
            shared.update((other, at) for other in carriers[fingerprint])
            carriers[fingerprint].append(at)
    found: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), prints in shared.items():
        few = 1 if len(drafts[other].fingerprints) < _FEW else 2
        common = overlap(*(bones(drafts[n].article.text, "en") for n in (one, other)))
        if prints >= few and is_copy(common):
            found[one].append((-common.share, other))
            found[other].append((-common.share, one))
    return {at: [other for _, other in sorted(others)] for at, others in found.items()}


class Replay:
    """Articles in memory, placed as the pipeline places them."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self.story_of: dict[int, int] = {}
        self._order: dict[int, int] = {}  # article: when it came
        self._in_story: defaultdict[int, list[int]] = defaultdict(list)
        self._said: dict[int, dict[str, float]] = {}
        self._vectors: dict[int, stories.Vector] = {}
        self._counts: Counter[str] = Counter()
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        self._telling = stories.Telling(Frequencies(0, {}))
        self._weighed_at = self._opened = 0

    def add(self, at: int) -> None:
        """Place an article."""
        self._weigh()
        said = self._press.drafts[at].features
        kept = stories.most_telling(said, self._telling)
        found_by = kept[: stories.FOUND_BY]
        self._order[at] = len(self._order)
        self._said[at] = {feature: said[feature] for feature in kept}
        copy = next((n for n in self._press.copies.get(at, ()) if n in self.story_of), None)
        if copy is not None:
            self._move(at, self.story_of[copy])
        else:
            self._decide(at, found_by)
        self._counts.update(kept)
        for term in found_by:
            self._postings[term].append(at)

    def _weigh(self) -> None:
        total = len(self.story_of)
        if total > self._weighed_at * _GROWTH:
            self._telling = stories.Telling(Frequencies(total, self._counts.copy()))
            self._vectors.clear()
            self._weighed_at = total

    def _decide(self, at: int, found_by: Sequence[str]) -> None:
        newcomer = self._member(at, None)
        near = [self._member(n, self.story_of[n]) for n in self._near(found_by)]
        nearest = stories.nearest_stories(newcomer, near)
        known = [self._member(n, its) for its in nearest for n in self._newest(its)]
        decision = stories.decide(newcomer, known)
        own = decision.story or self._open()
        self._move(at, own)
        for moved, story in decision.moves.items():
            self._move(moved, story or own)
        apart = self._open()
        for leaving in decision.apart:
            self._move(leaving, apart)

    def _near(self, found_by: Sequence[str]) -> list[int]:
        shared = Counter(
            n for term in found_by for n in self._postings[term][-_NEWEST_OF_A_FEATURE:]
        )
        ranked = sorted(shared, key=lambda n: (-shared[n], -self._order[n]))
        return ranked[: stories.NEIGHBOURS]

    def _newest(self, story: int) -> list[int]:
        newest = sorted(self._in_story[story], key=lambda n: -self._order[n])
        return newest[: stories.MEMBERS]

    def _member(self, at: int, story: int | None) -> Member:
        if at not in self._vectors:
            self._vectors[at] = stories.vector(stories.compared(self._said[at]), self._telling)
        published = self._press.drafts[at].article.published
        return stories.Member(at, story, self._vectors[at], published)

    def _open(self) -> int:
        self._opened += 1
        return self._opened

    def _move(self, at: int, story: int) -> None:
        if at in self.story_of:
            self._in_story[self.story_of[at]].remove(at)
        self.story_of[at] = story
        self._in_story[story].append(at)


def group(press: Press, order: Sequence[int]) -> list[int]:
    """Place articles in this order and return the story of each."""
    replay = Replay(press)
    for at in order:
        replay.add(at)
    return [replay.story_of[at] for at in order]


def simple(press: Press, order: Sequence[int]) -> list[int]:
    """Group by the simple method: cosine of tf-idf words, average link, nothing ever moves."""
    marks = (stories.NAME, stories.NUMBER)
    said = [press.drafts[at].features for at in order]
    words = [{f: n for f, n in each.items() if f[0] not in marks} for each in said]
    telling = stories.Telling(Frequencies(len(order), Counter(f for each in words for f in each)))
    scale = (
        sum(stories.SHARES.values()) / stories.SHARES[stories.WORD]
    ) ** 0.5  # words alone weigh a part
    groups: list[tuple[dict[str, float], list[int]]] = []
    for at, each in enumerate(words):
        weighed = stories.vector(stories.compared(each, _ALL), telling)
        _join_best(groups, at, {f: weight * scale for f, weight in weighed.items()})
    found = {at: number for number, (_, members) in enumerate(groups) for at in members}
    return [found[at] for at in range(len(order))]


def _join_best(
    groups: list[tuple[dict[str, float], list[int]]], at: int, vector: stories.Vector
) -> None:
    averages = [stories.product(vector, total) / len(members) for total, members in groups]
    best = max(range(len(groups)), key=averages.__getitem__, default=None)
    if best is None or averages[best] < SIMPLE_ENOUGH:
        groups.append((dict(vector), [at]))
        return
    total, members = groups[best]
    members.append(at)
    for feature, weight in vector.items():
        total[feature] = total.get(feature, 0.0) + weight


def orders(articles: Sequence[int], number: int) -> Iterator[list[int]]:
    """Shuffle the articles so many times."""
    for seed in range(number):
        shuffled = list(articles)
        random.Random(seed).shuffle(shuffled)
        yield shuffled


def halves(press: Press) -> dict[str, list[int]]:
    """Split articles by the topics of their stories: events that look alike stay together."""
    topics = sorted({story.split("_")[0] for story in press.gold})
    half = {topic: number % 2 for number, topic in enumerate(topics)}
    sides: dict[str, list[int]] = {"first half": [], "second half": []}
    for at, story in enumerate(press.gold):
        sides["second half" if half[story.split("_")[0]] else "first half"].append(at)
    return sides


Figures = Sequence[float]


def score(
    press: Press, articles: Sequence[int], grouping: Grouping, number: int = ORDERS
) -> list[Figures]:
    """Return BCubed F1, precision and recall and pairwise F1 of each order."""
    figures: list[Figures] = []
    for order in orders(articles, number):
        gold, found = [press.gold[at] for at in order], grouping(press, order)
        figures.append((*bcubed(gold, found), pairwise(gold, found)[0]))
    return figures


def mean(rows: Sequence[Figures]) -> Figures:
    """Return the means of the columns."""
    return [fmean(column) for column in zip(*rows, strict=True)]


def _print(name: str, figures: Figures) -> None:
    print(f"{name:<28}{figures[0]:9.3f}{figures[1]:7.3f}{figures[2]:7.3f}{figures[3]:14.3f}")


async def _pipeline(press: Press, order: Sequence[int]) -> list[int]:
    """Store the articles through the real pipeline and return the story of each."""
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(None, Path(folder))
        archive = Archive(database)
        await Pipeline(archive, SystemClock()).store([press.raws[at] for at in order])
        found = {a.url: story.id async for story in archive.stories() for a in story.articles}
        await database.close()
    return [found[press.drafts[at].article.url] for at in order]


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table; the folder or file may be named, and after it the number of orders."""
    named = [each for each in arguments if each != "--check"]
    path = Path(named[0] if named else "../shared/data")
    path = path / "stories_dev.jsonl" if path.is_dir() else path
    if not path.exists():
        print(f"stories: no {path}; name it as the argument")
        return
    number = int(named[1]) if len(named) > 1 else ORDERS
    press = read(path)
    everyone = range(len(press.gold))
    print(f"{'stories, online':<28}BCubed F1      P      R   pairwise F1")
    rows = score(press, everyone, group, number)
    for seed, figures in enumerate(rows):
        _print(f"dateline, order {seed}", figures)
    _print("dateline, mean", mean(rows))
    for name, half in halves(press).items():
        _print(f"  {name}", mean(score(press, half, group, number)))
    _print("simple method, mean", mean(score(press, everyone, simple, number)))
    print("must .88 and .80, aim .91 and .86")
    if "--check" in arguments:
        order = next(orders(everyone, 1))
        stored = asyncio.run(_pipeline(press, order))
        same = bcubed(stored, group(press, order))[0]
        print(f"an order stored through the pipeline comes to the same stories: {same:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
