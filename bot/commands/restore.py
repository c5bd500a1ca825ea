"""`dateline restore FILE`: a backup put in place, over what is there only if told so."""

from __future__ import annotations

import argparse
import asyncio

from bot.commands.backup import only_sqlite
from bot.settings import Settings
from storage.backup import restore


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Put the copy in place. Raises UsageError where another database is used."""
    only_sqlite(settings)
    await asyncio.to_thread(restore, options.file, settings.dateline_data, replace=options.replace)
    print(
        f"Restored {options.file} into {settings.dateline_data}; the next start searches it anew."
    )
    return 0
