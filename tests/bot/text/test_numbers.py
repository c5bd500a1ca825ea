import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.numbers import number_mentions, same_amount


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("2.5 million people", 2_500_000, "cardinal"),
        ("$2.5m", 2_500_000, "money"),
        ("12,500 seats", 12_500, "cardinal"),
        ("twelve men", 12, "cardinal"),
        ("a dozen eggs", 12, "cardinal"),
        ("half a million voters", 500_000, "cardinal"),
        ("two hundred and five thousand", 205_000, "cardinal"),
        ("5 per cent", 5, "percent"),
        ("0.505%", 0.505, "percent"),
        ("the 21st floor", 21, "ordinal"),
        ("the twenty-first floor", 21, "ordinal"),
        ("twice", 2, "cardinal"),
        ("18:10", 1090, "clock"),
        ("4.30pm", 270, "clock"),
        ("300 dollars", 300, "money"),
    ],
)
def test_one_amount_in_its_ways(text: str, value: float, kind: str) -> None:
    (mention,) = number_mentions(text)
    assert (mention.value, mention.kind) == (value, kind)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("12 to 15", 12, 15), ("between 12 and 15", 12, 15), ("2-3 million", 2e6, 3e6)],
)
def test_ranges_rise(text: str, low: float, high: float) -> None:
    (mention,) = number_mentions(text)
    assert (mention.value, mention.upper) == (low, high)


def test_a_falling_pair_is_a_score() -> None:
    assert [mention.value for mention in number_mentions("won 3-1")] == [3, 1]


@pytest.mark.parametrize("text", ["no one came", "one of them", "one another", "hundreds", "F16"])
def test_what_does_not_count(text: str) -> None:
    assert number_mentions(text) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2.5 million", "2,500,000", True),
        ("about 2,500", "2,480", True),
        ("more than 300", "312", True),
        ("more than 300", "290", False),
        ("nearly 300", "297", True),
        ("$5", "£5", False),
        ("$5", "5%", False),
        ("12 to 15", "12", False),
        ("5", "5%", True),
    ],
)
def test_amounts_are_compared_by_what_they_cover(one: str, other: str, same: bool) -> None:
    first, second = number_mentions(one)[0], number_mentions(other)[0]
    assert same_amount(first, second) is same
    assert same_amount(second, first) is same


@given(st.text(alphabet="0123456789 ,.-$%ab", max_size=60))
def test_mentions_stand_in_the_text_in_order(text: str) -> None:
    at = 0
    for mention in number_mentions(text):
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_separators_keep_their_value(value: int) -> None:
    (mention,) = number_mentions(f"{value:,}")
    assert mention.value == value
