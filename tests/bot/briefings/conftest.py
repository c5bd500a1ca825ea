"""An archive with its index, on SQLite, for the briefing tests."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.briefings.editions import EditionBuilder
from bot.text.words import terms
from storage.archive import Archive
from storage.database import Database
from storage.index import SearchIndex
from tests.bot.briefings.samples import FixedClock


@pytest.fixture
def data(migrated: Path, tmp_path: Path) -> Path:
    """A data folder with a migrated database."""
    shutil.copy(migrated, tmp_path / migrated.name)
    return tmp_path


@pytest.fixture
async def database(data: Path) -> AsyncIterator[Database]:
    opened = await Database.open(None, data)
    yield opened
    await opened.close()


@pytest.fixture
def archive(database: Database) -> Archive:
    return Archive(database)


@pytest.fixture
async def index(tmp_path: Path) -> AsyncIterator[SearchIndex]:
    opened = SearchIndex.open(tmp_path / "index", terms)
    yield opened
    await opened.close()


@pytest.fixture
def builder(archive: Archive, index: SearchIndex) -> EditionBuilder:
    return EditionBuilder(archive, index)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()
