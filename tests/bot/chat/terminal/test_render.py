from __future__ import annotations

import re
from unicodedata import category

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.clean import clean
from bot.chat.message import Block, Item, Message, outside, own, paragraph
from bot.chat.terminal.render import QUOTE_MARK, columns, render
from tests.bot.chat.strategies import messages, words_of


@settings(max_examples=60, deadline=None)
@given(messages, st.integers(10, 120))
def test_lines_fit_hold_no_control_characters_and_lose_nothing(
    message: Message, width: int
) -> None:
    text = render(message, width)
    for line in text.split("\n"):
        assert columns(line) <= width or len(line.removeprefix(QUOTE_MARK).split()) == 1
        assert not any(category(c) in ("Cc", "Cs") for c in line)
    if not message.addresses:
        unmarked = re.sub(r"^  > ", "", text, flags=re.MULTILINE)
        assert re.sub(r"\s+", "", unmarked) == re.sub(r"\s+", "", clean(words_of(message)))


def test_quotations_are_indented() -> None:
    item = Item((Block((own("[1] A"),)), Block((outside("one two three"),), quoted=True)))
    assert (
        render(Message((item, paragraph(own("end")))), 12) == "[1] A\n  > one two\n    three\n\nend"
    )


def test_wide_characters_take_two_columns() -> None:
    assert render(Message((paragraph(outside("你好 世界")),)), 5) == "你好\n世界"


def test_addresses_are_spelled_out_only_where_asked() -> None:
    items = (
        paragraph(outside("Title", link="https://a.example/1"), outside("x", link="file:///x")),
    )
    assert render(Message(items, addresses=True), 40) == "Titlex\nhttps://a.example/1"
    assert render(Message(items), 40) == "Titlex"
