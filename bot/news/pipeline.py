"""The order of the steps from what sources gave to stored articles; the decisions are elsewhere.

    raw --draft--> Draft --known?--> duplicate
                     |
                     +--copies, story--> Placement --insert or revise--> stored or updated

Articles are drafted ahead, in another thread, and stored in transactions of about half a second, so
that others get their turn. An outcome is told once its transaction is committed: whoever is killed
and starts again finds what was told as duplicates, and the rest is stored then.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import (
    AsyncIterator,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol, TypeVar

from bot.clock import Clock
from bot.errors import NotAnArticle
from bot.news import stories
from bot.news.copies import bones, is_copy, overlap
from bot.news.drafts import Draft, draft
from bot.news.origins import joint_origin
from bot.news.records import Outcome, RawArticle, Status, Unread
from bot.news.stories import Decision, Frequencies, Member, Telling
from storage.archive import Archive
from storage.ingest import Ingest
from storage.records import Article, NewArticle, OriginRef, Placement, StoryCandidate

_DRAFTED_TOGETHER = 32
_TURN = 0.5  # seconds of storing after which others get their turn
_RELATIVES = 4  # articles that share fingerprints and are compared
_FEW = 20  # fingerprints of a short text, of which one in common is worth a comparison
_COMMONEST = 50_000  # features whose frequencies are kept in memory, some 10 MB
_GROWTH = 1.1  # of the archive, after which features are weighed anew
_COMPARED = 10_000  # articles whose features are kept in memory, some 30 MB
_VECTORS = 3_000  # and of which also the vectors, some 40 MB


@dataclass(frozen=True, slots=True)
class _Copies:
    """The articles that are copies with a draft, likest first, and their texts' joint origin."""

    articles: tuple[Article, ...]
    origin: OriginRef
    assigned: tuple[int, ...]  # those whose origin changes to it


_Kept = TypeVar("_Kept")


class Courtesy(Protocol):
    """Lets others have their turn between two steps of storing."""

    async def give_way(self) -> None:
        """Wait until nobody goes first, or long enough."""
        ...

    def hold(self) -> None:
        """Do the same in another thread than the event loop's."""
        ...


class _Plain:
    """Only lets other tasks have their turn."""

    async def give_way(self) -> None:
        await asyncio.sleep(0)

    def hold(self) -> None:
        """Nobody goes first."""


