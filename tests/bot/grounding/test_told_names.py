import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.question import read_question
from bot.grounding.told_names import (
    NamesAskedFor,
    looked_for,
    names_asked_for,
    nouns_of_names,
    tells,
)


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
        ("Éva Nádas", "Then Nadas left.", True),
        ("Eva Nadas", "Éva Nádas left.", True),
        ("Lodz", "It rained in Łódź.", True),
    ],
)
def test_what_a_text_tells_of(name: str, text: str, told: bool) -> None:
    assert tells(text, name) is told


def share_untold(names: tuple[str, ...], weights: dict[str, float], text: str) -> float:
    return NamesAskedFor(names, (), weights).share_untold(text)


def test_the_share_of_a_question_that_is_untold() -> None:
    weights = {"minist": 1.0, "kenya": 3.0}
    assert share_untold(("Kenya",), weights, "The minister of Norway resigned.") == 0.75
    assert share_untold(("Kenya",), weights, "The minister of Kenya resigned.") == 0.0
    assert share_untold((), weights, "") == 0.0


@pytest.mark.parametrize(
    ("question", "nouns"),
    [
        ("Who died in the Oslo tunnel fire?", ("tunnel", "fire")),
        ("How much did the Oslo tunnel cost?", ("tunnel",)),
        ("When did Anna Berg resign?", ()),
        ("What happened in Oslo last week?", ()),
        ("How long was Anna Berg sentenced to?", ()),
    ],
)
def test_the_nouns_behind_a_name(question: str, nouns: tuple[str, ...]) -> None:
    assert nouns_of_names(read_question(question)) == nouns


def test_another_event_of_a_place_is_not_the_one_asked_for() -> None:
    asked = names_asked_for(read_question("Who died in the Oslo flood?"), {})
    assert asked.share_untold("The flood hit Oslo.") == 0.0
    assert asked.share_untold("The flooding hit Oslo.") == 0.0
    assert asked.share_untold("The fire hit Oslo.") > 0.0


def test_who_tells_of_none_of_the_names() -> None:
    asked = names_asked_for(read_question("Did Anna Berg of the EU resign?"), {})
    assert asked.names_nobody_in("Carl Holm resigned.")
    assert not asked.names_nobody_in("Carl Holm met Berg.")
    nobody = names_asked_for(read_question("Who resigned?"), {})
    assert not nobody.names_nobody_in("Carl Holm resigned.")


def test_figures_are_looked_for_with_what_they_count() -> None:
    asked = read_question("Who walked 25,000 miles to Oslo in 12 days for $300 million?")
    assert looked_for(asked) == ("Oslo", "25,000 miles", "12 days")
    assert tells("She walked some 25000 long miles.", "25,000 miles")
    assert not tells("There were 25,000 mourners.", "25,000 miles")


def test_a_noun_is_not_told_by_a_verb_of_another_meaning() -> None:
    asked = looked_for(read_question("Is there a strike in Oslo?"))
    assert (
        share_untold(asked, {"strike": 1.0, "oslo": 1.0}, "An earthquake struck and hit Oslo.")
        == 0.5
    )
    assert share_untold(asked, {"strike": 1.0, "oslo": 1.0}, "Oslo's nurses are striking.") == 0.0
    assert share_untold(asked, {"strike": 1.0, "oslo": 1.0}, "The strikes in Oslo ended.") == 0.0


def test_acronyms_are_not_looked_for() -> None:
    assert share_untold(("US", "U.S."), {"us": 1.0}, "The president spoke.") == 0.0


@given(st.text(max_size=40), st.text(max_size=200))
def test_any_name_and_text_can_be_read(name: str, text: str) -> None:
    assert 0.0 <= share_untold((name,), {"ferri": 1.0}, text) <= 1.0


def test_a_short_name_is_no_beginning_of_a_word() -> None:
    assert not tells("The market opened on Monday.", "Mars")
    assert tells("A probe landed on MARS.", "Mars")


def test_a_figure_with_marks_in_it_is_looked_for_as_it_stands() -> None:
    assert not tells("Section 4b was struck out.", "4(b sections")
