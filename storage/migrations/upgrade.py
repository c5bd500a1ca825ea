"""Bringing a database's schema to this version's, inside the caller's transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from storage.errors import SchemaTooNew


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, made in code: there is no alembic.ini."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def upgrade(connection: Connection, where: str, target: str = "head") -> None:
    """Run every step from the database's revision to `target` (other than head for tests).

    Raises SchemaTooNew when the database's revision is not known here.
    """
    found = MigrationContext.configure(connection).get_current_revision()
    steps = config(connection)
    if found and not _known(steps, found):
        raise SchemaTooNew(
            f"{where} was made by a newer version of Dateline (schema {found}); "
            "update the program, or restore a backup that this version made"
        )
    command.upgrade(steps, target)


def _known(steps: Config, revision: str) -> bool:
    try:
        return ScriptDirectory.from_config(steps).get_revision(revision) is not None
    except CommandError:
        return False
