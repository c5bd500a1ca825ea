from __future__ import annotations

import asyncio
import gzip
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SystemClock
from bot.errors import FetchError
from bot.news.web.fetch import (
    AddressRefused,
    Downloader,
    Limits,
    RedirectError,
    Request,
    TooLarge,
    TooSlow,
    UnknownHost,
    Unreachable,
    retry_after,
)
from bot.news.web.guard import GuardedBackend
from tests.bot.news.webs import LIMITS, downloader, loopback, nowhere
from tests.fakes.web import (
    FakeWeb,
    Reply,
    Script,
    babbling,
    broken_off,
    dripping,
    endless,
    gzip_bomb,
    hanging,
    redirect,
    versioned,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def test_a_body_comes_with_what_its_headers_say(web: FakeWeb, get: Downloader) -> None:
    web.put("/a", Reply(body=b"news", headers={"Content-Type": "text/xml", "ETag": 'W/"\xe4"'}))
    response = await get.fetch(Request(web.url("/a")))
    assert (response.status, response.body, response.ok) == (200, b"news", True)
    assert (response.content_type, response.etag) == ("text/xml", 'W/"\xe4"')
    assert (response.final_url, response.moved_to) == (web.url("/a"), None)


async def test_validators_go_back_as_they_came(web: FakeWeb, get: Downloader) -> None:
    web.put("/a", versioned(b"news", "text/xml", etag='W/"\xe4, odd"'))
    first = await get.fetch(Request(web.url("/a")))
    second = await get.fetch(Request(web.url("/a"), first.etag, "any text"))
    assert (second.status, second.body, second.ok) == (304, b"", False)
    assert web.asked[1].headers["if-modified-since"] == "any text"


async def test_it_says_who_it_is_and_sends_nothing_private(web: FakeWeb, get: Downloader) -> None:
    web.put("/a", Reply(headers={"Set-Cookie": "id=1"}))
    for _ in range(2):
        await get.fetch(Request(web.url("/a")))
    assert web.asked[1].headers["user-agent"].startswith("Dateline/")
    assert set(web.asked[1].headers) == {"host", "user-agent", "accept", "accept-encoding"}


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", gzip.compress(b"news", mtime=0)), ("deflate", zlib.compress(b"news")), ("", b"news")],
)
async def test_packed_bodies_are_unpacked(
    web: FakeWeb, get: Downloader, encoding: str, body: bytes
) -> None:
    web.put("/a", Reply(body=body, headers={"Content-Encoding": encoding}))
    assert (await get.fetch(Request(web.url("/a")))).body == b"news"


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 503])
async def test_an_error_status_comes_without_body(
    web: FakeWeb, get: Downloader, status: int
) -> None:
    web.put("/a", Reply(status, b"sorry", {"Retry-After": "120"}))
    response = await get.fetch(Request(web.url("/a")))
    assert (response.status, response.body, response.ok) == (status, b"", False)
    assert response.retry_after == timedelta(minutes=2)


async def test_redirects_are_followed_and_where_they_lead_is_told(
    web: FakeWeb, get: Downloader
) -> None:
    web.put("/a", redirect("/b?x=1#part"))
    web.put("/b?x=1", redirect(web.url("/ü", "news.example"), 301))
    web.put("/%C3%BC", Reply(body=b"news"))
    response = await get.fetch(Request(web.url("/a")))
    assert response.final_url == web.url("/%C3%BC", "news.example")
    assert (response.body, response.moved_to) == (b"news", None)


async def test_only_permanent_redirects_move_an_address(web: FakeWeb, get: Downloader) -> None:
    web.put("/a", redirect("/b", 301))
    web.put("/b", redirect("/c", 308))
    web.put("/c", Reply())
    assert (await get.fetch(Request(web.url("/a")))).moved_to == web.url("/c")


async def test_a_circle_is_named(web: FakeWeb, get: Downloader) -> None:
    web.put("/a", redirect("/b"))
    web.put("/b", redirect("/a#again"))
    with pytest.raises(RedirectError, match=r"in a circle: \S+/a -> \S+/b -> \S+/a$"):
        await get.fetch(Request(web.url("/a")))