class Pipeline:
    """Stores articles; one per process, since it remembers how frequent features are."""

    def __init__(self, archive: Archive, clock: Clock, courtesy: Courtesy | None = None) -> None:
        self._courtesy = courtesy or _Plain()
        self._archive = archive
        self._clock = clock
        self._known = _Memory()

    async def store(self, raws: Sequence[RawArticle]) -> list[Outcome]:
        """Store articles and return what became of each, in order."""
        return [outcome async for outcome in self.ingest(raws)]

    async def ingest(self, raws: Iterable[RawArticle | Unread]) -> AsyncIterator[Outcome]:
        """Store articles as they come and tell what became of each once that is committed.

        Raises what storage raises; what was told before is stored.
        """
        source = iter(raws)
        while batch := await asyncio.to_thread(self._drafted, source):
            async for outcomes in self._store(batch):
                for outcome in outcomes:
                    yield outcome

    async def _store(self, batch: Sequence[Draft | Outcome]) -> AsyncIterator[list[Outcome]]:
        """Store a batch in as many transactions as its time needs."""
        rest = list(batch)
        while rest:
            outcomes: list[Outcome] = []
            until = time.monotonic() + _TURN
            async with self._archive.ingesting(self._clock.now()) as storing:
                await self._expect(storing, [new for new in rest if isinstance(new, Draft)])
                while rest and time.monotonic() < until:
                    outcomes.append(await self._place(storing, rest.pop(0)))
                    await self._courtesy.give_way()
            yield outcomes

    async def _expect(self, storing: Ingest, drafts: Sequence[Draft]) -> None:
        """Let be looked up together what these drafts are going to ask for."""
        await storing.expect(
            [new.article for new in drafts],
            [new.origin for new in drafts],
            [value for new in drafts for value in new.fingerprints],
        )
        near = [await storing.sharing(new.fingerprints, _RELATIVES) for new in drafts]
        related = [id_ for shared in near for id_, _ in shared]
        await storing.articles(related)
        await storing.texts(related)
        await self._known.refresh(storing)
        telling = [self._known.most_telling(new) for new in drafts]
        await storing.expect_terms(term for terms in telling for term in terms[: stories.FOUND_BY])

    async def _place(self, storing: Ingest, new: Draft | Outcome) -> Outcome:
        """Store one draft where it belongs; an outcome was decided before."""
        if isinstance(new, Outcome):
            return new
        old = await storing.article_by_url(new.article.url)
        same = old or await storing.same_text(new.article.outlet, new.article.text_hash)
        if same and not (old and await _tells_more(storing, old, new.article)):
            return await _duplicate(storing, same, new)
        new = _keeping_date(new, old)
        await self._known.refresh(storing)
        copies = await _copies(storing, new, old)
        await self._courtesy.give_way()
        article = await self._write(storing, new, copies, old)
        if copies.assigned:
            await storing.assign_origin(copies.assigned, copies.origin)
        first = copies.articles[0].url if copies.articles else None
        status = Status.UPDATED if old else Status.STORED
        return Outcome(article.url, status, new.remark, article.story_id, first, copies.origin.name)

    async def _write(
        self, storing: Ingest, new: Draft, copies: _Copies, old: Article | None
    ) -> Article:
        """Write the article into its story, and move the neighbours that go elsewhere now."""
        telling = self._known.most_telling(new)
        kept = {feature: new.features[feature] for feature in telling}
        found_by = tuple(telling[: stories.FOUND_BY])
        if old or copies.articles:
            decision = Decision((old or copies.articles[0]).story_id, {})
        else:
            decision = await self._decide(storing, new, kept, found_by)
        root = _root(copies.articles)
        placement = Placement(copies.origin, root, decision.story, new.fingerprints, kept, found_by)
        if old:
            self._known.forget(old.id)
            return await storing.revise(old.id, new.article, placement)
        article = await storing.insert(new.article, placement)
        self._known.add(article.id, kept)
        await _move(storing, decision, article.story_id)
        return article

    async def _decide(
        self, storing: Ingest, new: Draft, kept: stories.Vector, found_by: Sequence[str]
    ) -> Decision:
        """Find the story that is likest, among those of the articles near it."""
        known = self._known
        near = await storing.story_candidates(found_by, stories.NEIGHBOURS)
        await self._courtesy.give_way()
        vector = stories.vector(stories.compared(kept), known.telling)
        newcomer = Member(0, None, vector, new.article.published)
        nearest = stories.nearest_stories(newcomer, await known.members(storing, near))
        members = await storing.story_members(nearest, stories.MEMBERS)
        await self._courtesy.give_way()
        return stories.decide(newcomer, await known.members(storing, members))

    def _drafted(self, source: Iterator[RawArticle | Unread]) -> list[Draft | Outcome]:
        """Draft the next articles; what holds none is rejected."""
        drafted = []
        now = self._clock.now()
        for raw in islice(source, _DRAFTED_TOGETHER):
            self._courtesy.hold()
            drafted.append(_draft(raw, now))
        return drafted


class _Memory:
    """How frequent features are, what articles say of them, and vectors weighed by that.

    Frequencies are read once, then counted on as articles are stored; they are read again when
    others have stored many.
    """

    def __init__(self) -> None:
        self.frequencies = Frequencies(0, {})
        self.telling = Telling(self.frequencies)
        self._counts: Counter[str] = Counter()
        self._total = 0
        self._said: _LastAsked[stories.Compared] = _LastAsked(_COMPARED)
        self._vectors: _LastAsked[stories.Vector] = _LastAsked(_VECTORS)
        self._told: dict[str, list[str]] = {}

    async def refresh(self, storing: Ingest) -> None:
        """Weigh anew when the archive has grown by a tenth."""
        if not self._total or abs(storing.total - self._total) > self._total // 20:
            self._total, counts = await storing.commonest(_COMMONEST)
            self._counts = Counter(counts)
        if self._total > self.frequencies.total * _GROWTH:
            if len(self._counts) > 2 * _COMMONEST:
                self._counts = Counter(dict(self._counts.most_common(_COMMONEST)))
            self.frequencies = Frequencies(self._total, self._counts.copy())
            self.telling = Telling(self.frequencies)
            self._vectors.clear()
            self._told.clear()

    def most_telling(self, new: Draft) -> list[str]:
        """Return the features of a draft by what they tell; remembered for a moment."""
        key = f"{new.article.url} {new.article.text_hash}"
        if key not in self._told:
            if len(self._told) > _DRAFTED_TOGETHER:
                self._told.clear()
            self._told[key] = stories.most_telling(new.features, self.telling)
        return self._told[key]

    def add(self, article_id: int, said: stories.Vector) -> None:
        """Count the features of an article that was stored; its like may come next."""
        self._counts.update(said.keys())
        self._total += 1
        self._said.keep(article_id, stories.compared(said))

    def forget(self, article_id: int) -> None:
        """Forget an article whose text changes."""
        self._said.pop(article_id, None)
        self._vectors.pop(article_id, None)

    async def members(self, storing: Ingest, candidates: Sequence[StoryCandidate]) -> list[Member]:
        """Return the candidates with their vectors."""
        ids = [c.article_id for c in candidates]
        missing = [id_ for id_ in ids if id_ not in self._said]
        read = await storing.features(missing)
        said = {
            id_: self._said[id_] if id_ in self._said else stories.compared(read[id_])
            for id_ in ids
        }
        vectors = {
            id_: self._vectors.get(id_) or stories.vector(its, self.telling)
            for id_, its in said.items()
        }
        for id_, its in said.items():
            self._said.keep(id_, its)
            self._vectors.keep(id_, vectors[id_])
        return [
            Member(c.article_id, c.story_id, vectors[c.article_id], c.published) for c in candidates
        ]


