"""From the entries of a feed to articles, purely."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.news.feeds.entries import Entry
from bot.news.feeds.markup import plain_text
from bot.news.feeds.parse import parse_feed
from bot.news.feeds.teasers import full_text
from bot.news.records import RawArticle
from bot.news.urls import canonical_url, site_of

_CAPTIONED = "<figcaption"


def with_own_links(entries: Sequence[Entry]) -> list[Entry]:
    """Take the links away that do not tell a feed's entries apart.

    Some feeds link every entry to their front page. Entries with the same link and title are one
    entry twice: the first is kept. Entries with neither words nor a link are left out.
    """
    distinct = {
        (_link(entry), entry.title, entry.id if not entry.url else ""): entry
        for entry in reversed(entries)
    }
    kept = [e for e in reversed(distinct.values()) if e.title or e.summary or e.content or e.url]
    uses = Counter(_link(entry) for entry in kept)
    return [replace(e, url=None) if uses[_link(e)] > 1 else e for e in kept]


def key(entry: Entry) -> str:
    """Return a short name of an entry within its feed."""
    return hashlib.sha256(entry.id.encode()).hexdigest()[:32]


def digest(entry: Entry) -> str:
    """Return a short hash of the words of an entry: another one means that it was revised.

    Its time and its markup do not count: some feeds make both anew for each reader.
    """
    said = (_link(entry), entry.title, plain_text(full_text(entry) or ""))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def raw_article(
    entry: Entry,
    feed_url: str,
    outlet: str | None = None,
    feed_id: int | None = None,
) -> RawArticle:
    """Make an article of what the feed itself carries.

    Its outlet is whom the entry names, else `outlet`, else its site: not what its page calls
    itself, since of one outlet some articles are read from pages and some are not. A title alone
    is no text.
    """
    text = full_text(entry) or ""
    captioned = _CAPTIONED in text.lower()
    address = _address(entry, feed_url)
    site = site_of(address) or site_of(feed_url)
    return RawArticle(
        url=address,
        source=site or feed_url,
        title=entry.title,
        outlet=entry.outlet or outlet or site,
        byline=entry.author,
        published=entry.published,
        language=entry.language,
        text=None if captioned else plain_text(text),
        html=text if captioned else None,
        feed_id=feed_id,
    )


def feed_articles(body: bytes, url: str, content_type: str | None = None) -> list[RawArticle]:
    """Return the articles that a feed's own bytes carry; raises NotAFeed."""
    parsed = parse_feed(body, content_type, url)
    return [raw_article(entry, url) for entry in with_own_links(parsed.entries)]


def with_page(article: RawArticle, page: str) -> RawArticle:
    """Return the article with its whole page in place of the teaser."""
    return replace(article, text=None, html=page)


def _link(entry: Entry) -> str:
    return canonical_url(entry.url) if entry.url else f"id:{entry.id}"


def _address(entry: Entry, feed_url: str) -> str:
    """The article's canonical address; for an entry without a link, a URN made of its id."""
    if entry.url:
        return canonical_url(entry.url)
    made = hashlib.sha256(f"{feed_url}\n{entry.id}".encode()).hexdigest()[:32]
    return f"urn:dateline:entry:{made}"
