from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.news.urls import canonical_url, is_web_address, normal_url, shown_url, site_of


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/a#comments", "https://example.org/a"),
        ("https://me:secret@example.org/a", "https://example.org/a"),
        ("  https://example.org/a\n", "https://example.org/a"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/a/..", "https://example.org/"),
        ("https://example.org/../../a", "https://example.org/a"),
        ("https://example.org/%7ekim/%2f%41", "https://example.org/~kim/%2FA"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/über uns", "https://example.org/%C3%BCber%20uns"),
        ("https://münchen.example/a", "https://xn--mnchen-3ya.example/a"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("https://example.org/a?utm_source=rss&utm_medium=x", "https://example.org/a"),
        ("https://example.org/a?id=7&fbclid=abc", "https://example.org/a?id=7"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?b=2&a=1"),
        ("https://example.org/a?ref=rss", "https://example.org/a"),
        ("https://example.org/a?source=feed_world", "https://example.org/a"),
        ("https://example.org/a?ref=chapter2", "https://example.org/a?ref=chapter2"),
        ("https://example.org/a?from=2023", "https://example.org/a?from=2023"),
        ("https://example.org/a?", "https://example.org/a"),
        ("https://example.org/a?&&id=1&", "https://example.org/a?id=1"),
        ("https://example.org/a?q=a%20b+c", "https://example.org/a?q=a%20b+c"),
    ],
)
def test_web_addresses_of_one_page_become_one(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "file:///data/a%20b.txt",
        "urn:uuid:1225c695",
        "just words",
        "",
        "http://",
        "http://[::1",
        "http://example.org:99999/",
        "http://example.org:port/",
        "javascript:alert(1)",
        "http://a\x1eb/",
        "http://a%20b/",
    ],
)
def test_what_is_no_web_address_stays_as_it_is(url: str) -> None:
    assert canonical_url(url) == url
    assert not is_web_address(url)
    assert site_of(url) is None


def test_pages_that_differ_stay_apart() -> None:
    urls = (
        "http://example.org/a",
        "https://example.org/a",
        "https://www.example.org/a",
        "https://example.org/a/",
        "https://example.org/A",
        "https://example.org/a?id=1",
        "https://example.org/a?id=2",
    )
    assert len({canonical_url(url) for url in urls}) == len(urls)


def test_a_feed_keeps_its_parameters() -> None:
    assert normal_url("HTTP://Blog.example/?feed=rss2&utm_x=1#a") == (
        "http://blog.example/?feed=rss2&utm_x=1"
    )


def test_site_is_the_host_without_www() -> None:
    assert site_of("https://WWW.Example.org:8443/a") == "example.org"
    assert site_of("https://news.example.org/a") == "news.example.org"


def test_shown_address_holds_no_secret() -> None:
    assert shown_url("https://me:pw@example.org/feed?key=1#a") == "https://example.org/feed"
    assert shown_url("a\nb\x00" + "x" * 200) == "a b " + "x" * 96


@given(st.text())
def test_any_text_is_canonical_after_one_step(text: str) -> None:
    for spell in (canonical_url, normal_url):
        once = spell(text)
        assert spell(once) == once


@given(
    st.text(alphabet="ab./%27eE~ü ?&=#:@\\", max_size=30),
    st.sampled_from(["http://h.example/", "HTTPS://H.example", "http://u@h.example:80/x"]),
)
@example(" ?", "HTTPS://H.example")
def test_any_address_is_canonical_after_one_step_and_keeps_its_host(rest: str, head: str) -> None:
    for spell in (canonical_url, normal_url):
        once = spell(head + rest)
        assert spell(once) == once
        if is_web_address(head + rest):
            assert "#" not in once
            assert "@" not in urlsplit(once).netloc


def test_no_address_is_read_again_and_again() -> None:
    url = f"https://example.org/a?ref={'rss-' * 15_000}!&from={'%' * 50_000}"
    assert canonical_url(url).startswith("https://example.org/a?ref=rss-")
