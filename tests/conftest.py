"""Fixtures that several parts of the tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

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
