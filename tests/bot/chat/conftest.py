from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.chats import Chats
from storage.database import FILE_NAME, Database


@pytest.fixture
async def database(migrated: Path, tmp_path: Path) -> AsyncIterator[Database]:
    shutil.copy(migrated, tmp_path / FILE_NAME)
    opened = await Database.open(None, tmp_path)
    yield opened
    await opened.close()


@pytest.fixture
def chats(database: Database) -> Chats:
    return Chats(database)
