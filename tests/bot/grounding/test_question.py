import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.question import (
    CONTEXT,
    FRAME,
    MOST_TERMS,
    TYPE_WORD,
    Wants,
    names_nothing,
    read_question,
)


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("Who closed the bridge?", Wants.PERSON),
        ("Where was the ferry built?", Wants.PLACE),
        ("When did the ferry sail?", Wants.TIME),
        ("How many people were on board?", Wants.NUMBER),
        ("What percentage of ferries sailed?", Wants.NUMBER),
        ("Why was the bridge closed?", Wants.REASON),
        ("What was the reason for the delay?", Wants.REASON),
        ("What was the cause of the delay?", Wants.CAUSE),
        ("What caused the delay?", Wants.CAUSE),
        ("Which country built the ferry?", Wants.PLACE),
        ("In which cities are there ferries?", Wants.PLACE),
        ("What year was it built?", Wants.TIME),
        ("Which actor opened the bridge?", Wants.PERSON),
        ("Which film won?", Wants.TITLE),
        ("Which airline bought the ferry?", Wants.NAME),
        ("What is the name of the ferry?", Wants.NAME),
        ("What closed?", Wants.THING),
        ("Tell me of ferries", Wants.ANYTHING),
    ],
)
def test_what_is_wanted(text: str, wants: Wants) -> None:
    assert read_question(text).wants is wants


def test_the_clause_that_asks_weighs_most() -> None:
    weights = read_question("A storm closed the bridge. Which town was flooded?").weights
    assert weights["flood"] == 1.0
    assert weights["storm"] == FRAME
    assert weights["town"] == TYPE_WORD


def test_the_noun_asked_for_is_not_known() -> None:
    assert read_question("Which league will play in Oslo?").known == {"play", "oslo"}
    assert "ferri" in read_question("What caused the ferry to sink?").known


def test_what_a_follow_up_carries_weighs_little() -> None:
    question = read_question("When was that? [what did Anna Berg open]")
    assert question.wants is Wants.TIME
    assert question.weights["berg"] == CONTEXT
    assert question.names == ()
    assert "berg" in question.said


def _speaker(text: str) -> set[str] | None:
    speaker = read_question(text).speaker
    return {*speaker.terms} if speaker else None


def test_whose_words_are_asked_for() -> None:
    assert _speaker("What did Anna Berg say about ferries?") == {"anna", "berg"}
    assert _speaker("What was Anna Berg's comment?") == {"anna", "berg"}
    assert _speaker("How did Anna Berg respond?") is None
    assert _speaker("What did Anna Berg open?") is None


def test_names_are_found() -> None:
    assert read_question("Did Anna Berg go to Oslo?").names == ("Anna Berg", "Oslo")


@pytest.mark.parametrize("text", ["", "?!", " \n", "🚢🚢", '( " : * ^', "[]", "what"])
def test_a_question_of_no_words_has_no_terms(text: str) -> None:
    assert not read_question(text).weights or text == "🚢🚢"


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    question = read_question(text)
    assert len(question.weights) <= MOST_TERMS
    assert all(0 < weight <= 1 for weight in question.weights.values())
    assert set(question.weights) <= question.said | set(question.weights)


def test_a_question_of_4000_characters_keeps_its_first_terms() -> None:
    text = " ".join(f"ferry{number}" for number in range(600))
    assert len(read_question(text[:4000]).weights) == MOST_TERMS


@pytest.mark.parametrize(
    "text",
    [
        "what did he say about it",
        "Tell me more",
        "what happened?",
        "who is he",
        "",
        "what did they say? [Oslo]",
    ],
)
def test_a_question_that_names_nothing_looks_for_nothing(text: str) -> None:
    assert read_question(text).weights == {}


def test_a_verb_of_asking_counts_beside_a_name() -> None:
    assert set(read_question("what did Anna Berg say?").weights) == {"anna", "berg", "say"}


def test_a_name_made_of_such_verbs_is_looked_for() -> None:
    assert set(read_question("where did Talk Talk play?").weights) == {"talk", "play"}
    assert read_question("who sang with Talk Talk?").weights


@pytest.mark.parametrize(
    "question",
    [
        "What did he say about it?",
        "¿Qué dijo sobre eso?",
        "Was hat er dazu gesagt?",
        "Wann war das?",
        "Что он сказал об этом?",
        "ماذا قال عن ذلك؟",
    ],
)
def test_a_question_may_name_nothing_in_any_language_that_is_spoken(question: str) -> None:
    assert names_nothing(question)


@pytest.mark.parametrize(
    "question",
    ["What did Berg say?", "¿Qué dijo Berg?", "Was hat Berg gesagt?", "Что сказал Берг?", "?", ""],
)
def test_a_name_is_something(question: str) -> None:
    assert not names_nothing(question)
