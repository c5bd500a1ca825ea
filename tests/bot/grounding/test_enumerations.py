from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.enumerations import of_open_list, same_form


def parts(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_items_of_the_form_of_the_last_one() -> None:
    text = "The port saved, by selling tugs, old and new, by closing early, and by waiting."
    assert parts(text, same_form(text)) == [
        ", by selling tugs, old and new",
        ", by closing early",
        ", and by waiting.",
    ]


@pytest.mark.parametrize("word", ["both", "two", "together"])
def test_what_is_counted_belongs_together(word: str) -> None:
    assert not same_form(f"It saved {word}, by selling it, by closing early, and by waiting.")


def test_items_of_an_open_list_between_the_first_and_the_last() -> None:
    text = "Guests included singer Anna Berg, painter Carl Holm, who came late, and a cook."
    assert parts(text, of_open_list(text)) == []
    text = text.replace("and a cook", "tug master Erik Lund, and a cook")
    assert parts(text, of_open_list(text)) == [", painter Carl Holm, who came late"]


@pytest.mark.parametrize(
    "items",
    [
        "cities such as Oslo, Norway, Paris, France, Rome, Italy, and Bergen",
        "guests, including Anna Berg, the mayor, Carl Holm, the harbour master, and a cook",
        "talks included some between painter Anna Berg, painter Carl Holm, tug owner Erik Lund",
        "guests (including (a, b",
        "guests, including all",
    ],
)
def test_what_may_explain_its_neighbour_is_no_item(items: str) -> None:
    assert of_open_list(f"There were {items}.") == []


@given(st.text(alphabet="ab, ;()A", max_size=80))
def test_items_are_parts_in_order(text: str) -> None:
    for found in (same_form(f"x, and by {text}"), of_open_list(f"It included {text}")):
        assert all(start < end for start, end in found)
        assert all(one[1] <= other[0] for one, other in pairwise(found))
