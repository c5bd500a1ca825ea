"""Feeds of a web on loopback, polled by the real process: what they hold can be asked about."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.running import Dateline
from tests.fakes.botapi import TOKEN, BotApi
from tests.fakes.web import FakeWeb, Reply, hanging

LEASE = timedelta(minutes=20, seconds=1)  # after which a dead worker's feeds are polled by others
PAGE = {"Content-Type": "text/html; charset=utf-8"}
FERRY = (
    "The ferry Aurora carried 340 passengers to Lindholm island on Saturday, the harbour office "
    "said. It was the first crossing since the pier was repaired. "
)
BRIDGE = (
    "The Orrin bridge was closed to lorries on Friday, the mayor Lena Ortiz said. Engineers had "
    "found cracks in two pillars. "
)


@pytest.fixture
async def web() -> AsyncIterator[FakeWeb]:
    async with FakeWeb() as web:
        yield web


@pytest.fixture
async def reading(tmp_path: Path, api: BotApi, database_url: str) -> AsyncIterator[Dateline]:
    """An installation that may fetch from loopback."""
    settings = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
        "DATABASE_URL": database_url,
        "DATELINE_FETCH_ALLOW": "127.0.0.1",
    }
    async with Dateline(tmp_path, **settings) as dateline:
        yield dateline


def rss(*items: tuple[str, str, str]) -> Reply:
    inner = "".join(
        f"<item><title>{title}</title><link>{link}</link><description>{text}</description></item>"
        for title, link, text in items
    )
    body = f'<rss version="2.0"><channel><title>Harbour News</title>{inner}</channel></rss>'
    return Reply(body=body.encode(), headers={"Content-Type": "application/rss+xml"})


async def fares(dateline: Dateline) -> dict[str, dict[str, Any]]:
    """How each feed fares, by the last part of its address."""
    code, out, error = await dateline.command("feeds", "list", "--json")
    assert code == 0, error
    rows = [json.loads(line) for line in out.splitlines()]
    return {row["url"].rpartition("/")[2]: row for row in rows}


async def test_what_feeds_hold_is_stored_once_though_killed_while_polling(
    web: FakeWeb, reading: Dateline
) -> None:
    page = f"<html><body><article><p>{FERRY * 10}</p></article></body></html>"
    teaser = "The ferry Aurora carried 340 passengers to Lindholm island…"
    ferry, bridge = web.url("/ferry"), web.url("/bridge")
    web.put("/feed", rss(("Ferry", ferry, teaser), ("Bridge", bridge, BRIDGE * 9)))
    web.put("/ferry", hanging)
    web.put("/broken", Reply(503))
    for name in ("feed", "broken"):
        code, said, error = await reading.command("feeds", "add", web.url(f"/{name}"))
        assert code == 0, error
        assert said

    await reading.start()
    await web.until_asked("/ferry")
    await reading.kill()
    web.put("/ferry", Reply(body=page.encode(), headers=PAGE))
    reading.now_is(datetime.now(UTC) + LEASE)
    await reading.start()
    await web.until_asked("/ferry", 2)
    assert await reading.stop() == 0  # which waits for what it is reading
    feeds = await fares(reading)
    assert feeds["feed"]["health"] == "well"
    assert feeds["broken"]["health"] == "failing"
    assert "the server answered 503" in feeds["broken"]["error"]

    _, out, _ = await reading.command("stories", "--json")
    articles = [url for line in out.splitlines() for url in json.loads(line)["articles"]]
    assert sorted(articles) == [bridge, ferry]
    _, out, _ = await reading.command("ask", "How many passengers did the ferry carry?", "--json")
    answer = json.loads(out)
    assert "340 passengers" in answer["sentences"][0]["text"]
    assert answer["sources"][0]["url"] == ferry
