"""Telegram's HTML style as the Bot API describes it, parsed strictly ("HTML style", Bot API 10.1).

Only the tags that Telegram knows, closed in order, with no attribute but those it names; code holds
no other entity and quotations are not nested.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_NAMED = {"lt", "gt", "amp", "quot"}


class MarkupError(ValueError):
    """The server would answer "can't parse entities"."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A formatted run: its kind, its text and, of a link, its address."""

    kind: str
    text: str
    url: str | None = None


@dataclass(slots=True)
class _Open:
    tag: str
    start: int
    attributes: dict[str, str | None]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text = ""
        self.entities: list[Entity] = []
        self.opened: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag not in _TAGS:
            raise MarkupError(f"unsupported start tag {tag}")
        allowed = {"a": {"href"}, "blockquote": {"expandable"}}.get(tag, set())
        if attributes.keys() - allowed or (tag == "a" and not attributes.get("href")):
            raise MarkupError(f"wrong attributes of {tag}: {attributes}")
        inside = {one.tag for one in self.opened}
        if (
            inside & {"code", "pre"}
            or tag in inside
            or (tag in ("code", "pre") and inside - {"blockquote"})
        ):
            raise MarkupError(f"{tag} may not stand inside {inside}")
        self.opened.append(_Open(tag, len(self.text), attributes))

    def handle_endtag(self, tag: str) -> None:
        if not self.opened or self.opened[-1].tag != tag:
            raise MarkupError(f"unexpected end tag {tag}")
        one = self.opened.pop()
        kind = "expandable_blockquote" if "expandable" in one.attributes else _TAGS[tag]
        self.entities.append(Entity(kind, self.text[one.start :], one.attributes.get("href")))

    def handle_data(self, data: str) -> None:
        if "<" in data or "&" in data:
            raise MarkupError(f"unescaped character in {data!r}")
        self.text += data

    def handle_entityref(self, name: str) -> None:
        if name not in _NAMED:
            raise MarkupError(f"unknown entity &{name};")
        self.text += unescape(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text += unescape(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        raise MarkupError("a comment")

    def handle_decl(self, decl: str) -> None:
        raise MarkupError("a declaration")

    def handle_pi(self, data: str) -> None:
        raise MarkupError("a processing instruction")

    def unknown_decl(self, data: str) -> None:
        raise MarkupError("a declaration")


def parse(html: str) -> tuple[str, list[Entity]]:
    """Return the text and entities of `html`.

    Raises MarkupError where Telegram would refuse it.
    """
    if re.search(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)", html):
        raise MarkupError("an unescaped &")
    parser = _Parser()
    parser.feed(html)
    parser.close()
    if parser.opened:
        raise MarkupError(f"{parser.opened[-1].tag} is not closed")
    return parser.text, parser.entities


def utf16(text: str) -> int:
    """The length of `text` as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
