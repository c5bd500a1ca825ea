from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.chats import Chats
from storage.database import FILE_NAME, Database


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate once a session; tests copy the file."""
    folder = tmp_path_factory.mktemp("migrated")

    async def migrate() -> None:
        await (await Database.open(None, folder)).close()

    asyncio.run(migrate())
    return folder / FILE_NAME


@pytest.fixture
async def database(migrated: Path, tmp_path: Path) -> AsyncIterator[Database]:
    shutil.copy(migrated, tmp_path / FILE_NAME)
    opened = await Database.open(None, tmp_path)
    yield opened
    await opened.close()


@pytest.fixture
def chats(database: Database) -> Chats:
    return Chats(database)
