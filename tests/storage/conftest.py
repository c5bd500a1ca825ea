"""Every storage test that takes `database` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.chats import Chats
from storage.database import FILE_NAME, Database
from tests.conftest import migrate
from tests.postgres import Server


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(kind: str, request: pytest.FixtureRequest) -> str | None:
    """Return the address of an empty database; None is the default, a file under `tmp_path`."""
    return empty_postgres(request) if kind == "postgresql" else None


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    """Return the address of a migrated database without rows."""
    if kind == "postgresql":
        template: str = request.getfixturevalue("postgres_template")
        server: Server = request.getfixturevalue("postgres")
        return server.empty_database(template)
    shutil.copy(request.getfixturevalue("migrated"), tmp_path / FILE_NAME)
    return None


def empty_postgres(request: pytest.FixtureRequest) -> str:
    server: Server = request.getfixturevalue("postgres")
    return server.empty_database()


@pytest.fixture(scope="session")
def postgres_template(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Migrate once a session; tests copy the database of this name."""
    address = postgres.empty_database()
    asyncio.run(migrate(address, tmp_path_factory.mktemp("unused")))
    return address.rpartition("/")[2]


@pytest.fixture
async def database(url: str | None, tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(url, tmp_path)
    yield opened
    await opened.close()


@pytest.fixture
def archive(database: Database) -> Archive:
    return Archive(database)


@pytest.fixture
def chats(database: Database) -> Chats:
    return Chats(database)
