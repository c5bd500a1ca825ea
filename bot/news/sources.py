"""Reading articles from files and folders, one at a time.

.txt, .md and files of no known kind are one article each, .html one page, .jsonl one article a
line, .xml, .rss, .atom and .json feeds as `dateline feeds` reads them. A folder is read with all
its folders; where it holds a manifest.json, only the files that this lists are read, and it says
what the texts do not: {"articles": [{"file", "url", "title", "outlet", "byline", "published",
"language", "origin"}]}, only `file` required.

Nothing here raises for what a file holds: what cannot be read comes as an Unread with its reason,
in its place among the articles, and the rest goes on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from bot.errors import NotAnArticle, SourceError
from bot.news.characters import (
    MAX_BYTES,
    clean_line,
    decode,
    refuse_binary,
    refuse_known_formats,
)
from bot.news.feeds.entry_articles import feed_articles
from bot.news.records import RawArticle, Unread
from bot.news.stamps import parse_published
from bot.news.urls import is_content, site_of

MANIFEST = "manifest.json"

_PAGES = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")
_TEXTS = (".txt", ".text", ".md")
_FEEDS = (".xml", ".rss", ".atom", ".json")
_FIELDS = ("title", "outlet", "byline", "language", "text", "html", "origin")
_LONGEST_ADDRESS = 2000
_PIECE = 1 << 16

Item = RawArticle | Unread


class Files:
    """The articles of files and folders, read as they are asked for.

    `size` is how many bytes the files have, `done` how many of them were read so far.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._found = [found for path in paths for found in _files(path)]
        self.size = sum(_size(path) for path, _ in self._found)
        self.done = 0

    def __iter__(self) -> Iterator[Item]:
        """Read on, file by file."""
        for path, known in self._found:
            before = self.done
            for item in self._read(path):
                yield _filled(item, known)
            self.done = before + _size(path)

    def _read(self, path: Path) -> Iterator[Item]:
        try:
            if path.suffix.lower() in _LINES:
                yield from self._lines(path)
            else:
                yield from _whole(path)
        except SourceError as error:
            yield Unread(_file_uri(path), str(error))
        except OSError as error:
            yield Unread(_file_uri(path), f"it cannot be read: {_os_reason(error)}")

    def _lines(self, path: Path) -> Iterator[Item]:
        """One article a line; a line that holds none is named by its number."""
        uri = _file_uri(path)
        with path.open("rb") as file:
            _refuse_other_files(file)
            number = 0
            while line := file.readline(MAX_BYTES + 1):
                number += 1
                self.done += len(line)
                if len(line) > MAX_BYTES:
                    self.done += _skip_line(file, line)
                    yield Unread(uri, f"line {number}: longer than {MAX_BYTES // 10**6} MB")
                elif line.strip():
                    yield _record(uri, number, line)


def _refuse_other_files(file: BinaryIO) -> None:
    """Raise NotAnArticle where a file cannot hold lines of JSON, instead of naming each line."""
    head = file.read(_PIECE)
    refuse_known_formats(head)
    refuse_binary(head)
    file.seek(0)


def _files(path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The files to read and what a manifest says of each; unknown kinds in folders are left out."""
    if not path.is_dir():
        yield path, {}
        return
    manifest = path / MANIFEST
    if manifest.is_file():
        yield from _listed(path, manifest)
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in (*_PAGES, *_LINES, *_TEXTS, *_FEEDS):
                yield Path(folder) / name, {}


def _listed(folder: Path, manifest: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Read a manifest; raises SourceError, before anything is read, when it is wrong."""
    try:
        entries = json.loads(manifest.read_bytes())["articles"]
        for entry in entries:
            name = Path(entry["file"]).name
            yield folder / name, {key: value for key, value in entry.items() if key != "file"}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            f"{manifest}: not a manifest ({error!r}); it is to be "
            '{"articles": [{"file": "a.txt", "outlet": "..."}]}'
        ) from error


def _file_uri(path: Path) -> str:
    """The one address of a file, however the way to it was written or linked."""
    return Path(os.path.realpath(path)).as_uri()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # it is reported when it is read


