from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from bot.chat.clean import clean, safe_link
from bot.chat.message import Block, Item, Message, Style, notice, outside, own, paragraph
from bot.chat.telegram.render import (
    ISOLATE,
    ISOLATED,
    MOST_ENTITIES,
    MOST_MARKUP,
    MOST_UNITS,
    render,
)
from tests.bot.chat.strategies import messages, words_of
from tests.fakes.markup import parse, utf16


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@settings(max_examples=60, deadline=None)
@given(messages)
def test_every_part_is_accepted_and_nothing_is_lost(message: Message) -> None:
    parsed = [(html, *parse(html)) for html in render(message)]
    for html, text, entities in parsed:
        assert 0 < utf16(text) <= MOST_UNITS
        assert len(entities) <= MOST_ENTITIES
        assert len(html) <= MOST_MARKUP
        assert text.strip()
        assert all(e.url is None or e.url.startswith("https://news.example/") for e in entities)
    shown = "".join(text for _, text, _ in parsed)
    shown = shown.replace(ISOLATE, "").replace(ISOLATED, "")
    assert squeezed(shown) == squeezed(clean(words_of(message)))


def test_text_from_outside_never_becomes_markup() -> None:
    (html,) = render(
        Message((paragraph(outside("<b>5 & 6</b>", link="https://a.example/?x=1&y=2")),))
    )
    assert html == '<a href="https://a.example/?x=1&amp;y=2">&lt;b&gt;5 &amp; 6&lt;/b&gt;</a>'


@pytest.mark.parametrize(
    "token",
    ["evil.example/x", "http://evil.example", "@somebody", "#tag", "/reset", "me@mail.example"],
)
def test_what_telegram_would_link_is_code_in_words_from_outside(token: str) -> None:
    (html,) = render(Message((paragraph(outside(f"see {token} now")),)))
    assert html == f"see <code>{token}</code> now"


@pytest.mark.parametrize(
    "text", ["U.S. and 3.5% in Sept. 2023", "and/or", "he said...", "a@b", "C# 1-2"]
)
def test_ordinary_words_stay_plain(text: str) -> None:
    assert render(Message((paragraph(outside(text)),))) == [text]


def test_own_commands_stay_tappable() -> None:
    assert render(notice("/ask a question")) == ["/ask a question"]


def test_items_stay_together_where_they_fit() -> None:
    items = tuple(paragraph(own(f"{n} " + "word " * 300)) for n in range(5))
    parts = render(Message(items))
    assert [re.findall(r"\b\d\b", part) for part in parts] == [["0", "1"], ["2", "3"], ["4"]]


def test_too_many_entities_are_split() -> None:
    items = tuple(paragraph(own(str(n), Style.BOLD)) for n in range(200))
    assert [part.count("<b>") for part in render(Message(items))] == [90, 90, 20]


def test_an_item_that_fits_nowhere_is_split_at_blocks_then_words() -> None:
    block = Block((outside("w" * 99 + " "),) * 60, quoted=True)
    parts = render(Message((Item((Block((own("head"),)), block)),)))
    assert len(parts) == 2
    assert all(part.endswith("</blockquote>") for part in parts)
    assert not any(re.search(r"w{100}|\bw{1,98}\b", part) for part in parts)


@pytest.mark.parametrize(
    "url", ["file:///a.txt", "javascript:alert(1)", "https://", "https://a b", "tg://x", "", None,
            "https://[", "https://a.example/" + "x" * 3000, "https://a.example/\u202e"],
)  # fmt: skip
def test_other_addresses_are_no_links(url: str | None) -> None:
    assert safe_link(url) is None


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [(" · جديد", "The visit", True), (" · new", "الزيارة", True), (" · new", "The visit", False)],
)
def test_words_of_another_direction_stand_apart(ours: str, theirs: str, apart: bool) -> None:
    (html,) = render(Message((paragraph(own("1. "), outside(theirs), own(ours)),)))
    assert html == (f"1. {ISOLATE}{theirs}{ISOLATED}{ours}" if apart else f"1. {theirs}{ours}")


def test_direction_marks_and_escapes_are_taken_out() -> None:
    (html,) = render(Message((paragraph(outside("a\x1b[31m\u202eb\x00c")),)))
    assert html == "abc"
