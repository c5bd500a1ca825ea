"""Text from outside made harmless to show: no control characters, no hidden direction changes.

Observed: escape sequences rewrite a terminal (they go as a whole, see bot.text.escapes), and
bidirectional overrides (U+202E and its kin) make a name or an address read backwards. Both are
invisible, so taking them out changes no word. Joiners (U+200C, U+200D) are kept: Persian and many
emoji are spelled with them. Known to fail: letters that look like others (Cyrillic "а") are left
alone, they are text.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.text.escapes import without_escapes

_SPACES = re.compile("[\t\v\f\x1c-\x1f\x85\u2028\u2029\xa0]")
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters but the line feed
    "\xad\u200b\ufeff"  # soft hyphen, zero-width space, byte order mark
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, embeddings, overrides
    "\u2060-\u2065\u206a-\u206f\ufff9-\ufffb]"  # invisible operators, deprecated, annotations
)
_LONE = re.compile("[\ud800-\udfff]")
_LONGEST_LINK = 2000


def clean(text: str) -> str:
    """Return `text` with line feeds as its only control characters."""
    text = without_escapes(text).replace("\r\n", "\n").replace("\r", "\n")
    return _LONE.sub("\ufffd", _HIDDEN.sub("", _SPACES.sub(" ", text)))


def one_line(text: str) -> str:
    """Return `text` cleaned, its white space folded, on one line."""
    return " ".join(clean(text).split())


def shorten(text: str, limit: int) -> str:
    """Return `text` on one line of at most `limit` characters, cut between words with "…"."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    head, space, _ = line[:limit].rpartition(" ")
    return (head if space else line[: limit - 1]).rstrip(" ,;:.-") + "…"


def safe_link(url: str | None) -> str | None:
    """Return `url` where it is an http or https address fit to be a link, else None."""
    if not url or len(url) > _LONGEST_LINK or clean(url) != url or re.search(r"\s", url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
