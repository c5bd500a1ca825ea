import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.taking_up import chosen

NAMES = ("Ada Kern", "Jon Falk", "Will Kern")


@pytest.mark.parametrize(
    ("reply", "name"),
    [
        ("falk", "Jon Falk"),
        ("I mean Falk", "Jon Falk"),
        ("the second one", "Jon Falk"),
        ("3", "Will Kern"),
        ("der zweite", "Jon Falk"),
        ("вторая", "Jon Falk"),
        ("الثاني", "Jon Falk"),
        ("Will Kern", "Will Kern"),
        ("Bo Rask.", "Bo Rask"),
        ("the mayor of Oslo", "the mayor of Oslo"),
        ("no", ""),
        ("the fourth", ""),
        ("нет", ""),
        ("5", "5"),
        ("what did Falk say", None),
        ("Falk?", None),
        ("was hat Falk gesagt", None),
        ("he said that nobody had been there at all", None),
        ("", None),
    ],
)
def test_what_a_reply_gives(reply: str, name: str | None) -> None:
    assert chosen(reply, NAMES) == name


@pytest.mark.parametrize("reply", ["yes", "Sí", "да", "نعم"])
def test_yes_is_enough_where_one_is_offered(reply: str) -> None:
    assert chosen(reply, ("Ada Kern",)) == "Ada Kern"


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_any_reply_to_any_names_is_read(reply: str, names: list[str]) -> None:
    name = chosen(reply, names)
    assert name is None or name in ("", *names) or name in reply


def test_yes_chooses_nobody_of_two() -> None:
    assert chosen("yes", ["Anna Berg"]) == "Anna Berg"
    assert chosen("yes", ["Anna Berg", "Ida Holm"]) is None
