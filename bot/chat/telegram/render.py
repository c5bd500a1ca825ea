"""Messages as the HTML that Telegram takes, split so that every part is accepted.

Telegram counts 4,096 UTF-16 units of text after parsing, 100 entities and about 9,500 characters
of markup (Bot API, "Formatting options"; the last is observed). Telegram also makes links of bare
addresses, mentions, hashtags and commands by itself; in words from outside such tokens are set as
code, which it leaves alone, so that no article can plant a link or call a user.

Where words of both directions meet in a paragraph (an English title in an Arabic line), those from
outside are isolated (U+2068 to U+2069), so that they read in their own direction, the line in that
of the bot's words, and neither drags numbers or brackets of the other along (Unicode, UAX #9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from unicodedata import bidirectional

from bot.chat.clean import clean, safe_link
from bot.chat.message import Block, Item, Message, Span, Style

MOST_UNITS = 4096
MOST_ENTITIES = 90
MOST_MARKUP = 9500
ISOLATE, ISOLATED = "\u2068", "\u2069"
RIGHT_TO_LEFT, LEFT_TO_RIGHT = {"R", "AL"}, {"L"}
FOLDED_FROM = 200  # characters; a shorter quotation is shown whole

_TAGS = {Style.BOLD: "b", Style.ITALIC: "i", Style.CODE: "code"}
_WOULD_LINK = re.compile(
    r"""(?: \b[a-z][a-z0-9+.-]{0,30}://\S+       # an address with its scheme
          | \b[\w.+-]{1,64}@[\w-]+\.[\w.-]+      # a mail address
          | (?<![\w-])[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:[/?:#]\S*)?   # a bare domain
          | (?<!\w)[@\#$]\w+                     # a mention, hashtag or cashtag
          | (?<![\w/])/[a-z_]\w*(?:@\w+)?        # a command
        )""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of HTML and what it counts: UTF-16 units of its text, and entities."""

    html: str = ""
    units: int = 0
    entities: int = 0

    def __add__(self, other: Part) -> Part:
        return Part(
            self.html + other.html, self.units + other.units, self.entities + other.entities
        )

    @property
    def fits(self) -> bool:
        """Whether Telegram takes this as one message."""
        return (
            self.units <= MOST_UNITS
            and self.entities <= MOST_ENTITIES
            and len(self.html) <= MOST_MARKUP
        )


def render(message: Message) -> list[str]:
    """Return the message as HTML texts in order; none where there is nothing to see."""
    pages: list[Part] = []
    page = Part()
    for part, separator in _parts(message.items):
        joined = page + Part(separator, len(separator)) + part if page.units else part
        if not joined.fits:
            pages.append(page)
            joined = part
        page = joined
    return [p.html for p in [*pages, page] if p.units]


def _parts(items: Sequence[Item]) -> Iterator[tuple[Part, str]]:
    """Each unit that fits one message, with the separator before it; items whole where they fit."""
    for item in items:
        blocks = [cleaned for block in item.blocks if (cleaned := _cleaned(block)).spans]
        whole = _joined([_part(block) for block in blocks])
        if whole.fits:
            yield from ((whole, "\n\n"),) if whole.units else ()
            continue
        separator = "\n\n"
        for block in blocks:
            for piece in _pieces(block):
                yield _part(piece), separator
                separator = "\n"


def _joined(parts: Sequence[Part]) -> Part:
    total = Part()
    for part in parts:
        total = total + Part("\n", 1) + part if total.units else part
    return total


def _pieces(block: Block) -> list[Block]:
    """The block cut in halves until each fits a message."""
    if _part(block).fits:
        return [block]
    left, right = _halves(block)
    return [*_pieces(left), *_pieces(right)]


def _halves(block: Block) -> tuple[Block, Block]:
    text = "".join(span.text for span in block.spans)
    cut = _middle(text)
    left: list[Span] = []
    right: list[Span] = []
    for span in block.spans:
        size = len(span.text)
        left.append(replace(span, text=span.text[: max(cut, 0)]))
        right.append(replace(span, text=span.text[max(cut, 0) :]))
        cut -= size
    return _cleaned(replace(block, spans=tuple(left))), _cleaned(replace(block, spans=tuple(right)))


def _middle(text: str) -> int:
    """Where to cut: after the white space nearest to the middle, in the middle where none is."""
    middle = len(text) // 2
    after = [m.end() for m in re.finditer(r"\s+", text) if 0 < m.end() < len(text)]
    return min(after, key=lambda at: abs(at - middle), default=middle)


def _cleaned(block: Block) -> Block:
    """The block in harmless text, words that Telegram would link set as code; blank: no spans."""
    spans = [replace(span, text=clean(span.text)) for span in block.spans]
    if not "".join(span.text for span in spans).strip():
        return replace(block, spans=())
    return replace(block, spans=tuple(s for span in spans for s in _unlinked(span) if s.text))


def _unlinked(span: Span) -> list[Span]:
    if not span.outside or safe_link(span.link) or span.style is Style.CODE:
        return [span]
    pieces: list[Span] = []
    done = 0
    for match in _WOULD_LINK.finditer(span.text):
        pieces.append(replace(span, text=span.text[done : match.start()]))
        pieces.append(replace(span, text=match.group(), style=Style.CODE))
        done = match.end()
    return [*pieces, replace(span, text=span.text[done:])]


def _part(block: Block) -> Part:
    inner = Part()
    for span in _isolated(block.spans):
        inner = inner + _span(span)
    if not block.quoted or not inner.units:
        return inner
    tag = "blockquote expandable" if inner.units > FOLDED_FROM else "blockquote"
    return Part(f"<{tag}>{inner.html}</blockquote>", inner.units, inner.entities + 1)


def _isolated(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans; where words of both directions meet, each run of those from outside apart."""
    directions = {bidirectional(letter) for span in spans for letter in span.text}
    both = directions & RIGHT_TO_LEFT and directions & LEFT_TO_RIGHT
    for is_outside, run in groupby(spans, key=lambda span: span.outside):
        apart = both and is_outside
        yield from (Span(ISOLATE),) if apart else ()
        yield from run
        yield from (Span(ISOLATED),) if apart else ()


def _span(span: Span) -> Part:
    html, entities = escape(span.text, quote=False), 0
    if tag := _TAGS.get(span.style):
        html, entities = f"<{tag}>{html}</{tag}>", 1
    if (link := safe_link(span.link)) and span.style is not Style.CODE:
        html, entities = f'<a href="{escape(link)}">{html}</a>', entities + 1
    return Part(html, len(span.text.encode("utf-16-le")) // 2, entities)
