"""Reading the articles at an address that somebody named: a page, or a feed's own articles.

A page that a person asks for by name is fetched as a browser would: robots.txt is for what the bot
does by itself.
"""

from __future__ import annotations

from bot.errors import FetchError, NotAnArticle
from bot.news.characters import refuse_known_formats
from bot.news.feeds.entries import NotAFeed
from bot.news.feeds.entry_articles import feed_articles
from bot.news.records import RawArticle, Unread
from bot.news.sources import Item
from bot.news.urls import canonical_url, shown_url, site_of
from bot.news.web.fetch import Downloader, Request, Response
from bot.news.web.page_fetch import decode_page

_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"


async def articles_at(downloader: Downloader, url: str) -> list[Item]:
    """Return the articles at an address; one Unread where it could not be read."""
    try:
        response = await downloader.fetch(Request(url, accept=_ACCEPT))
        if not response.ok:
            raise FetchError(f"the server answered {response.status}")
    except FetchError as error:
        return [Unread(url, str(error).removeprefix(f"{shown_url(url)}: "))]
    return _articles(response)


def _articles(response: Response) -> list[Item]:
    try:
        return [*feed_articles(response.body, response.final_url, response.content_type)]
    except NotAFeed:
        return [_page(response)]


def _page(response: Response) -> Item:
    url = canonical_url(response.final_url)
    try:
        refuse_known_formats(response.body)
    except NotAnArticle as error:
        return Unread(url, str(error))
    html = decode_page(response.body, response.content_type)
    return RawArticle(url=url, source=site_of(url) or url, html=html)
