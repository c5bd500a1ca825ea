"""How well stories are grouped as their articles arrive.

Run `python -m tests.evals.stories [FILE.jsonl [ORDERS]]`: lines with `text` and `story`, in five
shuffled orders of arrival, beside the simple method (tf-idf, average link, each article into its
best story, frequencies as known at that moment). The archive here is in memory and finds
neighbours as storage does.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import fmean

from bot.evaluation.measures import bcubed, pairwise
from bot.news import stories
from bot.news.extract import extract
from bot.news.records import Extracted, RawArticle
from bot.news.stories import Frequencies, Member, Telling

ORDERS = 5
SIMPLE_ENOUGH = 0.14  # the simple method's best threshold on the development half
_NEWEST_OF_A_FEATURE = 40
_ALL = 10_000  # features: the simple method leaves none out


@dataclass
class Archive:
    """Articles in memory, found as storage finds them."""

    said: dict[int, dict[str, float]] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    story_of: dict[int, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    postings: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def telling(self) -> Telling:
        return Telling(Frequencies(len(self.story_of), self.counts))

    def near(self, found_by: Sequence[str]) -> list[int]:
        shared = Counter(
            id_ for term in found_by for id_ in self.postings[term][-_NEWEST_OF_A_FEATURE:]
        )
        return sorted(shared, key=lambda id_: (-shared[id_], -id_))[: stories.NEIGHBOURS]

    def of_stories(self, wanted: Sequence[int]) -> list[int]:
        newest = sorted(self.story_of, reverse=True)
        return [
            id_
            for story in wanted
            for id_ in [n for n in newest if self.story_of[n] == story][: stories.MEMBERS]
        ]

    def add(self, id_: int, article: Extracted) -> None:
        telling = self.telling()
        said = stories.features(article.title, article.text, article.language)
        kept = stories.most_telling(said, telling)
        found_by = kept[: stories.FOUND_BY]
        newcomer = self._member(id_, {f: said[f] for f in kept}, article, telling)
        near = self.near(found_by)
        wanted = stories.nearest_stories(newcomer, [self._known(n, telling) for n in near])
        known = [self._known(n, telling) for n in self.of_stories(wanted)]
        decision = stories.decide(newcomer, known)
        own = id_ + 1_000_000 if decision.story is None else decision.story
        self.story_of[id_] = own
        for moved, story in decision.moves.items():
            self.story_of[moved] = own if story is None else story
        self.counts.update(said.keys())
        for term in found_by:
            self.postings[term].append(id_)

    def _member(
        self, id_: int, said: dict[str, float], article: Extracted, telling: Telling
    ) -> Member:
        self.said[id_] = said
        vector = stories.vector(said, telling)
        self.members[id_] = Member(id_, None, vector, article.published)
        return self.members[id_]

    def _known(self, id_: int, telling: Telling) -> Member:
        vector = stories.vector(self.said[id_], telling)
        return replace(self.members[id_], story=self.story_of[id_], vector=vector)


def group(articles: Sequence[Extracted]) -> list[int]:
    """Group articles in the order given."""
    archive = Archive()
    for id_, article in enumerate(articles):
        archive.add(id_, article)
    return [archive.story_of[id_] for id_ in range(len(articles))]


def simple(articles: Sequence[Extracted]) -> list[int]:
    """Group by the simple method: cosine of tf-idf words, average link, nothing ever moves."""
    counts: Counter[str] = Counter()
    said: list[dict[str, float]] = []
    vectors: list[stories.Vector] = []
    groups: list[list[int]] = []
    for at, article in enumerate(articles):
        words = stories.features(article.title, article.text)
        said.append({f: n for f, n in words.items() if f[0] not in (stories.NAME, stories.NUMBER)})
        counts.update(said[at])
        telling = Telling(Frequencies(at + 1, counts.copy()))
        if at % 20 == 0:  # near enough to "at that moment", and quadratic no more
            vectors = [stories.vector(each, telling, _ALL) for each in said[:at]]
        vectors.append(stories.vector(said[at], telling, _ALL))
        _join_best(groups, at, vectors)
    found = {at: group for group, members in enumerate(groups) for at in members}
    return [found[at] for at in range(len(articles))]


def _join_best(groups: list[list[int]], at: int, vectors: Sequence[stories.Vector]) -> None:
    everyone = [Member(n, None, vector, None) for n, vector in enumerate(vectors)]
    scale = sum(stories.SHARES.values()) / stories.SHARES[""]  # words alone weigh a part there
    averages = [
        scale * fmean(stories.likeness(everyone[at], everyone[n]) for n in members)
        for members in groups
    ]
    best = max(range(len(groups)), key=averages.__getitem__, default=None)
    if best is None or averages[best] < SIMPLE_ENOUGH:
        groups.append([at])
    else:
        groups[best].append(at)


def read(path: Path) -> list[tuple[Extracted, str]]:
    """Return the articles of a labelled file with their stories."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (extract(RawArticle(row["url"], row["url"], text=row["text"])), row["story"])
        for row in rows
    ]


def score(
    rows: Sequence[tuple[Extracted, str]],
    grouping: Callable[[Sequence[Extracted]], list[int]],
    orders: int = ORDERS,
) -> tuple[float, ...]:
    """Return BCubed F1, precision and recall and pairwise F1, means over shuffled orders."""
    results = []
    for seed in range(orders):
        shuffled = list(rows)
        random.Random(seed).shuffle(shuffled)
        found = grouping([article for article, _ in shuffled])
        gold = [story for _, story in shuffled]
        results.append((*bcubed(gold, found), pairwise(gold, found)[0]))
    return tuple(fmean(column) for column in zip(*results, strict=True))


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table; the folder or file may be named, and after it the number of orders."""
    path = Path(arguments[0] if arguments else "../shared/data")
    path = path / "stories_dev.jsonl" if path.is_dir() else path
    if not path.exists():
        print(f"stories: no {path}; name it as the argument")
        return
    orders = int(arguments[1]) if len(arguments) > 1 else ORDERS
    rows = read(path)
    print(f"{'stories, online':<24}BCubed F1      P      R   pairwise F1   ({orders} orders)")
    for name, grouping in (("dateline", group), ("simple method", simple)):
        figures = score(rows, grouping, orders)
        print(f"{name:<24}{figures[0]:9.3f}{figures[1]:7.3f}{figures[2]:7.3f}{figures[3]:14.3f}")
    print("must .88 and .80, aim .91 and .86; tf-idf with batch frequencies .873")


if __name__ == "__main__":
    main(sys.argv[1:])
