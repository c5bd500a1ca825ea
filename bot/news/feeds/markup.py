"""The words of a piece of HTML, as feeds carry it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree

from bot.text.escapes import without_escapes

_UNREAD = frozenset({"script", "style", "template", "noscript", "iframe", "svg", "title"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i"}
    | {"img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub"}
    | {"sup", "time", "tt", "u", "var", "wbr"}
)
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&[#\w]")
_TAG = re.compile(r"<[^<>]*>")


def plain_text(html: str) -> str:
    """Return the words of a piece of HTML: one line a block (paragraph, list item, line break).

    Scripts, styles and frames are left out. Plain text comes back as it is but for its spaces.
    Never raises: what is broken is read as far as it goes.
    """
    html = without_escapes(html)  # the parser takes the escape byte alone
    if not _MARKUP.search(html):
        return _tidy(html.splitlines())
    tree = parse_html(html.encode("utf-8", errors="replace"))
    words = "".join(_pieces(tree)) if tree is not None else unescape(_TAG.sub("\n", html))
    return _tidy(words.split("\n"))


def parse_html(page: bytes) -> etree._Element | None:
    """Read UTF-8 HTML, however broken; None when nothing is in it or it is too deep."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return etree.fromstring(page.replace(b"\0", b""), parser)
    except etree.XMLSyntaxError:
        return None


def _pieces(tree: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if element.tag not in _INLINE:
            yield "\n"
        words = element.text if event == "start" else element.tail
        if event == "start" and element.tag in _UNREAD:
            walk.skip_subtree()
        elif words:
            yield words.replace("\n", " ")


def _tidy(lines: list[str]) -> str:
    return "\n".join(line for raw in lines if (line := " ".join(raw.split())))
