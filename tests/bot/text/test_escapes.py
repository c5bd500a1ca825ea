from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.escapes import without_escapes


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("\x1b[A", ""),
        ("\x1b[A\x1b[1;5Dwho won?", "who won?"),
        ("\x1bOA\x1bOBwho won?", "who won?"),
        ("Quay \x1b[31mclosed\x1b[0m again\x1b[2J", "Quay closed again"),
        ("\x1b]0;a title\x07Quay", "Quay"),
        ("\x1b]8;;https://a.example\x1b\\Quay\x1b]8;;\x1b\\", "Quay"),
        ("\x1b\x1b[31mQuay", "Quay"),
    ],
)
def test_a_sequence_goes_as_a_whole(written: str, left: str) -> None:
    assert without_escapes(written) == left


@pytest.mark.parametrize(
    "text",
    ["Quay closed [31m] [A]", "A stray\x1b escape", "\x1b7 boats", "\x1b]no end\nof it", "\x1b["],
)
def test_what_is_no_sequence_loses_no_word(text: str) -> None:
    assert without_escapes(text) == text


@given(st.text(st.sampled_from("\x1b[]OA1;m\x07\\ \n")))
def test_only_what_an_escape_byte_begins_is_taken(text: str) -> None:
    left = without_escapes(text)
    assert left == text or len(left) < len(text)
    assert without_escapes(text.replace("\x1b", "")) == text.replace("\x1b", "")
