from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import genders
from bot.text.genders import gender
from tests.lexicons.given_names import build


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("Anna Berg", "", "she"),
        ("Zoë Berg", "", "she"),
        ("Lars Berg", "", "he"),
        ("Nikos Berg", "", "he"),
        ("Andrea Berg", "", ""),
        ("Anna", "", ""),
        ("Berg", "Mrs.", "she"),
        ("Berg", "King", "he"),
        ("Andrea Berg", "Mayor", ""),
        ("", "", ""),
    ],
)
def test_the_gender_of_a_name(name: str, title: str, said: str) -> None:
    assert gender(name, title) == said


@given(st.text(max_size=30), st.text(max_size=20))
def test_any_name_can_be_asked(name: str, title: str) -> None:
    assert gender(name, title) in ("he", "she", "")


def test_the_list_is_what_its_source_gives() -> None:
    listed = Path(genders.__file__).with_name("given_names.txt").read_text(encoding="utf-8")
    assert listed == build()
