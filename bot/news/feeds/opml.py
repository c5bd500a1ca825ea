"""Lists of feeds as readers exchange them: OPML (versions 1 and 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from bot.errors import SourceError
from bot.news.feeds.entries import one_line
from bot.news.urls import is_web_address, normal_url

MAX_FEEDS = 5000  # of one list

_ADDRESS = "xmlurl"  # attribute names differ in case between programs
_TITLES = ("title", "text")


class NotAnOpml(SourceError):
    """What was read is no list of feeds."""


@dataclass(frozen=True, slots=True)
class FeedOutline:
    """One feed of a list; `topic` is the heading that it stands under, if any.

    `outlet` is whose articles it carries, in an attribute of that name, which only our own lists
    have.
    """

    url: str
    title: str | None
    topic: str | None
    outlet: str | None = None


def parse_opml(body: bytes) -> list[FeedOutline]:
    """Read the feeds of an OPML list, each address once, in order.

    Entities are not expanded and nothing is loaded. Raises NotAnOpml when it is no OPML, names no
    feed or more than MAX_FEEDS.
    """
    found: dict[str, FeedOutline] = {}
    for outline in _outlines(_root(body), None):
        found.setdefault(outline.url, outline)
    if not found:
        raise NotAnOpml("the OPML list names no feed (no outline has an xmlUrl)")
    if len(found) > MAX_FEEDS:
        raise NotAnOpml(f"the OPML list names {len(found)} feeds; the limit is {MAX_FEEDS}")
    return list(found.values())


def write_opml(feeds: Iterable[FeedOutline], title: str = "Feeds of Dateline") -> bytes:
    """Write feeds as OPML 2.0, under their topics, in order of the topics' first feeds."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    headings: dict[str | None, etree._Element] = {None: body}
    for feed in feeds:
        topic, name = one_line(feed.topic), one_line(feed.title) or feed.url
        if topic not in headings:
            headings[topic] = etree.SubElement(body, "outline", text=topic)
        said = {"type": "rss", "text": name, "title": name, "xmlUrl": feed.url}
        if outlet := one_line(feed.outlet):
            said["outlet"] = outlet
        etree.SubElement(headings[topic], "outline", said)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def _root(body: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAnOpml("it cannot be read as OPML (XML)") from error
    if root is None or str(root.tag).lower() != "opml":
        raise NotAnOpml("it is no OPML list (its root element is not <opml>)")
    return root


def _outlines(element: etree._Element, topic: str | None) -> Iterator[FeedOutline]:
    for outline in element:
        said = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        name = next((said[key] for key in _TITLES if said.get(key, "").strip()), None)
        url = said.get(_ADDRESS, "")
        if is_web_address(url):
            outlet = one_line(said.get("outlet"))
            yield FeedOutline(normal_url(url), one_line(name), topic, outlet)
        yield from _outlines(outline, one_line(name) or topic)
