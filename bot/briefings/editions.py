"""Editions: the briefing of one topic for one window and language, made once and shared.

    gather (read) -> inputs' hash -> on the shelf? -> tell each story (pure) -> (write) -> Edition

Who builds an edition is settled in the database: one claims it, and others that need it at the
same moment build their own, the same, and keep nothing. One that was made of other inputs than
there are now (an article of its window came late) is made anew.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from bot.briefings.briefing import Edition
from bot.briefings.gathering import Gathered, Gatherer
from bot.briefings.shelf import from_content, inputs_hash, to_content
from bot.briefings.slots import Window
from bot.briefings.statements import Statement, rarity_among
from bot.briefings.telling import StoryReports, Telling, tell
from bot.briefings.topics import Topic, stems
from bot.briefings.writing import StoryWriter, Written
from bot.clock import Clock
from bot.grounding.claims import NOBODYS, Account, Watch, nobody_watches
from storage.archive import Archive
from storage.editions import Editions
from storage.errors import LeaseLost
from storage.index import SearchIndex
from storage.records import Claim, EditionKey
from storage.work import owner_name

MOST_ITEMS = 8  # more than one chat is shown, since it may know some
MOST_WRITTEN = 64  # written editions remembered in a process
FRESH = timedelta(minutes=1)
BUILDING = timedelta(minutes=2)  # the lease of whoever builds


class EditionBuilder:
    """Builds editions from the archive; every sentence in them is verified.

    With a `writer` the stories are written by it, once for what they are made of.
    """

    def __init__(
        self, archive: Archive, index: SearchIndex, writer: StoryWriter | None = None
    ) -> None:
        self.archive = archive
        self._index = index
        self._gatherer = Gatherer(archive, index)
        self._writer = writer
        self._written: dict[tuple[str, str], Written] = {}

    async def build(
        self,
        topic: Topic,
        window: Window,
        language: str,
        watch: Watch = nobody_watches,
        account: Account = NOBODYS,
    ) -> Edition:
        """Build the edition of a topic for a window, for readers of a language.

        `watch` is told what is read, where a model begins to write; that counts for `account`.
        """
        gathered = await self.gather(topic, window)
        return await self.tell(gathered, topic, window, language, watch, account)

    async def gather(self, topic: Topic, window: Window) -> Gathered:
        """Read what the edition is made of."""
        await self._index.catch_up(self.archive)
        return await self._gatherer.gather(topic.query, window)

    def inputs(self, gathered: Gathered) -> str:
        """Stand for what the edition is made of, and by whom."""
        return inputs_hash(gathered, self._writer.style if self._writer else "")

    async def tell(
        self,
        gathered: Gathered,
        topic: Topic,
        window: Window,
        language: str,
        watch: Watch = nobody_watches,
        account: Account = NOBODYS,
    ) -> Edition:
        """Make the edition of what was read."""
        tellings = await asyncio.to_thread(tell_all, gathered, topic, language)
        written = Written(tuple(telling.item for telling in tellings))
        if self._writer and tellings:
            key = self.inputs(gathered), language
            known = self._written.get(key)
            written = known or await self._writer.write(
                tellings, window.end, language, watch, account
            )
            if not written.notes:  # what a limit or a fault kept from being written may be later
                self._written = dict([*self._written.items(), (key, written)][-MOST_WRITTEN:])
        return Edition(
            topic.key,
            window,
            language,
            written.items,
            gathered.older,
            gathered.searched,
            written.notes,
        )


class SharedEditions:
    """Editions that all processes on one database share; for windows that slots have.

    One that was looked at a moment ago is lent again without a look at what it is made of: at a
    full hour hundreds of slots want the same ones.
    """

    def __init__(self, builder: EditionBuilder, kept: Editions, clock: Clock) -> None:
        self._builder = builder
        self._kept = kept
        self._clock = clock
        self._owner = owner_name()
        self._turns = WeakValueDictionary[EditionKey, asyncio.Lock]()
        self._recent: dict[EditionKey, tuple[datetime, Edition]] = {}

    async def get(self, topic: Topic, window: Window, language: str) -> Edition:
        """Return the edition, made when it is not there or was made of other inputs."""
        key = EditionKey(topic.key, window.end, language)
        async with self._turns.setdefault(key, asyncio.Lock()):
            now = self._clock.now()
            at, edition = self._recent.get(key, (None, None))
            if at is None or edition is None or abs(now - at) >= FRESH:
                edition = await self._made(key, topic, window)
                self._recent = {k: v for k, v in self._recent.items() if abs(now - v[0]) < FRESH}
                self._recent[key] = now, edition
        return edition

    async def _made(self, key: EditionKey, topic: Topic, window: Window) -> Edition:
        gathered = await self._builder.gather(topic, window)
        inputs = self._builder.inputs(gathered)
        found = await self._begin(key, inputs)
        if isinstance(found, str):
            return await from_content(found, self._builder.archive, topic, window, key.language)
        account = Account(edition_id=found.id if found else None)
        edition = await self._builder.tell(gathered, topic, window, key.language, account=account)
        if found is not None:
            await self._keep(found, inputs, edition)
        return edition

    async def _begin(self, key: EditionKey, inputs: str) -> str | Claim | None:
        """The content that was made of these inputs, or the claim to build it, or neither."""
        now = self._clock.now()
        found = await self._kept.begin(key, now, self._owner, BUILDING)
        if found is None or isinstance(found, Claim):
            return found
        if found.inputs_hash == inputs:
            return found.content
        again = await self._kept.rebuild(key, now, self._owner, BUILDING, found.inputs_hash)
        if again is None or isinstance(again, Claim):
            return again
        return again.content if again.inputs_hash == inputs else None

    async def _keep(self, held: Claim, inputs: str, edition: Edition) -> None:
        try:
            await self._kept.finish(held, inputs, to_content(edition))
        except LeaseLost:
            return  # somebody else took over and keeps its own, which is the same


def tell_all(gathered: Gathered, topic: Topic, language: str) -> list[Telling]:
    """Tell the stories, best first; what one has said is not said again by the next."""
    stories = [for_readers_of(language, story) for story in gathered.stories]
    rarity = rarity_among([story.words for story in stories])
    said: list[Statement] = []
    tellings: list[Telling] = []
    for story in stories:
        telling = tell(story, rarity, _topic_words(topic, story), said)
        if telling is not None:
            tellings.append(telling)
            said.extend(telling.statements)
        if len(tellings) == MOST_ITEMS:
            break
    return tellings


def for_readers_of(language: str, story: StoryReports) -> StoryReports:
    """Return the story by its reports in a language, where it has any."""
    own = tuple(r for r in story.reports if r[0].article.language == language)
    return replace(story, reports=own) if own else story


def _topic_words(topic: Topic, story: StoryReports) -> frozenset[str]:
    languages = {article.language for article in story.articles}
    return frozenset(term for one in languages for term in stems(topic.query.words, one))
