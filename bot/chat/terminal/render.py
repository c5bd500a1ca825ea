"""Messages as plain text for a terminal or a pipe, wrapped to a width, without escape codes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from bot.chat.clean import clean, safe_link
from bot.chat.message import Block, Message

MOST_COLUMNS = 96  # longer lines are hard to read
QUOTE_MARK, QUOTE_INDENT = "  > ", "    "


def render(message: Message, width: int) -> str:
    """Return the message as lines of at most `width` columns (a longer word stands alone)."""
    items = (
        "\n".join(line for block in item.blocks for line in _block_lines(block, message, width))
        for item in message.items
    )
    return "\n\n".join(item for item in items if item)


def screen_width() -> int:
    """How wide to write: as the terminal is, 80 where there is none, MOST_COLUMNS at most."""
    return min(shutil.get_terminal_size().columns, MOST_COLUMNS)


def columns(text: str) -> int:
    """How many columns `text` takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _block_lines(block: Block, message: Message, width: int) -> Iterator[str]:
    mark, indent = (QUOTE_MARK, QUOTE_INDENT) if block.quoted else ("", "")
    text = clean("".join(span.text for span in block.spans))
    for line in text.split("\n"):
        for wrapped in _wrapped(line, max(1, width - len(indent))):
            yield mark + wrapped
            mark = indent
    if message.addresses:
        yield from (indent + url for span in block.spans if (url := safe_link(span.link)))


def _wrapped(line: str, width: int) -> Iterator[str]:
    row, used = "", 0
    for word in line.split():
        size = columns(word)
        if row and used + 1 + size > width:
            yield row
            row, used = "", 0
        row, used = (f"{row} {word}", used + 1 + size) if row else (word, size)
    if row:
        yield row
