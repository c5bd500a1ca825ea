import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.dating import dated
from tests.bot.grounding.stored import SUNDAY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It closed on Saturday.", "It closed on Saturday (16 September 2023)."),
        ("It closed yesterday at noon.", "It closed yesterday (16 September 2023) at noon."),
        ("It closed earlier this month.", "It closed earlier this month (September 2023)."),
        ("Prices fell last year.", "Prices fell last year (2022)."),
        ("It closed on 3 May 2021.", "It closed on 3 May 2021."),
        ("It closed on Sept 16.", "It closed on Sept 16."),
        ("“It closed on Friday,” she said.", "“It closed on Friday,” she said."),
        ("Black Friday brought crowds.", "Black Friday brought crowds."),
        ("Saturday Night Live is back.", "Saturday Night Live is back."),
        (
            "“It closed,” she said on Friday.",
            "“It closed,” she said on Friday (15 September 2023).",
        ),
    ],
)
def test_a_date_is_added(text: str, said: str) -> None:
    assert dated(text, SUNDAY) == said


def test_without_a_publication_time_nothing_is_guessed() -> None:
    assert dated("It closed on Saturday.", None) == "It closed on Saturday."


@given(st.text(alphabet="ab on Monday last year \"“”.,'", max_size=80))
def test_only_brackets_are_added(text: str) -> None:
    said = dated(text, SUNDAY)
    assert len(said) >= len(text)
    assert said.count("(") == said.count(")")
