"""The search index: a disposable projection of the archive's newest passages (tantivy, BM25).

It follows the change table. Where it stands is one `meta` document of its own, replaced in each
commit, so that rows and cursor are committed together; applying an article deletes what was there
of it and adds what is there now, so a replay is harmless. The writer is opened only to catch up,
and whoever cannot have it (another process catches up) searches what is there. An index of another
archive, of another version, or damaged, is built anew.

Text arrives as terms (the caller's `analyze`), joined by blanks and taken apart there again: any
language, nothing to register. Queries are made of terms too, never of strings.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import tantivy

from storage.archive import Archive
from storage.errors import StorageReadOnly
from storage.records import Hit, PassageKind, Searchable

log = logging.getLogger(__name__)

Analyze = Callable[[str, str], Sequence[str]]
"""Turns (text, language) into terms."""

SHAPE = "1"
"""The version of the schema below; another one means a rebuild."""

UNDATED = -(2**62)
"""The publication time of passages without one: before every `as_of`, so never hidden."""

STEADY = 2.0
"""Seconds of one change after another after which nobody waits for the newest any more."""

ARTICLES_A_STEP = 50
ARTICLES_A_COMMIT = 20_000
WRITER_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Boosts:
    """How much a term counts where it stands."""

    text: float = 1.0
    title: float = 0.6
    outlet: float = 0.3


class _Cursor(NamedTuple):
    """Where an index stands: what it was made with and the number of the last change in it."""

    version: str
    archive: str
    seq: int


class SearchIndex:
    """The passages of one archive, found by their terms; made by `open`."""

    def __init__(
        self, path: Path, analyze: Analyze, version: str, seconds: Callable[[], float]
    ) -> None:
        self._path = path
        self._analyze = analyze
        self._version = f"{SHAPE}/{version}"
        self._schema = _schema()
        self._catching_up: asyncio.Task[bool] | None = None
        self._merging: asyncio.Task[None] | None = None
        self._seconds = seconds
        self._behind_from = self._behind_at = -math.inf  # when changes began to come, and the last
        self._hidden_from = UNDATED  # before it, something was published later
        self._all_until = -UNDATED  # from it on, nothing was
        self._load()

    @classmethod
    def open(
        cls,
        path: Path,
        analyze: Analyze,
        version: str = "",
        seconds: Callable[[], float] = time.monotonic,
    ) -> SearchIndex:
        """Open the index in a folder of its own, made when missing, emptied when damaged.

        `version` says what `analyze` does: a change of it means a rebuild. `seconds` are those of
        a clock that only goes on. Raises StorageReadOnly when the folder cannot be made.
        """
        return cls(path, analyze, version, seconds)

    @property
    def size(self) -> int:
        """How many passages can be found."""
        return max(0, self._searcher.num_docs - 1)

    async def close(self) -> None:
        """Wait until a catching-up that is under way has given the writer back."""
        for task in (self._catching_up, self._merging):
            if task:
                await asyncio.wait({task})

    # -- searching -------------------------------------------------------------------------

    def search(
        self,
        terms: Sequence[tuple[str, float]],
        limit: int,
        *,
        as_of: datetime | None = None,
        kind: PassageKind | None = None,
        language: str | None = None,
        boosts: Boosts = Boosts(),
    ) -> list[Hit]:
        """Return the passages that hold the most telling of the (term, weight) pairs, best first.

        `as_of` hides what was published later; undated passages are never hidden.
        """
        query = self._query(terms, boosts)
        if query is None or limit < 1:
            return []
        for condition in self._conditions(as_of, kind, language):
            query = _both(query, condition)
        found = self._searcher.search(query, limit, count=False).hits
        places = [place for _, place in found]
        passage_ids = self._searcher.fast_field_values("passage_id", places)
        article_ids = self._searcher.fast_field_values("article_id", places)
        published = self._searcher.fast_field_values("published", places)
        return [
            Hit(int(passage_id), int(article_id), score, _dated(at))
            for passage_id, article_id, at, (score, _) in zip(
                passage_ids, article_ids, published, found, strict=True
            )
            if passage_id is not None and article_id is not None
        ]

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many passages' text each term stands."""
        return {term: self._searcher.doc_freq("text", term) for term in terms}

    def holding(self, terms: Sequence[str], since: datetime | None = None) -> set[tuple[int, int]]:
        """Return (article id, passage id) of all passages that hold any of the terms.

        A passage holds its own words and those of its article's title. `since` leaves out what
        was published before; undated articles always count.
        """
        query = self._query([(term, 1.0) for term in terms], Boosts(outlet=0))
        if query is None or not self.size:
            return set()
        query = tantivy.Query.const_score_query(query, 1.0)
        if since is not None:
            query = _both(query, self._published(since))
        places = [place for _, place in self._searcher.search(query, self.size, count=False).hits]
        articles = self._searcher.fast_field_values("article_id", places)
        passages = self._searcher.fast_field_values("passage_id", places)
        return {(int(a or 0), int(p or 0)) for a, p in zip(articles, passages, strict=True)}

    def _published(self, since: datetime) -> tantivy.Query:
        spans = ((int(since.timestamp()), None), (UNDATED, UNDATED))
        integer = tantivy.FieldType.Integer
        either = [
            tantivy.Query.range_query(self._schema, "published", integer, first, last)
            for first, last in spans
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in either])

    def _query(self, terms: Sequence[tuple[str, float]], boosts: Boosts) -> tantivy.Query | None:
        fields = (("text", boosts.text), ("title", boosts.title), ("outlet", boosts.outlet))
        parts = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, field, term, "freq"), weight * boost
                ),
            )
            for term, weight in terms
            if weight > 0
            for field, boost in fields
            if boost > 0
        ]
        return tantivy.Query.boolean_query(parts) if parts else None

    def _conditions(
        self, as_of: datetime | None, kind: PassageKind | None, language: str | None
    ) -> list[tantivy.Query]:
        made = []
        if as_of is not None and self._hides(as_of):
            integer, until = tantivy.FieldType.Integer, int(as_of.timestamp())
            made.append(tantivy.Query.range_query(self._schema, "published", integer, None, until))
        for field, value in (("kind", kind), ("language", language)):
            if value is not None:
                made.append(tantivy.Query.term_query(self._schema, field, str(value), "basic"))
        return made

    def _hides(self, as_of: datetime) -> bool:
        """Whether a passage was published later.

        The condition costs more than the search, and nearly all questions are asked at a time that
        hides nothing: what was found out for one time says it for earlier or later ones.
        """
        until = int(as_of.timestamp())
        if self._hidden_from <= until < self._all_until:
            integer = tantivy.FieldType.Integer
            later = tantivy.Query.range_query(self._schema, "published", integer, until + 1, None)
            if self._searcher.search(later, 1, count=False).hits:
                self._hidden_from = until + 1
            else:
                self._all_until = until
        return until < self._hidden_from

    # -- catching up -----------------------------------------------------------------------

    async def catch_up(
        self, archive: Archive, within: float | None = None, until: int | None = None
    ) -> bool:
        """Take in what the archive stored since; cheap when that is nothing (one row is read).

        Whoever has just read the archive's counter gives it as `until`; then no row is read.

        Returns whether everything committed before the call can be found now. That is not so
        where another process is catching up on the same folder, where it took longer than
        `within` seconds (it goes on in the background), where articles have been coming for longer
        than STEADY and `within` is given, or where the folder cannot be written (which is logged):
        then search what is there.
        """
        wanted = await archive.counter() if until is None else until
        identity = await archive.identity()
        if self._stands_at(identity, wanted):
            return True
        if self._is_steady() and within is not None:
            return False
        for _ in range(2):  # a catching-up that was under way may have begun too early
            if self._catching_up is None or self._catching_up.done():
                self._catching_up = asyncio.create_task(self._catch_up(archive, identity))
                self._catching_up.add_done_callback(_noticed)
            await asyncio.wait({self._catching_up}, timeout=within)
            if not self._catching_up.done() or not self._catching_up.result():
                return False
            if self._cursor[:2] == (self._version, identity) and self._cursor.seq >= wanted:
                return True
        return False

    async def rebuild(self, archive: Archive) -> bool:
        """Throw everything away and take it in anew; False when the writer is elsewhere."""
        await self.close()
        self._cursor = _Cursor("", "", 0)
        writer = await self._writer()
        if writer is None:
            return False
        await self._apply(archive, await archive.identity(), writer)
        return True

    def _is_steady(self) -> bool:
        """Whether this is not the first change for STEADY seconds, and they came for as long."""
        now = self._seconds()
        if now - self._behind_at > STEADY:
            self._behind_from = now
        self._behind_at = now
        return now - self._behind_from > STEADY

    def _stands_at(self, identity: str, seq: int) -> bool:
        return self._cursor == (self._version, identity, seq)

    async def _catch_up(self, archive: Archive, identity: str) -> bool:
        await self._reload()  # another process may have caught up for us
        if self._stands_at(identity, await archive.counter()):
            return True
        writer = await self._writer()
        if writer is None:
            return False
        await self._reload()
        try:
            await self._apply(archive, identity, writer)
        except (ValueError, OSError) as error:  # a full disk, above all
            log.warning("the search index cannot be written: %s", error)
            return False
        return True

    async def _writer(self) -> tantivy.IndexWriter | None:
        if self._merging:
            await asyncio.wait({self._merging})
        try:
            writer = await asyncio.to_thread(self._index.writer, WRITER_BYTES, 1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                log.warning("the search index cannot be written: %s", error)
            return None
        # Without this a process that was killed in a commit can block every later commit.
        await asyncio.to_thread(writer.garbage_collect_files)
        _spend_first_stamp(writer)
        return writer

    async def _apply(self, archive: Archive, identity: str, writer: tantivy.IndexWriter) -> None:
        seq = self._cursor.seq
        counter = await archive.counter()
        empty = self._searcher.num_docs == 0
        if self._cursor[:2] != (self._version, identity) or seq > counter:
            writer.delete_all_documents()
            seq, empty = 0, True
        pending = iter(await archive.changed_after(seq))
        uncommitted = 0
        while step := list(islice(pending, ARTICLES_A_STEP)):
            ids = [id_ for id_, _ in step]
            rows = await archive.searchable(ids)
            await asyncio.to_thread(self._write, writer, [] if empty else ids, rows)
            uncommitted += len(step)
            if uncommitted >= ARTICLES_A_COMMIT:
                # The last number may have articles left: it is replayed after a crash here.
                await self._commit(writer, identity, step[-1][1] - 1)
                uncommitted = 0
            counter = max(counter, step[-1][1])
        await self._commit(writer, identity, counter)
        await self._reload()
        self._merging = asyncio.create_task(asyncio.to_thread(writer.wait_merging_threads))

    def _write(
        self, writer: tantivy.IndexWriter, replaced: Sequence[int], rows: Sequence[Searchable]
    ) -> None:
        for id_ in replaced:
            writer.delete_documents_by_term("article_id", id_)
        analyzed = lru_cache(maxsize=1024)(self._joined)  # titles and outlets come again and again
        for row in rows:
            document = tantivy.Document()
            document.add_integer("passage_id", row.passage_id)
            document.add_integer("article_id", row.article_id)
            document.add_integer("published", _epoch(row.published))
            document.add_text("kind", row.kind.value)
            document.add_text("language", row.language)
            document.add_text("text", self._joined(row.text, row.language))
            document.add_text("title", analyzed(row.title, row.language))
            document.add_text("outlet", analyzed(row.outlet or "", row.language))
            writer.add_document(document)

    def _joined(self, text: str, language: str) -> str:
        return " ".join(self._analyze(text, language))

    async def _commit(self, writer: tantivy.IndexWriter, identity: str, seq: int) -> None:
        cursor = _Cursor(self._version, identity, seq)
        writer.delete_documents_by_term("meta", "cursor")
        document = tantivy.Document()
        document.add_text("meta", "cursor")
        document.add_text("meta", json.dumps(cursor))
        writer.add_document(document)
        await asyncio.to_thread(writer.commit)

    # -- opening ---------------------------------------------------------------------------

    def _load(self) -> None:
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            try:
                self._open_folder()
            except (ValueError, OSError):  # damaged, or of another schema: it is disposable
                shutil.rmtree(self._path)
                self._path.mkdir()
                self._open_folder()
        except OSError as error:
            raise StorageReadOnly(
                f"cannot write the search index {self._path} ({error.strerror})"
            ) from error

    def _open_folder(self) -> None:
        self._index = tantivy.Index(self._schema, path=str(self._path))
        self._look()

    async def _reload(self) -> None:
        try:
            await asyncio.to_thread(self._index.reload)
            self._look()
        except (ValueError, OSError):
            self._load()

    def _look(self) -> None:
        """See the newest commit: a searcher shows one moment for ever."""
        searcher = self._index.searcher()
        found = searcher.search(tantivy.Query.term_query(self._schema, "meta", "cursor"), 1).hits
        values = searcher.doc(found[0][1]).get_all("meta") if found else []
        self._searcher = searcher
        self._hidden_from, self._all_until = UNDATED, -UNDATED
        self._cursor = _Cursor(*json.loads(values[1])) if values else _Cursor("", "", 0)


def _spend_first_stamp(writer: tantivy.IndexWriter) -> None:
    """Delete nothing, so that no real delete is the first operation of a writer.

    tantivy numbers a new writer's operations from the number of the last commit on, which so stands
    for two states: with and without the first operation. Where a process was killed before its
    merges ended, the next writer merges during its own first commit. Before it copies segments it
    applies the deletes up to the last commit's number, the first operation among them, except to
    segments with deletes of that number, which it takes for finished. The merged segment counts as
    past that operation, and what it should have deleted in those stays for ever.
    """
    writer.delete_documents_by_term("meta", "nothing")


def _noticed(task: asyncio.Task[bool]) -> None:
    """Look at a failure that nobody waits for any more: the next catching-up tries again."""
    if not task.cancelled():
        task.exception()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("text", "title", "outlet"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("kind", "language"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("meta", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("article_id", indexed=True, fast=True)
    builder.add_integer_field("passage_id", fast=True)
    builder.add_integer_field("published", fast=True)
    return builder.build()


def _both(query: tantivy.Query, condition: tantivy.Query) -> tantivy.Query:
    """Return the query restricted by a condition that adds nothing to the score."""
    silent = tantivy.Query.const_score_query(condition, 0.0)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, silent)])


def _dated(stored: float | None) -> int | None:
    return None if stored is None or stored == UNDATED else int(stored)


def _epoch(published: datetime | None) -> int:
    return UNDATED if published is None else int(published.timestamp())
