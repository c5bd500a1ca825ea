import gzip
import sys
from pathlib import Path

import pytest

from bot.grounding.model.tables import PACKAGE, at_hand

TABLE = b"IQ== 0\n"
O200K = "fb374d419588a4632f3f557e76b4b70aebbca790"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(folder))
    monkeypatch.delitem(sys.modules, PACKAGE, raising=False)
    return folder


def packaged(folder: Path, monkeypatch: pytest.MonkeyPatch, packed: bytes) -> None:
    """A package like that of the `tokens` extra, first on the path."""
    data = folder / PACKAGE / "data"
    data.mkdir(parents=True)
    (folder / PACKAGE / "__init__.py").write_text("raise RuntimeError('never imported')")
    (data / "o200k_base.tiktoken.gz").write_bytes(packed)
    monkeypatch.syspath_prepend(str(folder))


def test_a_table_in_the_cache_folder_is_at_hand(cache: Path) -> None:
    cache.mkdir()
    (cache / O200K).write_bytes(TABLE)
    assert at_hand("o200k_base")


def test_the_packaged_table_is_unpacked_once(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged(tmp_path / "site", monkeypatch, gzip.compress(TABLE))
    assert at_hand("o200k_base")
    assert [file.name for file in cache.iterdir()] == [O200K]
    assert (cache / O200K).read_bytes() == TABLE


def test_a_broken_package_is_no_table(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged(tmp_path / "site", monkeypatch, gzip.compress(TABLE)[:-4])
    assert not at_hand("o200k_base")
    assert not list(cache.iterdir())


def test_without_either_there_is_none(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, PACKAGE, None)
    assert not at_hand("o200k_base")
    assert not at_hand("no such encoding")
