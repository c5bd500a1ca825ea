"""Whether a feed carries an article or only the beginning of one.

Observed: feeds carry the whole text, one to three sentences of summary, or the first paragraphs cut
off. What is cut off says so in every language: it ends in an ellipsis, or its last words are a link
to the article itself ("Read more"). Short texts without either mark are mostly summaries: an
article has rarely fewer than a hundred words, and a whole one that short costs one page too many.

How it works: a text is a teaser when it is short, ends in an ellipsis, or ends in a link to its own
address with little behind it. The page that is fetched in its place must tell the same: at least
half of the teaser's content words (or the title's, where there is no teaser) stand in it, so that
a consent form, a login or a "not found" that is served as a page is not taken for the article.

Where it fails: cut-off texts of more than a hundred words without a mark; pages that are drawn by
scripts hold no words and are passed over; a login page that shows the teaser passes for it.
"""

from __future__ import annotations

import re
from html import unescape

from bot.news.feeds.entries import Entry
from bot.news.feeds.markup import plain_text
from bot.news.urls import canonical_url
from bot.text.words import content_terms, tokens

SHORT = 100  # words; pairs of characters in scripts without spaces

_CUT_OFF = re.compile(r"(?:\.\s?\.\s?\.|…|\[(?:…|\.\.\.|&hellip;)\])[\s\])»”\"'’.]*$")
# Possessive, so that no text makes them try again and again.
_LINK = re.compile(r"<a\s[^<>]*+>", re.IGNORECASE)
_TARGET = re.compile(r"""\bhref\s*+=\s*+["']?+([^"'\s<>]++)""", re.IGNORECASE)
_END = 40  # characters in which a text says that it is cut off
_BEHIND = 12  # words after the start of a last link that leads to the article
_SHARE = 0.5  # of a teaser's content words that its page must hold


def is_teaser(entry: Entry) -> bool:
    """Whether the entry's own text is not the whole article."""
    html = full_text(entry) or ""
    words = plain_text(html)
    if len(tokens(words)) < SHORT or _CUT_OFF.search(words[-_END:]):
        return True
    return _leads_on(html, entry.url or "")


def full_text(entry: Entry) -> str | None:
    """Return the longer of content and summary, as the feed has it."""
    return max((entry.content, entry.summary), key=lambda text: len(text or ""))


def tells_the_same(entry: Entry, page: str) -> bool:
    """Whether a page's words hold what the entry tells."""
    told = plain_text(full_text(entry) or "") or entry.title or ""
    language = (entry.language or "en")[:2].lower()
    wanted = set(content_terms(told, language))
    if not wanted:
        return True
    found = wanted & set(content_terms(plain_text(page), language))
    return len(found) >= _SHARE * len(wanted)


def _leads_on(html: str, url: str) -> bool:
    links = list(_LINK.finditer(html))
    target = _TARGET.search(links[-1][0]) if links else None
    if not target or canonical_url(unescape(target[1])) != canonical_url(url):
        return False
    return len(tokens(plain_text(html[links[-1].end() :]))) <= _BEHIND
