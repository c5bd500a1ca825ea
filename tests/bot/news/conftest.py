"""What the tests of the news pipeline share: an archive in a fresh file, a fixed clock, a web."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.news.pipeline import Pipeline
from bot.news.web.fetch import Downloader
from storage.archive import Archive
from storage.database import FILE_NAME, Database
from storage.feeds import Feeds
from tests.bot.news.webs import downloader
from tests.fakes.web import FakeWeb

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class FixedClock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture
async def database(migrated: Path, tmp_path: Path) -> AsyncIterator[Database]:
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(migrated, folder / FILE_NAME)
    database = await Database.open(None, folder)
    yield database
    await database.close()


@pytest.fixture
def archive(database: Database) -> Archive:
    return Archive(database)


@pytest.fixture
def feeds(database: Database) -> Feeds:
    return Feeds(database)


@pytest.fixture
def pipeline(archive: Archive) -> Pipeline:
    return Pipeline(archive, FixedClock())


@pytest.fixture
async def web() -> AsyncIterator[FakeWeb]:
    async with FakeWeb() as web:
        yield web


@pytest.fixture
async def get() -> AsyncIterator[Downloader]:
    get = downloader()
    yield get
    await get.close()
