import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.claims import Exchange
from bot.grounding.conversation import standalone_question

OPENED = Exchange(
    "What did Berg open?",
    "What did Berg open?",
    ("Anna Berg opened a bridge in Oslo on Monday, with Carl Holm at her side.",),
    (1,),
)


@pytest.mark.parametrize(
    ("asked", "standalone"),
    [
        ("who was with her?", "Who was with Anna Berg? [What did Berg open]"),
        ("who was with him?", "Who was with Anna Berg? [What did Berg open]"),
        ("when was that?", "When was that? [What did Berg open]"),
        ("and what did the US say about it?", "What did the US say about it? [What did Berg open]"),
        ("Why?", "Why? [What did Berg open]"),
        ("and Holm?", "What did Holm open?"),
        ("What about Carl Holm?", "What did Carl Holm open?"),
    ],
)
def test_a_follow_up_is_made_standalone(asked: str, standalone: str) -> None:
    assert standalone_question(asked, [OPENED]) == standalone


@pytest.mark.parametrize(
    "asked",
    [
        "What did Xi Jinping say about the visit?",
        "Which ferries sailed to Bergen?",
        "Who is Emmanuel Macron and what did he do?",
        "Is there a ferry to Bergen?",
        "?",
        "",
    ],
)
def test_a_new_topic_is_left_alone(asked: str) -> None:
    assert standalone_question(asked, [OPENED]) == asked


def test_nobody_of_an_answer_before_the_last_is_meant() -> None:
    nobody = Exchange("and the US?", "What did the US open?", ("A port opened in Ohio.",), (2,))
    asked = standalone_question("what did she plead?", [OPENED, nobody])
    assert asked == "What did she plead? [What did the US open]"


def test_without_a_conversation_nothing_is_resolved() -> None:
    assert standalone_question("when was that?", []) == "when was that?"


def test_the_topic_stays_over_several_follow_ups() -> None:
    asked = standalone_question("when was that?", [OPENED])
    second = Exchange("when was that?", asked, ("Anna Berg opened it on Monday.",))
    assert standalone_question("and where was that?", [OPENED, second]) == (
        "Where was that? [What did Berg open]"
    )


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_follow_any_text(first: str, second: str) -> None:
    thread = [Exchange(first, first, (first,))]
    assert isinstance(standalone_question(second, thread), str)
