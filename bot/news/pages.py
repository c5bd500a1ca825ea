"""Articles in HTML pages: trafilatura finds the text, the page's own metadata says the rest.

What a page says about itself is believed in this order: JSON-LD, meta elements, its <time> element,
a byline or date between its title and its first paragraph. Publication times are taken only from
there; trafilatura's guesses (dates in addresses and footers) are not. Captions come from
<figcaption>, since the text finder drops or blends them.
"""

import json
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import trafilatura
from lxml import etree, html
from trafilatura.settings import use_config

from bot.errors import NotAnArticle
from bot.news.marks import read_marks
from bot.news.stamps import parse_published
from bot.text.escapes import without_escapes

_SMALLEST = "60"  # characters of text below which trafilatura tries its other ways
_BLOCKS = ("p", "head", "item", "quote", "cell", "code")
_TIME_PATHS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='publish-date' or @name='parsely-pub-date'"
    " or @name='DC.date.issued' or @name='dcterms.created' or @name='sailthru.date']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//article//time/@datetime",
    "//time/@datetime",
)
_LEAVES_AFTER = (
    "following::*[not(*[self::div or self::p or self::section])][not(self::script or self::style)]"
)
_BESIDE = 30  # elements after the title in which a byline or date stands
_LINE = 160  # characters; what is longer is a paragraph
_MAX_JSON = 500_000  # characters of one JSON-LD block


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: `text` has one line a paragraph, without the title."""

    title: str | None
    byline: str | None
    outlet: str | None
    published: datetime | None
    language: str | None
    text: str
    captions: tuple[str, ...]


def read_page(source: str) -> Page:
    """Read an HTML page; raises NotAnArticle when there is no text in it."""
    tree = _parse(without_escapes(source))
    found = trafilatura.bare_extraction(
        html.tostring(tree, encoding="unicode"),
        with_metadata=True,
        include_comments=False,
        config=_config(),
    )
    text = "\n".join(_paragraphs(found)) or "\n".join(_plain_paragraphs(tree))
    if not text:
        raise NotAnArticle("no article text was found in the page")
    return Page(
        title=getattr(found, "title", None),
        byline=_author(found),
        outlet=getattr(found, "sitename", None),
        published=_published(tree),
        language=_language(tree),
        text=text,
        captions=tuple(_texts(tree.iter("figcaption"))),
    )


def _parse(source: str) -> html.HtmlElement:
    try:
        # Bytes, because a page that declares an encoding is refused as a decoded string.
        parser = html.HTMLParser(encoding="utf-8")
        tree = html.document_fromstring(source.encode("utf-8", "ignore"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise NotAnArticle("there is nothing in the page") from error
    return tree


def _config() -> ConfigParser:
    config: ConfigParser = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", _SMALLEST)
    return config


def _paragraphs(found: object) -> list[str]:
    body = getattr(found, "body", None)
    return [] if body is None else list(_texts(_outermost(body)))


def _outermost(body: etree._Element) -> Iterator[etree._Element]:
    """Blocks that are not within another block, in order."""
    for child in body:
        if child.tag in _BLOCKS:
            yield child
        else:
            yield from _outermost(child)


def _texts(elements: Iterator[etree._Element]) -> Iterator[str]:
    for element in elements:
        text = " ".join("".join(element.itertext()).split())
        if text:
            yield text


def _plain_paragraphs(tree: html.HtmlElement) -> Iterator[str]:
    """All <p> of a page in which trafilatura finds nothing."""
    return _texts(tree.iter("p"))


def _author(found: object) -> str | None:
    """The authors that trafilatura finds, without the date that it takes for one."""
    names = (getattr(found, "author", None) or "").split("; ")
    return "; ".join(name for name in names if not any(map(str.isdigit, name))) or None


def _language(tree: html.HtmlElement) -> str | None:
    code = str(tree.get("lang") or "").split("-")[0].strip().lower()
    return code if len(code) == 2 and code.isalpha() else None


def _published(tree: html.HtmlElement) -> datetime | None:
    said = [*_json_dates(tree), *(value for path in _TIME_PATHS for value in tree.xpath(path))]
    moments = (parse_published(str(value)) for value in said)
    return next((moment for moment in moments if moment), None) or _beside_title(tree)


def _beside_title(tree: html.HtmlElement) -> datetime | None:
    """The date in the lines between the title and the first paragraph."""
    title = next(tree.iter("h1"), None)
    if title is None:
        return None
    return read_marks(_lines_after(title), ()).published


def _lines_after(title: html.HtmlElement) -> Iterator[str]:
    """The texts of the first elements that follow a title, until one is a paragraph."""
    for element in islice(title.xpath(_LEAVES_AFTER), _BESIDE):
        text = " ".join(element.text_content().split())
        if len(text) > _LINE:
            return
        yield text


def _json_dates(tree: html.HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) > _MAX_JSON:
            continue
        try:
            yield from _dates_in(json.loads(text))
        except (ValueError, RecursionError):
            continue  # broken metadata is common, and other places may say it


def _dates_in(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get("datePublished"), str):
            yield value["datePublished"]
        for inner in value.values():
            yield from _dates_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _dates_in(inner)
