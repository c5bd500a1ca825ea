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
    if found:
        check_known(found, where)
    command.upgrade(config(connection), target)


def check_known(revision: str, where: str) -> None:
    """Raise SchemaTooNew for a schema of a newer version; `where` names the database."""
    try:
        ScriptDirectory.from_config(config()).get_revision(revision)
    except CommandError:
        raise SchemaTooNew(
            f"{where} was made by a newer version of Dateline (schema {revision}); "
            "update the program, or restore a backup that this version made"
        ) from None
