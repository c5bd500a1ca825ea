import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.question import read_question
from bot.grounding.told_names import looked_for, tells, untold


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Kenya", "A ferry sank off Kenya.", True),
        ("Kenya", "Kenyans protested.", True),
        ("Sweden", "A Swedish ferry sank.", True),
        ("Kenya", "A ferry sank off Norway.", False),
        ("Anna Berg", "Anna Marie Berg spoke.", True),
        ("Anna Berg", "Then Berg spoke.", True),
        ("Anna Berg", "President Berg met Carl Berg.", True),
        ("Anna Berg", "Carl Berg spoke. Berg left.", False),
        ("Carl Anna", "Anna Berg spoke.", False),
        ("South Korea", "A ferry sank off North Korea.", False),
        ("European Union", "The EU paid.", True),
        ("Golden Globe Awards", "The Golden Globes were given.", True),
        ("Parts of Florida", "It rained in Florida.", True),
    ],
)
def test_what_a_text_tells_of(name: str, text: str, told: bool) -> None:
    assert tells(text, name) is told


def test_the_share_of_a_question_that_is_untold() -> None:
    weights = {"minist": 1.0, "kenya": 3.0}
    assert untold(("Kenya",), weights, "The minister of Norway resigned.") == 0.75
    assert untold(("Kenya",), weights, "The minister of Kenya resigned.") == 0.0
    assert untold((), weights, "") == 0.0


def test_figures_are_looked_for_with_what_they_count() -> None:
    asked = read_question("Who walked 25,000 miles to Oslo in 12 days for $300 million?")
    assert looked_for(asked) == ("Oslo", "25,000 miles", "12 days")
    assert tells("She walked some 25000 long miles.", "25,000 miles")
    assert not tells("There were 25,000 mourners.", "25,000 miles")


def test_a_noun_is_not_told_by_a_verb_of_another_meaning() -> None:
    asked = looked_for(read_question("Is there a strike in Oslo?"))
    assert untold(asked, {"strike": 1.0, "oslo": 1.0}, "An earthquake struck and hit Oslo.") == 0.5
    assert untold(asked, {"strike": 1.0, "oslo": 1.0}, "Oslo's nurses are striking.") == 0.0
    assert untold(asked, {"strike": 1.0, "oslo": 1.0}, "The strikes in Oslo ended.") == 0.0


def test_acronyms_are_not_looked_for() -> None:
    assert untold(("US", "U.S."), {"us": 1.0}, "The president spoke.") == 0.0


@given(st.text(max_size=40), st.text(max_size=200))
def test_any_name_and_text_can_be_read(name: str, text: str) -> None:
    assert 0.0 <= untold((name,), {"ferri": 1.0}, text) <= 1.0