async def test_a_long_way_is_cut_off(web: FakeWeb, get: Downloader) -> None:
    for step in range(9):
        web.put(f"/{step}", redirect(f"/{step + 1}"))
    with pytest.raises(RedirectError, match="more than 5 times"):
        await get.fetch(Request(web.url("/0")))
    assert web.paths() == ["/0", "/1", "/2", "/3", "/4", "/5"]


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://private.example/",
        "http://[::1]/",
        "file:///etc/hostname",
        "ftp://news.example/",
        "http://me:pw@news.example/",
        "//:80",
    ],
)
async def test_no_redirect_leads_past_the_guard(web: FakeWeb, get: Downloader, target: str) -> None:
    web.put("/a", redirect(target))
    with pytest.raises((AddressRefused, RedirectError)) as raised:
        await get.fetch(Request(web.url("/a")))
    assert "pw" not in str(raised.value)
    assert web.paths() == ["/a"]


async def test_what_may_stop_a_hop_sees_each_one(web: FakeWeb, get: Downloader) -> None:
    seen: list[str] = []

    async def stop_at_b(url: str) -> None:
        seen.append(url)
        if url.endswith("/b"):
            raise AddressRefused("not here")

    web.put("/a", redirect("/b"))
    with pytest.raises(AddressRefused, match="not here"):
        await get.fetch(Request(web.url("/a")), before_hop=stop_at_b)
    assert seen == [web.url("/a"), web.url("/b")]
    assert web.paths() == ["/a"]


@pytest.mark.parametrize(
    "reply",
    [
        gzip_bomb(20),
        Reply(body=b"x" * 100_001),
        endless,
    ],
)
async def test_a_body_is_cut_off_at_the_limit(
    web: FakeWeb, get: Downloader, reply: Reply | Script
) -> None:
    web.put("/a", reply)
    with pytest.raises(TooLarge, match=r"/a: it is larger than 0\.1 MB"):
        await get.fetch(Request(web.url("/a")))


@pytest.mark.parametrize("script", [hanging, dripping])
async def test_a_deadline_stands_around_the_whole_fetch(web: FakeWeb, script: Script) -> None:
    web.put("/a", script)
    get = downloader(Limits(seconds=0.1))
    with pytest.raises(TooSlow, match=r"/a: took longer than 0\.1 s"):
        await get.fetch(Request(web.url("/a")))
    await get.close()


@pytest.mark.parametrize("script", [broken_off, babbling])
async def test_a_broken_answer_is_named(web: FakeWeb, get: Downloader, script: Script) -> None:
    web.put("/a", script)
    with pytest.raises(Unreachable, match="/a: no connection, or it broke"):
        await get.fetch(Request(web.url("/a")))


async def test_an_unknown_host_is_named() -> None:
    get = Downloader(GuardedBackend((), nowhere), LIMITS, SystemClock())
    with pytest.raises(UnknownHost, match=r"news\.example has no address"):
        await get.fetch(Request("http://news.example/a"))


async def test_a_closed_port_is_named(get: Downloader) -> None:
    with pytest.raises(Unreachable, match="no connection"):
        await get.fetch(Request("http://127.0.0.1:1/a"))


async def test_a_private_host_is_refused_with_what_to_do(web: FakeWeb) -> None:
    get = Downloader(GuardedBackend((), loopback), LIMITS, SystemClock())
    with pytest.raises(AddressRefused, match="DATELINE_FETCH_ALLOW"):
        await get.fetch(Request(web.url("/a")))
    assert web.asked == []


def test_any_text_as_address_is_refused_in_one_line() -> None:
    get = Downloader(GuardedBackend((), nowhere), LIMITS, SystemClock())

    @given(st.text() | st.text().map(lambda rest: f"http://{rest}"))
    def refused(text: str) -> None:
        with pytest.raises(FetchError) as raised:
            asyncio.run(get.fetch(Request(text)))
        assert len(str(raised.value).splitlines()) == 1

    refused()


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("120", timedelta(minutes=2)),
        (" 0 ", timedelta(0)),
        ("999999999", timedelta(days=7)),
        ("Sun, 01 Mar 2026 13:00:00 GMT", timedelta(hours=1)),
        ("Sun, 01 Mar 2026 11:00:00 GMT", timedelta(0)),
        ("Sun, 01 Mar 9999 11:00:00 GMT", timedelta(days=7)),
    ],
)
def test_retry_after_is_read(text: str | None, wait: timedelta | None) -> None:
    assert retry_after(text, NOW) == wait


@given(st.text(alphabet="0123456789 SunMar:+-,GT", max_size=40))
def test_any_retry_after_is_survived(text: str) -> None:
    wait = retry_after(text, NOW)
    assert wait is None or timedelta(0) <= wait <= timedelta(days=7)
