"""What a person reads whose sources are bad; the good ones are stored all the same."""

from __future__ import annotations

import gzip
import json
import random
from argparse import Namespace
from pathlib import Path

import pytest

from bot.commands.ingest import run
from bot.settings import Settings, read_settings
from storage.errors import StorageReadOnly
from tests.fakes.web import FakeWeb, Reply, redirect

GOOD = "Turku opened its new bridge on Monday, the mayor said. Nobody had hoped for it."
RSS = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings(
        {"DATELINE_DATA": str(tmp_path / "data"), "DATELINE_FETCH_ALLOW": "localhost"}
    )


def options(*sources: object, json: bool = False) -> Namespace:
    return Namespace(sources=[str(source) for source in sources], json=json)


@pytest.mark.parametrize(
    ("name", "data", "said", "code"),
    [
        ("empty.txt", b"", "it is empty", 0),
        ("binary.txt", random.Random(1).randbytes(9_000), "it is binary data, not text", 1),
        ("binary.jsonl", random.Random(1).randbytes(9_000), "it is binary data, not text", 1),
        ("a.txt", b"%PDF-1.7", "it is a PDF file, not text", 1),
        ("a.jsonl", b"PK\x03\x04 ...\n\n{}", "it is a ZIP archive", 1),
        ("big.txt", b"a " * 25_000_000, "50 MB is too big for one article", 1),
        ("a.xml", b"<html><p>A page.</p></html>", "it is a page, not a feed", 1),
    ],
)
async def test_a_file_without_an_article_is_named_with_the_reason(
    name: str,
    data: bytes,
    said: str,
    code: int,
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD)
    assert await run(options(file, tmp_path / "good.txt"), settings) == code
    out, err = capsys.readouterr()
    assert f"{name}: {said}" in err
    assert out == "1 stored, 0 duplicate, 0 updated, 1 rejected\n"


@pytest.mark.parametrize(
    "data",
    [
        GOOD.replace("Turku", "Zürich").encode("latin-1"),
        GOOD.encode("utf-16"),
        GOOD.encode() + "façade".encode()[:3],  # cut in the middle of a letter
        GOOD.replace("bridge", "bri\x00dge").encode() + b"\x00",
        b"<html><article><p>" + GOOD.encode(),
    ],
)
async def test_odd_and_damaged_texts_are_stored(
    data: bytes, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert await run(options(tmp_path / "a.txt"), settings) == 0
    assert capsys.readouterr().out.startswith("1 stored")


async def test_bad_lines_are_named_and_the_good_stored(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.jsonl"
    late = {
        "url": "https://a.example/1",
        "text": GOOD.replace("Turku", "Oslo"),
        "published": "soon",
    }
    rows = [json.dumps({"text": GOOD}), '{"text": "cut', "[]", json.dumps(late), '{"title": "A"}']
    file.write_text("\n".join(rows))
    assert await run(options(file), settings) == 1
    out, err = capsys.readouterr()
    assert out == "2 stored, 0 duplicate, 0 updated, 3 rejected\n"
    assert "line 2: not JSON (character 10: Unterminated string" in err
    assert 'https://a.example/1: stored, but "published" is no date' in err


async def test_many_bad_lines_are_counted(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "table.jsonl"
    file.write_text("\n".join([*["a,b,c"] * 40, json.dumps({"text": GOOD})]))
    assert await run(options(file), settings) == 1
    out, err = capsys.readouterr()
    assert out == "1 stored, 0 duplicate, 0 updated, 40 rejected\n"
    assert err.count(": line ") == 10
    assert "table.jsonl: 30 more lines could not be read" in err
    await run(options(file, json=True), settings)
    assert len(capsys.readouterr().out.splitlines()) == 41


async def test_a_missing_file_is_named(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run(options(tmp_path / "nowhere.txt"), settings) == 1
    assert "nowhere.txt: it cannot be read: no such file" in capsys.readouterr().err


async def test_a_data_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    blocked = read_settings({"DATELINE_DATA": str(tmp_path / "file" / "data")})
    with pytest.raises(StorageReadOnly, match="choose another one with DATELINE_DATA"):
        await run(options(tmp_path), blocked)


@pytest.mark.parametrize(
    ("path", "reply", "said"),
    [
        ("/gone", Reply(404), "the server answered 404"),
        ("/empty", Reply(headers=RSS), "it is empty"),
        ("/circle", redirect("/circle"), "it redirects in a circle"),
        ("/inside", redirect("http://127.0.0.1:9/"), "127.0.0.1 is not a public address"),
        ("/cloud", redirect("http://169.254.169.254/"), "169.254.169.254 is not a public address"),
        ("/big", Reply(body=b"<rss>" + b" " * 10_500_000, headers=RSS), "it is larger than 10 MB"),
        (
            "/bomb",
            Reply(
                body=gzip.compress(b"<rss>" + b" " * 50_000_000, mtime=0),
                headers={**RSS, "Content-Encoding": "gzip"},
            ),
            "it is larger than 10 MB",
        ),
        (
            "/pdf",
            Reply(body=b"%PDF-1.7 \x00\x01", headers={"Content-Type": "application/pdf"}),
            "PDF",
        ),
    ],
)
async def test_an_address_without_an_article_is_named_once(
    path: str, reply: Reply, said: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    async with FakeWeb() as web:
        web.put(path, reply)
        await run(options(web.url(path, host="localhost")), settings)
    out, err = capsys.readouterr()
    assert out == "0 stored, 0 duplicate, 0 updated, 1 rejected\n"
    assert said in err
    assert err.count(f"{path}: ") == 1
