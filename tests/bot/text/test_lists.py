from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.lists import FEWEST, is_list

NAMES = ("Ada Kern", "Clara Holm", "Ivo Brandt", "Lena Ortiz", "Rolf Hein", "Port Vale", "Easton")


@pytest.mark.parametrize(
    "text",
    [
        ", ".join(NAMES) + ".",
        "Bridge Lindham closed cracks pillars council Friday bridge traffic.",
    ],
)
def test_names_and_keywords_in_a_row_are_a_list(text: str) -> None:
    assert is_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Lindham beat Easton twice on Saturday.",
        "Engineers close Lindham bridge, council says.",
        "Among them were Ada Kern, Clara Holm, Ivo Brandt, Lena Ortiz and Rolf Hein.",
    ],
)
def test_sentences_and_short_rows_are_none(text: str) -> None:
    assert not is_list(text)


def test_other_languages_are_not_looked_at() -> None:
    text = "Kaupunginvaltuusto sulki vanhan sillan perjantaina löytyneiden halkeamien vuoksi pian."
    assert is_list(text)
    assert not is_list(text, "fi")


@given(st.permutations(NAMES), st.integers(FEWEST, 60))
def test_order_and_length_of_a_list_do_not_matter(names: list[str], length: int) -> None:
    assert is_list(", ".join(names * 10)[: length * 12])
