"""Archives that evaluations ask: ingested by the program itself, and by the code that is measured.

Ingesting the articles of real news takes minutes, so their archive is kept. An archive of other
code measures what no user has: one filled without the decision on copies and stories, and one with
titles as they were cut a week before, gave figures a twentieth too high. So what made it is kept
beside it, and an archive that other code made, or nobody knows who, is told of.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from bot.app.house import House
from bot.news.pipeline import Pipeline
from bot.news.sources import Files

_ROOT = Path(__file__).parents[2]
_INGESTS = ("bot/news", "bot/text", "storage")
_BEGUN = "begun by "


async def fill(house: House, articles: Path) -> None:
    """Ingest a file of articles unless that was done before, and make all of it searchable.

    What was begun by this code is ended; what other code did is left, and told on standard error.
    """
    made_by = house.settings.dateline_data / "made_by"
    known = made_by.read_text() if made_by.exists() else ""
    code = ingesting_code(_ROOT)
    if (await house.archive.coverage()).articles == 0 or known == _BEGUN + code:
        made_by.write_text(_BEGUN + code)
        async for _ in Pipeline(house.archive, house.clock).ingest(Files([articles])):
            pass
        made_by.write_text(code)
    elif known != code:
        print(
            f"{made_by.parent} was not ingested by this code, or not to the end: delete it to "
            "measure what stands",
            file=sys.stderr,
        )
    await house.index.catch_up(house.archive)


def ingesting_code(root: Path) -> str:
    """A hash of all code that decides what is stored of an article."""
    read = hashlib.sha256()
    for path in sorted(path for folder in _INGESTS for path in (root / folder).rglob("*.py")):
        read.update(path.relative_to(root).as_posix().encode())
        read.update(path.read_bytes())
    return read.hexdigest()
