from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.news.web.fetch import AddressRefused, Limits
from bot.news.web.robots import Robots
from tests.bot.news.webs import downloader
from tests.fakes.web import Asked, FakeWeb, Reply, hanging

RULES = b"User-agent: *\nDisallow: /private/\nAllow: /private/open\nCrawl-delay: 7\n"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def robots(clock: Clock) -> AsyncIterator[Robots]:
    get = downloader(Limits(seconds=0.2), clock)
    yield Robots(get, clock)
    await get.close()


async def test_rules_are_kept(web: FakeWeb, robots: Robots) -> None:
    web.put("/robots.txt", Reply(body=RULES))
    await robots.check(web.url("/news"))
    await robots.check(web.url("/private/open"))
    with pytest.raises(AddressRefused, match=r"robots\.txt"):
        await robots.check(web.url("/private/a"))
    assert await robots.pause(web.url("/news")) == 7


async def test_rules_for_this_reader_go_before_those_for_all(web: FakeWeb, robots: Robots) -> None:
    web.put("/robots.txt", Reply(body=b"User-agent: dateline\nDisallow: /\n\n" + RULES))
    with pytest.raises(AddressRefused):
        await robots.check(web.url("/news"))


async def test_a_site_is_asked_once_a_day_however_many_ask(
    web: FakeWeb, robots: Robots, clock: Clock
) -> None:
    web.put("/robots.txt", Reply(body=RULES))
    await asyncio.gather(*(robots.check(web.url(f"/{n}")) for n in range(5)))
    assert web.paths() == ["/robots.txt"]
    clock.time += timedelta(hours=25)
    await robots.check(web.url("/news"))
    assert web.paths() == ["/robots.txt"] * 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_without_rules_all_is_allowed(web: FakeWeb, robots: Robots, status: int) -> None:
    web.put("/robots.txt", Reply(status))
    await robots.check(web.url("/news"))
    assert await robots.pause(web.url("/news")) == 0


@pytest.mark.parametrize("answer", [Reply(500), Reply(503), hanging])
async def test_while_rules_cannot_be_had_nothing_is_allowed(
    web: FakeWeb, robots: Robots, clock: Clock, answer: Reply
) -> None:
    web.put("/robots.txt", answer)
    with pytest.raises(AddressRefused):
        await robots.check(web.url("/news"))
    web.put("/robots.txt", Reply(404))
    clock.time += timedelta(minutes=11)
    await robots.check(web.url("/news"))


@pytest.mark.parametrize(
    "rules", [b"", b"\xff\xfe\x00", b"<html>", b"Crawl-delay: x", b"User-agent: *\nCrawl-delay: -1"]
)
async def test_rules_that_say_nothing_allow_all(web: FakeWeb, robots: Robots, rules: bytes) -> None:
    web.put("/robots.txt", Reply(body=rules))
    await robots.check(web.url("/news"))
    assert await robots.pause(web.url("/news")) == 0


async def test_each_site_has_its_own_rules(web: FakeWeb, robots: Robots) -> None:
    async def by_host(asked: Asked) -> Reply:
        strict = asked.headers["host"].startswith("wire.example")
        return Reply(body=b"User-agent: *\nDisallow: /" if strict else b"")

    web.put("/robots.txt", by_host)
    await robots.check(web.url("/a", "news.example"))
    with pytest.raises(AddressRefused):
        await robots.check(web.url("/a", "wire.example"))
