"""What the tests of the news pipeline share: an archive in a fresh file, a fixed clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.news.pipeline import Pipeline
from storage.archive import Archive
from storage.database import Database

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class FixedClock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    database = await Database.open(None, tmp_path / "data")
    yield Archive(database)
    await database.close()


@pytest.fixture
def pipeline(archive: Archive) -> Pipeline:
    return Pipeline(archive, FixedClock())
