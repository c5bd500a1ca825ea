from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SystemClock
from bot.errors import FetchError
from bot.news.web.fetch import Downloader
from bot.news.web.page_fetch import Pages, decode_page
from bot.news.web.robots import Robots
from bot.news.web.turns import Turns
from tests.bot.news.webs import HOSTS
from tests.fakes.web import FakeWeb, Reply, redirect

HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def pages(get: Downloader) -> Pages:
    return Pages(get, Robots(get, SystemClock()), Turns(), own_hosts=HOSTS)


async def test_a_page_is_read(web: FakeWeb, pages: Pages) -> None:
    web.put("/a", Reply(body="<p>Brücke".encode(), headers=HTML))
    assert await pages.get(web.url("/a")) == "<p>Brücke"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(404), "the server answered 404"),
        (Reply(302), "the server answered 302"),
        (Reply(headers={"Content-Type": "application/pdf"}), "application/pdf, not a page"),
    ],
)
async def test_what_is_no_page_is_said(web: FakeWeb, pages: Pages, reply: Reply, said: str) -> None:
    web.put("/a", reply)
    with pytest.raises(FetchError, match=f"/a: .*{said}"):
        await pages.get(web.url("/a"))


async def test_robots_are_asked_before_each_hop(web: FakeWeb, pages: Pages) -> None:
    web.put("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /hidden"))
    web.put("/a", redirect("/hidden"))
    with pytest.raises(FetchError, match=r"robots\.txt"):
        await pages.get(web.url("/a"))
    assert "/hidden" not in web.paths()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("Brücke".encode(), None),
        ("Brücke".encode(), "text/html; charset=latin-1"),
        ("Brücke".encode("utf-8-sig"), None),
        ("Brücke".encode("utf-16"), None),
        ("Brücke".encode("latin-1"), 'text/html; charset="ISO-8859-1"'),
        ("Brücke".encode("cp1252"), "text/html; charset=nonsense"),
        ("Brücke".encode("cp1252"), None),
    ],
)
def test_encodings_of_pages(body: bytes, content_type: str | None) -> None:
    assert decode_page(body, content_type) == "Brücke"


def test_a_page_may_name_its_encoding_itself() -> None:
    page = '<meta charset="windows-1251"><p>Мост'
    assert decode_page(page.encode("cp1251"), "text/html") == page


@given(st.binary(), st.none() | st.text())
def test_any_bytes_are_decoded(body: bytes, content_type: str | None) -> None:
    assert isinstance(decode_page(body, content_type), str)
