"""Read a feed of any format, and find the feeds that a page names."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml import etree

from bot.news.feeds.entries import NotAFeed, ParsedFeed
from bot.news.feeds.json_feeds import parse_json_feed
from bot.news.feeds.markup import parse_html
from bot.news.feeds.xml_feeds import has_feed_root, parse_xml_feed
from bot.news.urls import is_web_address, normal_url

FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
)
ACCEPT = ", ".join((*FEED_TYPES, "application/xml;q=0.9", "text/xml;q=0.9", "*/*;q=0.5"))

_HEAD = 4096  # bytes in which a document says what it is
_PAGE_HEAD = 500_000  # bytes of a page in which its feeds are looked for
_SPACE = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"  # with the marks of byte order, and UTF-16's zeros
_IS_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_MOST_LINKS = 10


def parse_feed(body: bytes, content_type: str | None, url: str) -> ParsedFeed:
    """Read RSS, Atom, CDF or JSON Feed from the bytes that `url` gave.

    Raises NotAFeed, with one line on what it is instead, when it is empty, a page (then with the
    feeds that the page names) or anything else.
    """
    head = body[:_HEAD].lstrip(_SPACE)
    if not head:
        raise NotAFeed("it is empty")
    if head.startswith(b"{"):
        return parse_json_feed(body, url)
    if _IS_PAGE.search(head) and not has_feed_root(head):
        raise _a_page(discover_feeds(body, url))
    return parse_xml_feed(body, content_type, url)


def discover_feeds(page: bytes, url: str) -> tuple[str, ...]:
    """Return the addresses of the feeds that an HTML page links to, in its order."""
    tree = parse_html(page[:_PAGE_HEAD])
    if tree is None:
        return ()
    base = next((_joined(url, str(b.get("href"))) for b in tree.iter("base") if b.get("href")), url)
    found = (_joined(base, str(link.get("href"))) for link in tree.iter("link") if _is_feed(link))
    web = (normal_url(link) for link in found if is_web_address(link))
    return tuple(dict.fromkeys(web))[:_MOST_LINKS]


def _is_feed(link: etree._Element) -> bool:
    """Whether it is <link rel="alternate" type="a feed's type" href="...">."""
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    rel = (link.get("rel") or "").lower().split()
    return "alternate" in rel and kind in FEED_TYPES and bool(link.get("href"))


def _a_page(feeds: tuple[str, ...]) -> NotAFeed:
    if not feeds:
        return NotAFeed("it is a page, not a feed, and names no feed")
    return NotAFeed(f"it is a page, not a feed; it names {', '.join(feeds)}", feeds)


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""
