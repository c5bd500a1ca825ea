"""What is to be shown, as records: no markup, no transport. The renderers make text of them.

    Message -> Item -> Block -> Span

A message is split between items before anything else is split, so an item is what should stay
together: a sentence with its citations, a source with its quote, a story of a briefing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_PAYLOAD = 64  # bytes, by Telegram's rules


class Style(StrEnum):
    """How a span looks."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style, perhaps a link (a stored http or https address).

    `outside` marks words that are not the bot's own (an article's, a person's): they are shown as
    they are and never become a link, a mention or a command.
    """

    text: str
    style: Style = Style.PLAIN
    link: str | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a quotation that folds where it is long."""

    spans: tuple[Span, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """Blocks that stay together while they fit in one message."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press. `payload` (at most 64 bytes) comes back; `typed` does it by hand.

    Where nothing typed does it, `typed` is empty.
    """

    label: str
    payload: str
    typed: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a person sees it.

    `turn_id` is the turn whose answer this is, `about` the turn that it says more of: once it is
    shown its message's id is kept with the turn, so that a reply finds it. `replaces` is the id of
    the message that it takes the place of.
    `addresses` asks for links to be spelled out where nothing can be tapped.
    """

    items: tuple[Item, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    turn_id: int | None = None
    about: int | None = None
    replaces: int | None = None
    addresses: bool = False


def fits_a_button(payload: str) -> bool:
    """Whether a button can carry `payload`."""
    return len(payload.encode()) <= MOST_PAYLOAD


def own(text: str, style: Style = Style.PLAIN) -> Span:
    """A span of the bot's own words."""
    return Span(text, style)


def outside(text: str, style: Style = Style.PLAIN, link: str | None = None) -> Span:
    """A span of somebody else's words."""
    return Span(text, style, link, outside=True)


def paragraph(*spans: Span) -> Item:
    """An item of one paragraph."""
    return Item((Block(spans),))


def plain(text: str) -> tuple[Item, ...]:
    """The bot's own text as items, one for each part between blank lines."""
    return tuple(paragraph(own(part)) for part in text.split("\n\n"))


def notice(text: str, buttons: Sequence[Sequence[Button]] = ()) -> Message:
    """A message of the bot's own words alone."""
    return Message(plain(text), tuple(map(tuple, buttons)))
