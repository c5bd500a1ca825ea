from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands.feeds import run
from bot.news.feeds.opml import parse_opml
from bot.settings import Settings, read_settings
from tests.fakes.web import FakeWeb, Reply

RSS = b"<rss><channel><title>Harbour News</title><item><title>A</title></item></channel></rss>"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings(
        {"DATELINE_DATA": str(tmp_path / "data"), "DATELINE_FETCH_ALLOW": "127.0.0.1"}
    )


@pytest.fixture
async def web() -> AsyncIterator[FakeWeb]:
    async with FakeWeb() as web:
        web.put("/feed", Reply(body=RSS))
        yield web


async def test_feeds_are_added_listed_exported_and_removed(
    web: FakeWeb, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    async def said(**options: object) -> str:
        assert await run(Namespace(**options), settings) == 0
        return capsys.readouterr().out

    url = web.url("/feed")
    assert "Harbour News: 1 entry" in await said(action="add", addresses=[url], topic="World")
    row = json.loads(await said(action="list", json=True))
    assert (row["url"], row["topic"], row["health"]) == (url, "World", "new")
    assert "Harbour News" in await said(action="list", json=False)
    (exported,) = parse_opml((await said(action="export")).encode())
    assert (exported.url, exported.topic) == (url, "World")
    assert "followed no longer" in await said(action="remove", addresses=[url])
    assert "No feed is followed" in await said(action="list", json=False)


async def test_what_fails_is_named_and_the_rest_is_done(
    web: FakeWeb, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opml = tmp_path / "mine.opml"
    opml.write_text('<opml><outline xmlUrl="https://a.example/feed"/></opml>')
    addresses = [web.url("/none"), "no words", str(tmp_path / "gone.opml"), str(opml)]
    options = Namespace(action="add", addresses=addresses, topic="")
    assert await run(options, settings) == 1
    shown = capsys.readouterr()
    assert shown.out == "https://a.example/feed: followed\n"
    first, second, third = shown.err.splitlines()
    assert "the server answered 404" in first
    assert "no web address" in second
    assert "gone.opml" in third


@pytest.mark.parametrize("action", ["add", "remove"])
async def test_what_is_no_address_is_wrong_usage(action: str, settings: Settings) -> None:
    assert await run(Namespace(action=action, addresses=["no words"], topic=""), settings) == 2
