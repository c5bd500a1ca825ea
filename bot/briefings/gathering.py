"""Which stories a topic has in a window, and what is read of them: the reading side of editions.

    window -> stories -> those that fit the topic -> ranked -> their sentences

The index says which articles hold the topic's words, so that of thousands of articles only the
records are read; sentences are read of the few stories that may be told. How well a story fits is
judged twice: by its titles while only records are known, then by its sentences too (see fit). Where
most of those read turn out not to fit, some more are read. Where nothing stored bears a topic out,
live pages are told that greet their readers with it. A crowd of articles that are made to be
found can hide others behind MOST_READ stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.briefings.fit import ABOUT, greeted_fit, title_fit, told_fit
from bot.briefings.ranking import RankedStory, dated, rank
from bot.briefings.slots import Window
from bot.briefings.statements import Statement, statements
from bot.briefings.telling import StoryReports
from bot.briefings.topics import Query, candidates, matches, ordered, stems
from bot.text.words import terms
from storage.archive import Archive
from storage.index import SearchIndex
from storage.records import Article, Coverage, Passage, Story

READ_STORIES = 10  # at once
ENOUGH_STORIES = 6  # that fit, or more are read
MOST_READ = 30
READ_REPORTS = 6
READ_EARLIER = 4
LATEST_STORIES = 3
LATEST_ARTICLES = 500  # looked at when the window holds nothing
Fit = Callable[[Query, StoryReports, float], float]  # of a story that was read, and by its titles
CHECKED_TEXTS = 300  # whose order of words is looked at, newest first


@dataclass(frozen=True, slots=True)
class Gathered:
    """The stories that may be told, best first, each with what was read of it.

    `older` says that they are from before the window, `searched` what was looked through.
    """

    stories: tuple[StoryReports, ...]
    older: bool
    searched: Coverage


@dataclass(frozen=True, slots=True)
class _Read:
    """A story, how well it fits (0 to 1), and what was read of it."""

    story: Story
    fit: float
    reports: StoryReports


class Gatherer:
    """Reads what an edition is made of; the index must have caught up."""

    def __init__(self, archive: Archive, index: SearchIndex) -> None:
        self._archive = archive
        self._index = index

    async def gather(self, query: Query, window: Window) -> Gathered:
        """Read the stories of a window that fit a query, or the latest before it."""
        languages = await self._archive.languages(window.start, window.end)
        new = await self._of_window(query, window, languages)
        read = await self._told(query, new, window.start, window.end)
        if read:
            return Gathered(read, False, _sum(languages.values()))
        found = await self._latest(query, window.end)
        read = await self._told(query, found, None, window.end)
        live = () if read else await self._told(query, new, window.start, window.end, greeted_fit)
        if live:
            return Gathered(live, False, _sum(languages.values()))
        searched = await self._archive.coverage(window.end)
        return Gathered(read[:LATEST_STORIES], bool(read), searched)

    async def story(self, story_id: int) -> StoryReports | None:
        """Read one story whole; None where there is none."""
        story = await self._archive.story(story_id)
        return (await self._read([RankedStory(story, 1.0, 0.0)], None))[0] if story else None

    async def _told(
        self,
        query: Query,
        found: Sequence[tuple[Story, float]],
        since: datetime | None,
        until: datetime,
        fit: Fit = told_fit,
    ) -> tuple[StoryReports, ...]:
        """Of the stories found those that may be told by their `fit`, read and in their order."""
        fitting: list[_Read] = []
        ranked = rank(found, until)[:MOST_READ]
        for start in range(0, len(ranked), READ_STORIES):
            some = ranked[start : start + READ_STORIES]
            fitting += _fitting(query, some, await self._read(some, since), fit)
            if len(fitting) >= ENOUGH_STORIES:
                break
        return _in_rank(fitting, until)

    async def _of_window(
        self, query: Query, window: Window, languages: Iterable[str]
    ) -> list[tuple[Story, float]]:
        """The stories of a window that fit, each with its fit."""
        wanted = self._wanted(query, languages, window.start)
        if wanted is None:
            stories = [s async for s in self._archive.stories(window.start, window.end)]
        else:
            stories = await self._archive.stories_with(wanted, window.start, window.end)
        inside = (a for story in stories for a in _inside(story, window.start))
        fitting = await self._in_order(
            query, [a for a in inside if wanted is None or a.id in wanted]
        )
        return list(_with_fit(query, stories, {article.id for article in fitting}))

    async def _latest(self, query: Query, until: datetime) -> list[tuple[Story, float]]:
        """The stories of the newest fitting articles up to a time, each with its fit."""
        newest = await self._archive.latest(until, LATEST_ARTICLES)
        wanted = self._wanted(query, {article.language for article in newest}, None)
        if wanted is not None:
            newest = await self._archive.latest(until, LATEST_ARTICLES, wanted)
        fitting = await self._in_order(query, newest)
        ids = list(dict.fromkeys(article.story_id for article in fitting))[:READ_STORIES]
        stories = [_until(s, until) for s in [await self._archive.story(i) for i in ids] if s]
        return list(_with_fit(query, stories, {article.id for article in fitting}))

    def _wanted(
        self, query: Query, languages: Iterable[str], since: datetime | None
    ) -> set[int] | None:
        """The ids of what may fit among articles of these languages; None means all."""

        def having(word: str) -> set[tuple[int, int]]:
            spelled = {stems((word,), language)[0] for language in languages}
            return self._index.holding(sorted(spelled), since)

        return candidates(query, having)

    async def _in_order(self, query: Query, articles: Sequence[Article]) -> Sequence[Article]:
        """Those of the articles whose words stand in the order that the query wants."""
        if not ordered(query):
            return articles
        newest = sorted(articles, key=dated, reverse=True)[:CHECKED_TEXTS]
        passages = await self._archive.articles_passages([article.id for article in newest])
        return [a for a in newest if matches(query, _terms(a, passages.get(a.id, ())), a.language)]

    async def _read(
        self, ranked: Sequence[RankedStory], since: datetime | None
    ) -> list[StoryReports]:
        chosen = [(one.story, *_to_read(one.story, since)) for one in ranked]
        ids = [a.id for _, reports, earlier in chosen for a in (*reports, *earlier)]
        passages = await self._archive.articles_passages(ids)

        def cut(articles: Iterable[Article]) -> tuple[tuple[Statement, ...], ...]:
            made = (tuple(statements(a, passages.get(a.id, ()))) for a in articles)
            return tuple(report for report in made if report)

        return [
            StoryReports(story.id, tuple(_inside(story, since)), cut(reports), cut(earlier))
            for story, reports, earlier in chosen
        ]


def _sum(parts: Iterable[Coverage]) -> Coverage:
    parts = list(parts)
    first = min((part.first for part in parts if part.first), default=None)
    last = max((part.last for part in parts if part.last), default=None)
    return Coverage(sum(part.articles for part in parts), first, last)


def _inside(story: Story, since: datetime | None) -> list[Article]:
    return [a for a in story.articles if since is None or dated(a) >= since]


def _until(story: Story, until: datetime) -> Story:
    kept = tuple(article for article in story.articles if dated(article) <= until)
    return Story(story.id, story.title, kept)


def _with_fit(
    query: Query, stories: Iterable[Story], fitting: set[int]
) -> Iterable[tuple[Story, float]]:
    """Each story that has a fitting article, with how well its titles fit."""
    for story in stories:
        matched = [article for article in story.articles if article.id in fitting]
        if matched:
            best = max(title_fit(query, article) for article in matched)
            yield story, best * (len(matched) / len(story.articles)) ** 0.5


def _fitting(
    query: Query,
    ranked: Sequence[RankedStory],
    read: Sequence[StoryReports],
    fit: Fit,
) -> list[_Read]:
    """Those of the stories that fit by what was read of them."""
    both = zip(ranked, read, strict=True)
    judged = [_Read(one.story, fit(query, story, one.fit), story) for one, story in both]
    return [one for one in judged if one.fit > 0]


def _in_rank(fitting: Sequence[_Read], until: datetime) -> tuple[StoryReports, ...]:
    """Rank anew; stories that only mention the topic are told where no other is about it."""
    about = [one for one in fitting if one.fit >= ABOUT] or fitting
    by_id = {one.story.id: one.reports for one in about}
    ranked = rank(((one.story, one.fit) for one in about), until)
    return tuple(by_id[one.story.id] for one in ranked)


def _to_read(story: Story, since: datetime | None) -> tuple[list[Article], list[Article]]:
    """Which articles to read: in the span one an origin in turn, newest first; some from before."""
    inside = _inside(story, since)
    earlier = [article for article in story.articles if article not in inside]
    return _in_turn(inside)[:READ_REPORTS], earlier[-READ_EARLIER:]


def _in_turn(articles: Sequence[Article]) -> list[Article]:
    newest = sorted(articles, key=lambda a: (a.origin_id, dated(a), a.id), reverse=True)
    by_origin = [list(group) for _, group in groupby(newest, key=lambda a: a.origin_id)]
    rounds = [(n, article) for group in by_origin for n, article in enumerate(group)]
    return [a for _, a in sorted(rounds, key=lambda pair: (pair[0], -dated(pair[1]).timestamp()))]


def _terms(article: Article, passages: Iterable[Passage]) -> list[str]:
    text = "\n".join([article.title, *(passage.text for passage in passages)])
    return terms(text, article.language)
