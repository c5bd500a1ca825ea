"""How well stories are grouped as their articles arrive.

Run `python -m tests.evals.stories [FILE.jsonl ...]`: files with `text` and `story`, in five
shuffled orders of arrival, beside the simple method (tf-idf, average link, each article into its
best story, frequencies as known at that moment). The archive here is in memory and finds
neighbours as storage does; `tests/bot/news/test_pipeline.py` holds the two together.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.news import stories
from bot.news.records import Extracted
from bot.news.stories import Frequencies, Member

ORDERS = 5
_NEWEST_OF_A_FEATURE = 40


@dataclass
class Archive:
    """Articles in memory, found as storage finds them."""

    said: dict[int, dict[str, float]] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    story_of: dict[int, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    postings: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def frequencies(self) -> Frequencies:
        return Frequencies(len(self.story_of), self.counts)

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
        frequencies = self.frequencies()
        said = stories.features(article.title, article.text, article.language)
        kept = stories.most_telling(said, frequencies)
        found_by = kept[: stories.FOUND_BY]
        newcomer = self._member(id_, {f: said[f] for f in kept}, article, frequencies)
        near = self.near(found_by)
        wanted = stories.nearest_stories(newcomer, [self._known(n, frequencies) for n in near])
        known = [self._known(n, frequencies) for n in self.of_stories(wanted)]
        decision = stories.decide(newcomer, known)
        own = id_ + 1_000_000 if decision.story is None else decision.story
        self.story_of[id_] = own
        for moved, story in decision.moves.items():
            self.story_of[moved] = own if story is None else story
        self.counts.update(said.keys())
        for term in found_by:
            self.postings[term].append(id_)

    def _member(
        self, id_: int, said: dict[str, float], article: Extracted, frequencies: Frequencies
    ) -> Member:
        self.said[id_] = said
        vector = stories.vector(said, frequencies)
        self.members[id_] = Member(id_, None, vector, article.published)
        return self.members[id_]

    def _known(self, id_: int, frequencies: Frequencies) -> Member:
        vector = stories.vector(self.said[id_], frequencies)
        return replace(self.members[id_], story=self.story_of[id_], vector=vector)


def group(articles: Sequence[Extracted]) -> list[int]:
    """Group articles in the order given."""
    archive = Archive()
    for id_, article in enumerate(articles):
        archive.add(id_, article)
    return [archive.story_of[id_] for id_ in range(len(articles))]
