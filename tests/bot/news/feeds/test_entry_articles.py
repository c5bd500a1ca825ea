from __future__ import annotations

from bot.news.feeds.entry_articles import (
    digest,
    feed_articles,
    key,
    raw_article,
    with_own_links,
    with_page,
)
from tests.bot.news.samples import NOW, entry

FEED = "https://news.example/feed"


def test_an_article_is_made_of_what_the_feed_says() -> None:
    said = entry(
        url="HTTPS://www.News.example/bridge?utm_source=rss",
        content="<p>The bridge is open.</p><p>At last.</p>",
        author="Ada Reyes",
        language="en-GB",
    )
    raw = raw_article(said, FEED, feed_id=7)
    assert (raw.url, raw.source) == ("https://www.news.example/bridge", "news.example")
    assert (raw.title, raw.byline, raw.language) == ("Bridge reopens", "Ada Reyes", "en-GB")
    assert (raw.text, raw.html) == ("The bridge is open.\nAt last.", None)
    assert (raw.published, raw.feed_id, raw.outlet, raw.remark) == (NOW, 7, "news.example", None)


def test_whose_article_it_is_comes_from_the_entry_the_feed_or_the_address() -> None:
    assert raw_article(entry(outlet="Wire"), FEED, outlet="Post").outlet == "Wire"
    assert raw_article(entry(), FEED, outlet="Post").outlet == "Post"
    assert raw_article(entry(), FEED).outlet == "news.example"
    assert raw_article(entry(url=None), "file:///feed.xml").outlet is None


def test_captions_are_left_to_the_reader_of_pages() -> None:
    html = "<p>Open.</p><figure><figcaption>A ferry.</figcaption></figure>"
    raw = raw_article(entry(content=html), FEED)
    assert (raw.text, raw.html) == (None, html)


def test_a_page_takes_the_place_of_the_teaser() -> None:
    raw = with_page(raw_article(entry(summary="Open."), FEED), "<p>All of it")
    assert (raw.text, raw.html, raw.title) == (None, "<p>All of it", "Bridge reopens")


def test_an_entry_without_a_link_has_an_address_of_its_own() -> None:
    first = raw_article(entry(url=None), FEED)
    assert first.url.startswith("urn:dateline:entry:")
    assert first.source == "news.example"
    assert raw_article(entry(url=None), FEED).url == first.url
    assert raw_article(entry(url=None, id="2"), FEED).url != first.url
    assert raw_article(entry(url=None), "https://b.example/").url != first.url


def test_links_that_all_lead_to_one_page_are_taken_away() -> None:
    entries = [entry(id="1", title="A"), entry(id="2", title="B"), entry(id="3", url="https://c/")]
    assert [e.url for e in with_own_links(entries)] == [None, None, "https://c/"]


def test_an_entry_that_stands_twice_is_one() -> None:
    entries = [entry(id="1"), entry(id="2", url="https://news.example/bridge#top")]
    assert with_own_links(entries) == entries[:1]


def test_entries_with_neither_words_nor_a_link_are_left_out() -> None:
    assert with_own_links([entry(title=None, url=None)]) == []
    assert with_own_links([entry(title=None)]) == [entry(title=None)]


def test_a_digest_changes_with_what_is_said_and_a_key_does_not() -> None:
    first, revised = entry(content="One."), entry(content="Two.")
    assert key(first) == key(revised)
    assert digest(first) == digest(entry(content="One."))
    assert digest(first) != digest(revised)


def test_what_is_made_anew_for_each_reader_is_no_revision() -> None:
    first = entry(content='<p>Open.<img src="https://count.example/1"></p>', published=NOW)
    again = entry(content='<p>Open.<img src="https://count.example/2"></p>', published=None)
    assert digest(first) == digest(again)


def test_the_articles_of_a_feed_file_are_those_that_it_carries() -> None:
    body = b"""<rss><channel><item><title>A</title><description>Open.</description></item>
    <item><link>https://news.example/b</link><description>Shut.</description></item></channel></rss>"""
    first, second = feed_articles(body, "file:///feed.xml")
    assert (first.text, first.source) == ("Open.", "file:///feed.xml")
    assert (second.url, second.source) == ("https://news.example/b", "news.example")
