from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.chats import Chats
from storage.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(None, tmp_path)
    yield opened
    await opened.close()


@pytest.fixture
def chats(database: Database) -> Chats:
    return Chats(database)
