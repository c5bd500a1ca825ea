import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.homonyms import misread, only_misread


@pytest.mark.parametrize(
    "question", ["Is there a strike in Oslo?", "How many nurses are on strike?"]
)
def test_a_noun_is_not_told_by_the_verb(question: str) -> None:
    assert only_misread("An earthquake struck Oslo.", misread(question)) == {"strike"}
    assert not only_misread("A strike struck Oslo.", misread(question))


def test_a_verb_is_told_by_its_forms() -> None:
    assert misread("When will the storm strike Oslo?") == {}


def test_a_noun_near_its_verb_is_told_by_it() -> None:
    assert misread("Why is there a rise in prices?") == {}


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_read(question: str, sentence: str) -> None:
    assert only_misread(sentence, misread(question)) <= misread(question).keys()
