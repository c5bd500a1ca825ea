from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from storage import dialect
from storage.database import Database
from storage.errors import SchemaTooNew
from storage.migrations import HEAD
from storage.migrations.upgrade import config, upgrade
from storage.tables import metadata

SCRIPTS = ScriptDirectory.from_config(config())
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()]

Schema = dict[str, Any]


async def run(url: str, step: Callable[[Connection], Any]) -> Any:
    engine = dialect.make_engine(url)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(step)
    finally:
        await engine.dispose()


def schema_of(connection: Connection) -> Schema:
    """Return all that tells two schemas apart, by table."""
    seen = inspect(connection)
    found: Schema = {}
    for table in seen.get_table_names():
        if table == "alembic_version":
            continue
        found[table] = {
            "columns": [
                (c["name"], str(c["type"]), c["nullable"], c["default"], c.get("autoincrement"))
                for c in seen.get_columns(table)
            ],
            "key": seen.get_pk_constraint(table)["constrained_columns"],
            "foreign": sorted(
                (
                    key["constrained_columns"],
                    key["referred_table"],
                    key["referred_columns"],
                    sorted(key["options"].items()),
                )
                for key in seen.get_foreign_keys(table)
            ),
            "unique": sorted(
                (str(one["name"]), one["column_names"])
                for one in seen.get_unique_constraints(table)
            ),
            "indexes": sorted(
                (str(index["name"]), index["column_names"], bool(index["unique"]))
                for index in seen.get_indexes(table)
            ),
            "kind": _kind(connection, table),
        }
    return found


def _kind(connection: Connection, table: str) -> tuple[bool, ...]:
    if connection.dialect.name != "sqlite":
        return ()
    made = connection.execute(
        text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}
    )
    sql = made.scalar_one().upper()
    return "AUTOINCREMENT" in sql, "WITHOUT ROWID" in sql


@pytest.fixture
def addresses(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """Return two empty databases of a kind."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path}/a.db", f"sqlite:///{tmp_path}/b.db"
    server = request.getfixturevalue("postgres")
    return server.empty_database(), server.empty_database()


@pytest.mark.parametrize("start", ["base", *REVISIONS])
async def test_migrations_lead_from_every_version_to_the_declared_schema(
    addresses: tuple[str, str], start: str
) -> None:
    migrated, declared = addresses
    if start != "base":
        await run(migrated, lambda connection: upgrade(connection, "it", start))
    await run(migrated, lambda connection: upgrade(connection, "it"))
    await run(declared, metadata.create_all)
    assert await run(migrated, schema_of) == await run(declared, schema_of)


def test_the_head_that_is_compared_is_the_newest_migration() -> None:
    assert SCRIPTS.get_current_head() == HEAD
    assert len(SCRIPTS.get_heads()) == 1


async def test_a_newer_database_is_refused_and_left_alone(url: str | None, tmp_path: Path) -> None:
    database = await Database.open(url, tmp_path)
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'x999'"))
    await database.close()
    with pytest.raises(SchemaTooNew, match=r"newer version.*x999.*update the program"):
        await Database.open(url, tmp_path)


async def test_several_processes_may_open_an_empty_database_at_once(
    empty_url: str | None, tmp_path: Path
) -> None:
    code = (
        "import asyncio, sys; from pathlib import Path; from storage.database import Database\n"
        "async def main():\n"
        "    database = await Database.open(sys.argv[1] or None, Path(sys.argv[2]))\n"
        "    await database.close()\n"
        "asyncio.run(main())"
    )
    openers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, empty_url or "", str(tmp_path)
        )
        for _ in range(4)
    ]
    assert [await opener.wait() for opener in openers] == [0, 0, 0, 0]


async def test_alembic_is_not_imported_for_a_current_database(
    url: str | None, tmp_path: Path
) -> None:
    code = (
        "import asyncio, sys; from pathlib import Path; from storage.database import Database\n"
        "async def main():\n"
        "    database = await Database.open(sys.argv[1] or None, Path(sys.argv[2]))\n"
        "    await database.close()\n"
        "asyncio.run(main()); sys.exit('alembic' in sys.modules)"
    )
    opener = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, url or "", str(tmp_path)
    )
    assert await opener.wait() == 0
