from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.running import ROOT, SEEDS, Dateline
from tests.fakes.botapi import TOKEN, BotApi
from tests.fakes.model import FakeModel
from tests.postgres import Server


@pytest.fixture
async def model() -> AsyncIterator[FakeModel]:
    async with FakeModel() as fake:
        yield fake


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database_url(kind: str, request: pytest.FixtureRequest) -> str:
    """The setting of an empty database; SQLite's is the default."""
    if kind == "sqlite":
        return ""
    server: Server = request.getfixturevalue("postgres")
    return server.empty_database()


@pytest.fixture(scope="session")
def sqlite_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the seeds, to be copied: storing them takes a while."""
    return ingest_seeds(tmp_path_factory.mktemp("seeds"), "")


@pytest.fixture(scope="session")
def postgres_seeds(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The name of a database that holds the seeds, and the folder of its index, to be copied."""
    url = postgres.empty_database()
    return url.rpartition("/")[2], ingest_seeds(tmp_path_factory.mktemp("seeds"), url)


def ingest_seeds(folder: Path, url: str) -> Path:
    data = folder / "data"
    command = [sys.executable, "-m", "bot", "ingest", str(SEEDS)]
    environment = {**os.environ, "DATELINE_DATA": str(data), "DATABASE_URL": url}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return data


@pytest.fixture
def seeded_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The setting of a database that holds the seeds; what it needs is in the data folder."""
    if kind == "sqlite":
        shutil.copytree(request.getfixturevalue("sqlite_seeds"), tmp_path / "data")
        return ""
    template, data = request.getfixturevalue("postgres_seeds")
    shutil.copytree(data, tmp_path / "data")
    server: Server = request.getfixturevalue("postgres")
    return server.empty_database(template)


@pytest.fixture
async def dateline(tmp_path: Path, api: BotApi, seeded_url: str) -> AsyncIterator[Dateline]:
    """An installation that holds the seeds and speaks to the fake server, not started."""
    settings = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
        "DATABASE_URL": seeded_url,
    }
    async with Dateline(tmp_path, **settings) as installed:
        yield installed
