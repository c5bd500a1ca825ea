"""Fixtures that several parts of the tests share."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.database import FILE_NAME, Database
from tests.postgres import MISSING, Server, find_programs, running_server

settings.register_profile("unhurried", deadline=None)  # time is measured by the benchmarks alone
settings.load_profile("unhurried")


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

    async def migrate() -> None:
        await (await Database.open(None, folder)).close()

    asyncio.run(migrate())
    return folder / FILE_NAME
