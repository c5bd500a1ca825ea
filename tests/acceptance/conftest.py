from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.running import SEEDS, Dateline
from tests.fakes.botapi import TOKEN, BotApi
from tests.postgres import Server


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The setting of an empty database; SQLite's is the default."""
    if request.param == "sqlite":
        return ""
    server: Server = request.getfixturevalue("postgres")
    return server.empty_database()


@pytest.fixture
async def dateline(tmp_path: Path, api: BotApi, database_url: str) -> AsyncIterator[Dateline]:
    """An installation that holds the seeds and speaks to the fake server, not started."""
    settings = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
        "DATABASE_URL": database_url,
    }
    async with Dateline(tmp_path, **settings) as installed:
        code, _, error = await installed.command("ingest", str(SEEDS))
        assert code == 0, error
        yield installed
