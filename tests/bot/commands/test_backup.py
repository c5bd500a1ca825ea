from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from bot.commands import backup, restore
from bot.errors import UsageError
from bot.settings import read_settings
from storage import marks
from storage.database import Database


async def test_what_was_backed_up_is_restored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = read_settings({"DATELINE_DATA": str(tmp_path / "data")})
    options = Namespace(file=tmp_path / "copy", replace=False)
    database = await Database.open(None, settings.dateline_data)
    await marks.put(database, "kept", "yes")
    assert await backup.run(options, settings) == 0
    await marks.put(database, "lost", "yes")
    await database.close()

    assert await restore.run(options, settings) == 0

    database = await Database.open(None, settings.dateline_data)
    assert await marks.get(database, "kept") == "yes"
    assert await marks.get(database, "lost") is None
    await database.close()
    assert f"dateline restore {options.file}" in capsys.readouterr().out


async def test_another_database_is_left_to_its_own_tools(tmp_path: Path) -> None:
    settings = read_settings({"DATABASE_URL": "postgresql://user:secret@127.0.0.1/news"})
    for command in (backup, restore):
        with pytest.raises(UsageError, match="pg_dump") as caught:
            await command.run(Namespace(file=tmp_path / "copy"), settings)
        assert "secret" not in str(caught.value)
