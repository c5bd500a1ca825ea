import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.differences.amounts import can_both_be
from bot.text.numbers import NumberMention, number_mentions


def amount(text: str) -> NumberMention:
    (found,) = number_mentions(text)
    return found


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("12 dead", "12 dead", True),
        ("12 dead", "13 dead", False),
        ("at least 12 dead", "13 dead", True),
        ("at least 12 dead", "11 dead", False),
        ("more than a dozen dead", "13 dead", True),
        ("nearly 50 dead", "47 dead", True),
        ("nearly 50 dead", "52 dead", False),
        ("as many as 50 dead", "20 dead", True),
        ("about 50 dead", "47 dead", True),
        ("about 50 dead", "70 dead", False),
        ("12 to 15 dead", "13 dead", True),
        ("12 to 15 dead", "16 dead", False),
        ("1,300 dead", "1,294 dead", True),
        ("1,300 dead", "1,394 dead", False),
        ("20 dead", "18 dead", False),
        ("a 6 magnitude", "a 5.6 magnitude", True),
        ("a 5.2 magnitude", "a 5.6 magnitude", False),
        ("$1.5 million in aid", "$1.48 million in aid", True),
    ],
)
def test_whether_two_amounts_can_both_be(one: str, other: str, agree: bool) -> None:
    assert can_both_be(amount(one), amount(other)) is agree


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_it_does_not_matter_which_comes_first(one: int, other: int) -> None:
    first, second = amount(f"{one} dead"), amount(f"{other} dead")
    assert can_both_be(first, second) == can_both_be(second, first)
    assert can_both_be(first, first)
