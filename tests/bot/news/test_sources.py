from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.errors import SourceError
from bot.news.characters import MAX_BYTES
from bot.news.records import RawArticle, Unread
from bot.news.sources import Files

TEXT = "The harbour was closed on Monday after a crane fell onto the quay."
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Demo</title><item>
<title>Harbour closed</title><link>https://demo.example/1</link><guid>1</guid>
<pubDate>Sun, 17 Sep 2023 06:40:00 GMT</pubDate><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description>
</item></channel></rss>"""


def read(*paths: Path) -> list[RawArticle | Unread]:
    return list(Files(paths))


def lines(path: Path, rows: Sequence[Any]) -> Path:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows))
    return path


def test_text_file_is_an_article_named_by_its_uri(tmp_path: Path) -> None:
    path = tmp_path / "a b.txt"
    path.write_text(TEXT)
    assert read(path) == [RawArticle(path.as_uri(), path.as_uri(), text=TEXT)]


def test_file_has_one_address_whichever_way_leads_to_it(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("The harbour of Orva was closed on Monday.")
    (tmp_path / "linked").symlink_to(tmp_path / "news")
    ways = [tmp_path / "news", tmp_path / "news" / ".." / "news", tmp_path / "linked"]
    addresses = {item.url for item in Files(ways) if isinstance(item, RawArticle)}
    assert addresses == {(tmp_path / "news" / "a.txt").resolve().as_uri()}


def test_page_is_told_by_its_name_or_its_beginning(tmp_path: Path) -> None:
    for name in ("a.html", "b.txt"):
        path = tmp_path / name
        path.write_text(f"<!DOCTYPE html><p>{TEXT}</p>")
        (found,) = read(path)
        assert isinstance(found, RawArticle)
        assert (found.text, found.html) == (None, f"<!DOCTYPE html><p>{TEXT}</p>")


def test_record_says_what_it_says_and_nothing_is_guessed(tmp_path: Path) -> None:
    full = {
        "url": "https://www.demo.example/1",
        "title": "T",
        "outlet": "Demo",
        "published": "2023-09-17T08:40:00+02:00",
        "text": TEXT,
        "byline": "Jane",
        "language": "en",
        "html": None,
        "anything": [1],
    }
    found, bare = read(lines(tmp_path / "a.jsonl", [full, {"text": TEXT, "outlet": ""}]))
    assert found == RawArticle(
        url="https://www.demo.example/1",
        source="demo.example",
        title="T",
        outlet="Demo",
        byline="Jane",
        published=datetime(2023, 9, 17, 6, 40, tzinfo=UTC),
        language="en",
        text=TEXT,
    )
    assert isinstance(bare, RawArticle)
    assert (bare.outlet, bare.published, bare.title) == (None, None, None)
    assert bare.source == (tmp_path / "a.jsonl").as_uri()
    assert bare.url.startswith(bare.source + "#")


@pytest.mark.parametrize("url", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x"])
def test_what_is_no_address_is_left_out_and_said(tmp_path: Path, url: str) -> None:
    rows = [{"text": TEXT, "url": url, "published": "soon"}, {"text": TEXT, "url": "item 7"}]
    left_out, named = read(lines(tmp_path / "a.jsonl", rows))
    assert isinstance(left_out, RawArticle)
    assert left_out.url.startswith((tmp_path / "a.jsonl").as_uri() + "#")
    assert (left_out.remark or "").startswith('"url" is no address and was left out; "published"')
    assert named.url == "item 7"


def test_bad_lines_are_named_by_number_and_the_good_are_read(tmp_path: Path) -> None:
    rows = [
        {"text": TEXT},
        '{"text": "cut off',
        "",
        "[1, 2]",
        {"title": "no text"},
        {"text": 5},
        {"url": "x" * 3000, "text": TEXT},
        "[" * 100_000,
        {"text": TEXT, "published": "some day"},
    ]
    found = read(lines(tmp_path / "a.jsonl", rows))
    reasons = [item.reason for item in found if isinstance(item, Unread)]
    assert [reason.split(":")[0] for reason in reasons] == [f"line {n}" for n in (2, 4, 5, 6, 7, 8)]
    assert '"text" is to be a text, not int' in reasons[3]
    last = found[-1]
    assert isinstance(last, RawArticle)
    assert last.published is None
    assert '"published" is no date' in (last.remark or "")


def test_line_that_is_too_long_does_not_hide_the_next(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x" * (MAX_BYTES * 2) + b"\n" + json.dumps({"text": TEXT}).encode())
    first, second = read(path)
    assert isinstance(first, Unread)
    assert "line 1: longer than" in first.reason
    assert isinstance(second, RawArticle)


def test_line_of_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "größer"}'.encode("latin-1"))
    (found,) = read(path)
    assert isinstance(found, Unread)
    assert "line 1: not UTF-8" in found.reason


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"%PDF-1.7", "PDF"),
        ("a.txt", bytes(range(32)) * 99, "binary"),
        ("a.txt", b"a" * (MAX_BYTES + 1), "too big"),
        ("a.xml", b"not a feed", "RSS"),
        ("a.json", b'{"no": 1}', "JSON Feed"),
    ],
)
def test_file_without_an_article_says_why(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (found,) = read(path)
    assert isinstance(found, Unread)
    assert reason in found.reason


def test_missing_file_is_told_in_its_place(tmp_path: Path) -> None:
    good = tmp_path / "b.txt"
    good.write_text(TEXT)
    missing, found = read(tmp_path / "a.txt", good)
    assert isinstance(missing, Unread)
    assert "no such file" in missing.reason
    assert isinstance(found, RawArticle)


def test_feed_file_gives_the_articles_it_carries(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS)
    (found,) = read(path)
    assert found == RawArticle(
        "https://demo.example/1",
        "demo.example",
        title="Harbour closed",
        outlet="demo.example",
        published=datetime(2023, 9, 17, 6, 40, tzinfo=UTC),
        text=TEXT,
    )


def test_folder_is_read_in_order_without_what_is_hidden_or_foreign(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".git/d.txt", "e.png", "LICENSE"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    urls = [item.url for item in read(tmp_path)]
    assert [url.rsplit("/", 1)[1] for url in urls] == ["a.txt", "b.txt", "c.txt"]


def manifest(folder: Path, entries: object) -> None:
    (folder / "manifest.json").write_text(json.dumps({"articles": entries}))


def test_manifest_says_what_texts_do_not(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "other.txt"):
        (tmp_path / name).write_text(TEXT)
    said = {"url": "https://demo.example/a", "outlet": "Demo", "published": "2023-09-17"}
    manifest(tmp_path, [{"file": "a.txt", **said, "origin": "Wire"}, {"file": "b.txt"}])
    first, second = read(tmp_path)
    assert first == RawArticle(
        "https://demo.example/a",
        "demo.example",
        outlet="Demo",
        published=datetime(2023, 9, 17, tzinfo=UTC),
        text=TEXT,
        origin="Wire",
    )
    uri = (tmp_path / "b.txt").as_uri()
    assert second == RawArticle(uri, uri, text=TEXT)


def test_manifest_leads_to_no_file_outside_its_folder(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    manifest(inner, [{"file": "../secret.txt"}])
    (found,) = read(inner)
    assert isinstance(found, Unread)


@pytest.mark.parametrize("broken", ["[]", "{", '{"articles": [{}]}', '{"articles": [1]}'])
def test_broken_manifest_is_an_error_before_anything_is_read(tmp_path: Path, broken: str) -> None:
    (tmp_path / "manifest.json").write_text(broken)
    with pytest.raises(SourceError, match="not a manifest"):
        Files([tmp_path])


def test_progress_counts_bytes(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", [{"text": TEXT}] * 10)
    files = Files([path])
    reading = iter(files)
    next(reading)
    assert 0 < files.done < files.size == path.stat().st_size
    list(reading)
    assert files.done == files.size