def _os_reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _whole(path: Path) -> Iterator[Item]:
    """A file that is one article, or a feed."""
    data = _bytes(path)
    uri = _file_uri(path)
    if path.suffix.lower() in _FEEDS:
        yield from feed_articles(data, uri)
        return
    page = path.suffix.lower() in _PAGES or _looks_like_page(data)
    text = decode(data)
    yield RawArticle(uri, uri, text=None if page else text, html=text if page else None)


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        megabytes = path.stat().st_size / 1e6
        raise NotAnArticle(
            f"{megabytes:.0f} MB is too big for one article (limit {MAX_BYTES // 10**6} MB)"
        )
    return path.read_bytes()


def _looks_like_page(data: bytes) -> bool:
    head = data[:1000].lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html"))


def _skip_line(file: BinaryIO, line: bytes) -> int:
    """Read on to the end of a line that is too long; return how many bytes that was."""
    skipped = 0
    while line and not line.endswith(b"\n"):
        line = file.readline(_PIECE)
        skipped += len(line)
    return skipped


def _record(uri: str, number: int, line: bytes) -> Item:
    try:
        return record_article(_parsed(line), uri)
    except SourceError as error:
        return Unread(uri, f"line {number}: {error}")


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line.decode("utf-8-sig").strip())
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8 (byte {error.start + 1})") from error
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON (character {error.pos + 1}: {error.msg})") from error
    except ValueError as error:
        raise SourceError(f"not JSON ({error})") from error
    except RecursionError as error:
        raise SourceError("not JSON of an article (nested too deeply)") from error


def record_article(record: object, uri: str) -> RawArticle:
    """Make an article of a JSON object from `uri`; raises SourceError saying what is wrong."""
    if not isinstance(record, dict):
        raise SourceError("not a JSON object with the fields of an article")
    if "text" not in record and "html" not in record:
        raise SourceError('neither "text" nor "html" is there')
    said = {name: _said(record, name) for name in _FIELDS}
    given, no_address = _address(record)
    url = given or _made_url(uri, said["text"] or said["html"] or "")
    published, no_date = _published(record.get("published"))
    return RawArticle(
        url=url,
        source=site_of(url) or uri,
        title=said["title"],
        outlet=said["outlet"],
        byline=said["byline"],
        published=published,
        language=said["language"],
        text=said["text"],
        html=said["html"],
        origin=said["origin"],
        remark="; ".join(filter(None, (no_address, no_date))) or None,
    )


def _said(record: Mapping[str, Any], name: str) -> str | None:
    """Return a field's text; missing, null and empty are all not said."""
    value = record.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise SourceError(f'"{name}" is to be a text, not {type(value).__name__}')
    return value if value.strip() else None


def _address(record: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the address and, where it cannot be one, what is to be said about that.

    Any other name that the source has for its article will do, since only those of the web are
    ever shown as links.
    """
    url = clean_line(_said(record, "url") or "")
    if is_content(url):
        return None, '"url" is no address and was left out'
    if len(url) > _LONGEST_ADDRESS:
        raise SourceError(f'"url" is longer than {_LONGEST_ADDRESS} characters')
    return url or None, None


def _published(value: object) -> tuple[datetime | None, str | None]:
    """Return the time and, where it cannot be read, what is to be said about that."""
    if value is None or value == "":
        return None, None
    moment = parse_published(value) if isinstance(value, str | int | float) else None
    if moment is None:
        return None, '"published" is no date that can be read, for example 2023-09-17T06:40:00Z'
    return moment, None


def _made_url(uri: str, text: str) -> str:
    """Return an address for a record without one: the same record has the same one again."""
    return f"{uri}#{sha256(text.encode('utf-8', 'replace')).hexdigest()[:16]}"


def _filled(item: Item, known: Mapping[str, Any]) -> Item:
    """Add what a manifest says of a file to the article that is in it; the manifest prevails."""
    if not known or isinstance(item, Unread):
        return item
    try:
        said = record_article({**known, "text": item.text or "", "html": item.html}, item.source)
    except SourceError as error:
        return Unread(item.url, f"{MANIFEST}: {error}")
    return replace(said, url=said.url if known.get("url") else item.url)
