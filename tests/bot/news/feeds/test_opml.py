from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.feeds.opml import MAX_FEEDS, FeedOutline, NotAnOpml, parse_opml, write_opml

OPML = b"""<?xml version="1.0"?><!-- mine --><opml version="1.0"><body>
<outline text="World"><outline TEXT="Harbour" xmlUrl="HTTP://a.example/rss?feed=rss2"/>
  <outline text="Deep"><outline xmlurl="https://b.example/"/></outline></outline>
<outline title="Loose" text="x" xmlUrl="https://c.example/feed"/>
<outline text="Again" xmlUrl="http://a.example/rss?feed=rss2"/>
<outline text="Odd" xmlUrl="javascript:alert(1)"/><outline text="Folder"/>
</body></opml>"""


def test_feeds_are_read_with_their_topics() -> None:
    assert parse_opml(OPML) == [
        FeedOutline("http://a.example/rss?feed=rss2", "Harbour", "World"),
        FeedOutline("https://b.example/", None, "Deep"),
        FeedOutline("https://c.example/feed", "Loose", None),
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "cannot be read"),
        (b"plain", "no OPML list"),
        (b"<rss/>", "no OPML list"),
        (b"<opml><body/></opml>", "names no feed"),
    ],
)
def test_what_is_no_opml_is_said(body: bytes, said: str) -> None:
    with pytest.raises(NotAnOpml, match=said):
        parse_opml(body)


def test_a_list_of_too_many_feeds_is_refused() -> None:
    feeds = (FeedOutline(f"https://a.example/{n}", None, None) for n in range(MAX_FEEDS + 1))
    with pytest.raises(NotAnOpml, match="the limit is 5000"):
        parse_opml(write_opml(feeds))


def test_entities_are_no_bombs_and_load_nothing() -> None:
    bomb = (
        b'<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        b'<opml><outline text="&b;" xmlUrl="https://a.example/"/>&f;</opml>'
    )
    (feed,) = parse_opml(bomb)
    assert len(feed.title or "") <= 100


def test_deep_lists_are_survived() -> None:
    deep = b"<opml>" + b'<outline xmlUrl="https://a.example/">' * 100_000
    assert [feed.url for feed in parse_opml(deep)] == ["https://a.example/"]


NAMES = st.none() | st.text(max_size=20)


@given(st.lists(st.tuples(st.integers(0, 9), NAMES, NAMES), min_size=1, max_size=8))
def test_what_is_written_is_read_again(rows: list[tuple[int, str | None, str | None]]) -> None:
    feeds = {n: FeedOutline(f"https://a.example/{n}", name, topic) for n, name, topic in rows}
    again = parse_opml(write_opml(feeds.values()))
    assert {feed.url for feed in again} == {feed.url for feed in feeds.values()}


def test_names_and_topics_stay() -> None:
    feeds = [
        FeedOutline("https://a.example/", 'A "b" <c> & d', "World"),
        FeedOutline("https://b.example/", "B", None),
        FeedOutline("https://c.example/", "C, Europe", "World", "C"),
    ]
    assert sorted(parse_opml(write_opml(feeds)), key=lambda feed: feed.url) == feeds
