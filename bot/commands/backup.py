"""`dateline backup FILE`: a copy of a SQLite installation, also while it runs."""

from __future__ import annotations

import argparse
import asyncio

from bot.errors import UsageError
from bot.settings import Settings
from storage.backup import backup


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Write the copy and say where it is. Raises UsageError where another database is used."""
    only_sqlite(settings)
    await asyncio.to_thread(backup, settings.dateline_data, options.file)
    print(f"Backed up to {options.file}; put it in place with: dateline restore {options.file}")
    return 0


def only_sqlite(settings: Settings) -> None:
    """Raise UsageError where the data is not in Dateline's own SQLite file."""
    if settings.database_url:
        raise UsageError(
            "backup and restore are for the SQLite database in DATELINE_DATA, but DATABASE_URL is "
            "set; use that database's own tools (pg_dump and pg_restore)"
        )
