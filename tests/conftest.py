"""Fixtures that several parts of the tests share."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.database import FILE_NAME, Database
from tests.fakes.botapi import BotApi
from tests.postgres import MISSING, Server, find_programs, running_server

# Time is measured by the benchmarks alone, and every run looks at the same examples, so that a test
# fails for everybody or for nobody; `pytest --hypothesis-profile=searching` looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("searching", deadline=None, max_examples=1000)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Lend one PostgreSQL server a session; skipped where there is none, a failure in CI."""
    programs = find_programs()
    if programs is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with running_server(programs) as server:
        yield server


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate once a session; tests copy the file."""
    folder = tmp_path_factory.mktemp("migrated")
    asyncio.run(migrate(None, folder))
    return folder / FILE_NAME


async def migrate(url: str | None, data: Path) -> None:
    await (await Database.open(url, data)).close()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server
