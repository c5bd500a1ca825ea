import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.answer_types import CAUSE_UNTOLD, PERSONS_UNNAMED, UNMEASURED, new_answer
from bot.grounding.question import read_question


@pytest.mark.parametrize(
    ("question", "sentence", "typed"),
    [
        ("Who opened the bridge?", "Anna Berg opened the bridge.", 1.0),
        ("Who opened the bridge?", "The bridge was opened.", 0.0),
        ("Who opened the bridge?", "The bridge was opened by two fishermen.", PERSONS_UNNAMED),
        ("Where was it opened?", "It was opened in Oslo.", 1.0),
        ("When was it opened?", "It was opened on Saturday.", 1.0),
        ("When was it opened?", "It was opened by the mayor.", 0.0),
        ("How many ferries sailed?", "About 12 old ferries sailed.", 1.0),
        ("How many ferries sailed?", "The bridge is 212 metres long.", UNMEASURED),
        ("How many ferries sailed?", "Ferries sailed.", 0.0),
        ("What percentage sailed?", "Some 12% sailed.", 1.0),
        ("How much did it cost?", "It cost $12 million.", 1.0),
        ("How old is the bridge?", "The 40-year-old bridge is closed.", 1.0),
        ("Which film won?", "The prize went to “The Long Bridge” on Monday.", 1.0),
        ("Which company built it?", "Demo Steel built it.", 1.0),
        ("How deep is it?", "It lies at a depth of 12 km.", 1.0),
        ("How deep is it?", "It lies 12 km from Oslo.", UNMEASURED),
        ("How many people sailed?", "About 12 workers sailed.", 1.0),
        ("What caused the fire?", "A lamp sparked the blaze.", 1.0),
        ("What was the cause of the fire?", "The blaze was caused by a lamp.", 1.0),
        ("What caused the fire?", "Oslo burned.", CAUSE_UNTOLD),
        ("Why was it closed?", "It was closed because of rust.", 1.0),
    ],
)
def test_what_a_sentence_offers(question: str, sentence: str, typed: float) -> None:
    assert new_answer(sentence, read_question(question)).typed == typed


def test_what_the_question_says_is_not_new() -> None:
    offered = new_answer("Anna Berg met Carl Holm.", read_question("Who did Anna Berg meet?"))
    assert offered.terms == {"carl", "holm"}


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_sentence_can_be_read_for_any_question(question: str, sentence: str) -> None:
    offered = new_answer(sentence, read_question(question))
    assert 0.0 <= offered.typed <= 1.0
