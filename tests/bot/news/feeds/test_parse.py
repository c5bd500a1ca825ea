from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.feeds.entries import MAX_ENTRIES, NotAFeed, ParsedFeed
from bot.news.feeds.parse import discover_feeds, parse_feed

URL = "https://news.example/feed.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Harbour &amp;amp; Town</title><language>en-GB</language><ttl>90</ttl>
<item>
  <title>Bridge &lt;i&gt;reopens&lt;/i&gt;</title><link>/news/bridge?utm_source=rss</link>
  <guid isPermaLink="false">b-1</guid><pubDate>Sun, 01 Mar 2026 12:30:00 +0100</pubDate>
  <dc:creator>Ada Reyes</dc:creator><source url="https://wire.example/rss">Coast Wire</source>
  <description>Ferries stop.</description>
  <content:encoded><![CDATA[<p>The bridge reopened.</p><script>x()</script>]]></content:encoded>
</item>
<item><title>No link, no id, no date</title><description>Only words.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Hafen</title>
<entry><id>urn:x:1</id><title type="html">Br&amp;uuml;cke</title>
<link rel="alternate" href="https://news.example/1"/><updated>2026-03-01T12:30:00Z</updated>
<summary>kurz</summary><author><name>Ada</name></author></entry></feed>"""


def read(text: str | bytes, content_type: str | None = None) -> ParsedFeed:
    return parse_feed(text if isinstance(text, bytes) else text.encode(), content_type, URL)


def read_or_refused(body: bytes) -> str:
    """The kind of the feed, or why it is none; any other error is a fault."""
    try:
        return read(body).kind
    except NotAFeed as error:
        return str(error)


def rss(items: str) -> str:
    return f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'


def test_rss_is_read() -> None:
    feed = read(RSS)
    assert (feed.kind, feed.title, feed.ttl) == ("rss20", "Harbour & Town", timedelta(minutes=90))
    entry = feed.entries[0]
    assert (entry.id, entry.title) == ("b-1", "Bridge reopens")
    assert entry.url == "https://news.example/news/bridge?utm_source=rss"
    assert entry.published == datetime(2026, 3, 1, 11, 30, tzinfo=UTC)
    assert (entry.author, entry.outlet, entry.language) == ("Ada Reyes", "Coast Wire", "en-GB")
    assert entry.summary == "Ferries stop."
    assert "The bridge reopened." in (entry.content or "")


def test_an_entry_without_link_id_and_date_is_kept() -> None:
    entry = read(RSS).entries[1]
    assert (entry.url, entry.published) == (None, None)
    assert entry.id == read(RSS).entries[1].id


def test_atom_is_read() -> None:
    feed = read(ATOM)
    entry = feed.entries[0]
    assert (feed.kind, feed.title, feed.ttl) == ("atom10", "Hafen", None)
    assert (entry.id, entry.url, entry.title) == ("urn:x:1", "https://news.example/1", "Brücke")
    assert (entry.author, entry.language, entry.outlet) == ("Ada", "de", None)
    assert entry.published == datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def test_json_feed_is_read() -> None:
    item = {
        "id": 7,
        "url": "/a",
        "title": "Bridge",
        "content_html": "<p>Open.</p>",
        "summary": "Open",
        "date_published": "2026-03-01T12:30:00+01:00",
        "authors": [{"name": "Ada"}, {"name": "Bo"}, "odd"],
    }
    feed = read(json.dumps({"version": "1.1", "title": "T", "language": "en", "items": [item, 5]}))
    (entry,) = feed.entries
    assert (feed.kind, feed.title) == ("json", "T")
    assert (entry.id, entry.url) == ("7", "https://news.example/a")
    assert (entry.author, entry.language) == ("Ada, Bo", "en")
    assert entry.published == datetime(2026, 3, 1, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "it is empty"),
        (b" \r\n\xef\xbb\xbf \0", "it is empty"),
        (b"hello", "neither RSS, Atom nor JSON Feed"),
        (b"{oops", "cannot be read as such"),
        (b"[" * 100_000, "neither"),
        (b"{" + b'"a":[' * 100_000, "cannot be read as such"),
        (b"{}", "no JSON Feed"),
        (b'{"items": {}}', "no JSON Feed"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "neither"),
        (b"<!DOCTYPE html><p>hi", "a page, not a feed, and names no feed"),
    ],
)
def test_what_is_no_feed_is_said_in_one_line(body: bytes, said: str) -> None:
    with pytest.raises(NotAFeed, match=said) as raised:
        read(body)
    assert "\n" not in str(raised.value)


PAGE = b"""<!doctype html><html><head><base href="/sub/">
<link rel="alternate" type="application/rss+xml" href="rss?feed=rss2">
<LINK REL='alternate home' TYPE='application/atom+xml; charset=utf-8' HREF='//atom.example/a'>
<link rel="alternate" type="application/feed+json" href="javascript:alert(1)">
<link rel="stylesheet" type="application/rss+xml" href="/no">
<link rel="alternate" hreflang="de" href="/de"></head><body>"""


def test_the_feeds_of_a_page_are_named() -> None:
    feeds = ("https://news.example/sub/rss?feed=rss2", "https://atom.example/a")
    assert discover_feeds(PAGE, URL) == feeds
    with pytest.raises(NotAFeed, match="it names https://news") as raised:
        read(PAGE)
    assert raised.value.feeds == feeds


def test_a_feed_that_quotes_pages_is_a_feed() -> None:
    feed = read(rss("<item><title>&lt;html></title><description>a</description></item>"))
    assert len(feed.entries) == 1


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read(rss("")).entries == ()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (RSS.replace("Ada", "Zoë").encode("utf-8"), None),
        (RSS.replace("Ada", "Zoë").encode("utf-8-sig"), "text/xml"),
        (RSS.replace("Ada", "Zoë").encode("latin-1"), None),
        (RSS.replace("Ada", "Zoë").replace("utf-8", "latin-1").encode("latin-1"), "text/xml"),
        (RSS.replace("Ada", "Zoë").encode("latin-1"), "text/xml; charset=iso-8859-1"),
        (RSS.replace("Ada", "Zoë").replace("utf-8", "utf-16").encode("utf-16"), None),
        (RSS.replace("Ada", "Zoë").replace("utf-8", "nonsense").encode(), None),
        (RSS.replace("Ada", "Zoë").encode(), "text/html; charset=nonsense"),
    ],
)
def test_wrong_and_odd_encodings_are_read(body: bytes, content_type: str | None) -> None:
    assert read(body, content_type).entries[0].author == "Zoë Reyes"


def test_ill_formed_feeds_are_read_as_far_as_they_go() -> None:
    items = "<item><title>One & two</title></item><item><b><title>Three&nope;</title><item>"
    titles = [entry.title for entry in read(rss(items)).entries]
    assert titles[:2] == ["One & two", "Three&nope;"]


def test_entities_are_no_bombs_and_load_nothing(tmp_path: object) -> None:
    bomb = (
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    feed = read(bomb + rss("<item><title>x &b; &f; y</title></item>"))
    title = feed.entries[0].title or ""
    assert len(title) < 100
    assert "root" not in title


def test_characters_that_no_text_holds_are_dropped() -> None:
    feed = read(rss("<item><title>Bri\0dge\x07</title><link>https://a.example/\0b</link></item>"))
    assert feed.entries[0].title == "Bridge"
    assert feed.entries[0].url == "https://a.example/b"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "http://[::1", "data:text/html,x"]
)
def test_links_that_are_no_web_address_are_not_taken(link: str) -> None:
    assert read(rss(f"<item><title>a</title><link>{link}</link></item>")).entries[0].url is None


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01", "32.13.2026"]
)
def test_dates_that_say_nothing_are_none(date: str) -> None:
    feed = read(rss(f"<item><title>a</title><pubDate>{date}</pubDate></item>"))
    assert feed.entries[0].published is None


def test_ids_that_repeat_are_made_anew() -> None:
    items = "".join(f"<item><guid>1</guid><title>{n}</title></item>" for n in range(3))
    assert len({entry.id for entry in read(rss(items)).entries}) == 3


@pytest.mark.parametrize("ttl", ["", "0", "-3", "soon", "99999999999999999999"])
def test_odd_ttls_are_survived(ttl: str) -> None:
    wait = read(rss(f"<ttl>{ttl}</ttl>")).ttl
    assert wait is None or wait == timedelta(days=7)


def test_of_a_huge_feed_the_newest_are_kept_and_the_rest_counted() -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC)
    moments = [first + timedelta(minutes=n) for n in range(MAX_ENTRIES + 500)]
    items = "".join(
        f"<item><title>{n}</title><pubDate>{moment:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n, moment in enumerate(moments)
    )
    feed = read(rss(items))
    assert (len(feed.entries), feed.left_out) == (MAX_ENTRIES, 500)
    assert [entry.title for entry in feed.entries[:2]] == ["500", "501"]


def test_of_a_huge_json_feed_the_newest_are_kept() -> None:
    items = [
        {"id": str(n), "title": str(n), "date_published": f"{1000 + n}-01-01"}
        for n in range(1000, 1000 + MAX_ENTRIES + 5)
    ]
    feed = read(json.dumps({"items": items}))
    assert (feed.left_out, feed.entries[0].title) == (5, "1005")


def test_a_feed_of_nothing_but_tags_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(NotAFeed, match="more elements than a feed"):
        read(b"<rss>" + b"<a>" * 500_000)


def test_of_a_feed_whose_items_are_monsters_fewer_are_kept() -> None:
    monster = (
        "<item><title>a</title><description><![CDATA["
        + "<b>" * 150_000
        + "]]></description></item>"
    )
    feed = read(rss(monster * 4))
    assert 0 < len(feed.entries) < 4
    assert feed.left_out == 4 - len(feed.entries)


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    assert read_or_refused(body)


@given(st.data(), st.sampled_from([RSS, ATOM]), st.binary(max_size=12))
def test_damaged_feeds_are_read_or_refused(data: st.DataObject, feed: str, damage: bytes) -> None:
    body = feed.encode()
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    assert read_or_refused(body[:start] + damage + body[end:])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "id", "url", "title"]), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = ("id", "url", "title", "content_html", "date_published", "authors", "author", "language")


@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=5), max_size=4))
def test_fields_of_wrong_kinds_in_json_feeds_are_as_missing(items: list[object]) -> None:
    feed = read(json.dumps({"items": items, "title": items, "author": items}))
    assert len(feed.entries) == len(items)
