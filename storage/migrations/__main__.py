"""Write the next migration from what tables.py declares: python -m storage.migrations MESSAGE."""

from __future__ import annotations

import sys

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from storage.migrations.upgrade import config


def main(message: str) -> None:
    """Run the known steps on an empty database in memory and write what is still missing.

    Afterwards read the new file in `versions`, and put its number into HEAD.
    """
    with create_engine("sqlite://").connect() as connection:
        steps = config(connection)
        command.upgrade(steps, "head")
        number = 1 + len(list(ScriptDirectory.from_config(steps).walk_revisions()))
        command.revision(steps, message, autogenerate=True, rev_id=f"{number:04}")


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or "change")