class _LastAsked(OrderedDict[int, _Kept]):
    """What is kept of so many articles; the one that was not asked for the longest makes place."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, article_id: int, its: _Kept) -> None:
        self[article_id] = its
        self.move_to_end(article_id)
        if len(self) > self._most:
            self.popitem(last=False)


async def _move(storing: Ingest, decision: Decision, newcomers: int) -> None:
    """Move the neighbours that were decided to go elsewhere, each story's together."""
    for story in dict.fromkeys(decision.moves.values()):
        moved = [id_ for id_, its in decision.moves.items() if its == story]
        await storing.move_to_story(moved, story or newcomers)
    if decision.apart:
        await storing.move_to_new_story(sorted(decision.apart))


def _draft(raw: RawArticle | Unread, now: datetime) -> Draft | Outcome:
    if isinstance(raw, Unread):
        return Outcome(raw.url, Status.REJECTED, raw.reason, unread=True)
    try:
        return draft(raw, now)
    except NotAnArticle as error:
        return Outcome(raw.url, Status.REJECTED, str(error))


async def _tells_more(storing: Ingest, old: Article, new: NewArticle) -> bool:
    """Whether the same article comes with another text, or with a date that was not known."""
    if old.published is None and new.published is not None:
        return True
    return await storing.text_hash(old.id) != new.text_hash


def _keeping_date(new: Draft, old: Article | None) -> Draft:
    """A revision that does not say when it was published was published when it was before."""
    if old is None or old.published is None or new.article.published is not None:
        return new
    return replace(new, article=replace(new.article, published=old.published))


async def _duplicate(storing: Ingest, same: Article, new: Draft) -> Outcome:
    """Tell where the article is already."""
    reason = None if same.url == new.article.url else f"the same text of this outlet: {same.url}"
    first = (await storing.articles([same.copy_of])).get(same.copy_of) if same.copy_of else None
    return Outcome(
        new.article.url,
        Status.DUPLICATE,
        reason or "already stored",
        same.story_id,
        first.url if first else None,
        same.origin,
    )


async def _copies(storing: Ingest, new: Draft, old: Article | None) -> _Copies:
    """Find the stored articles that are copies with a draft, and settle whose reporting it is."""
    sharing = await storing.sharing(new.fingerprints, _RELATIVES)
    few = 1 if len(new.fingerprints) < _FEW else 2
    ids = [id_ for id_, n in sharing if n >= few and (old is None or id_ != old.id)]
    known = await storing.articles(ids) if ids else {}
    likest = _likest(new.article, known, await storing.texts(ids)) if known else []
    if not likest:
        return _Copies((), new.origin, ())
    articles = tuple(known[id_] for id_ in likest)
    theirs = [await storing.origin(article.origin_id) for article in articles]
    dates = [article.published for article in articles]
    origin = joint_origin(new.origin, new.article.published, list(zip(theirs, dates, strict=True)))
    changed = (a.id for a, its in zip(articles, theirs, strict=True) if its.key != origin.key)
    return _Copies(articles, origin, tuple(changed))


def _likest(
    article: NewArticle, known: Mapping[int, Article], texts: Mapping[int, str]
) -> list[int]:
    """Return the ids of the texts that are copies with the article, likest first."""
    own = bones(article.text, article.language)
    found = {id_: overlap(own, bones(text, article.language)) for id_, text in texts.items()}
    copies = [
        id_ for id_ in found if id_ in known and is_copy(found[id_], _apart(article, known[id_]))
    ]
    return sorted(copies, key=lambda id_: (-found[id_].share, id_))


def _apart(one: NewArticle, other: Article) -> timedelta | None:
    if one.published is None or other.published is None:
        return None
    return one.published - other.published


def _root(copies: Sequence[Article]) -> int | None:
    """Return the first stored of a report's copies, by which all of them are held together."""
    return copies[0].report if copies else None
