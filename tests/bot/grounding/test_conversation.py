import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.claims import Asks, Exchange, Person, Understood
from bot.grounding.conversation import understood

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
        ("who was with him?", "Who was with Carl Holm? [What did Berg open]"),
        ("when was that?", "When was that? [What did Berg open]"),
        ("and what did the US say about it?", "What did the US say about it? [What did Berg open]"),
        ("Why?", "Why? [What did Berg open]"),
        ("and Holm?", "What did Holm open?"),
        ("What about Carl Holm?", "What did Carl Holm open?"),
    ],
)
def test_a_follow_up_is_made_standalone(asked: str, standalone: str) -> None:
    assert understood(asked, [OPENED]) == Understood(standalone)


@pytest.mark.parametrize(
    "asked",
    [
        "What did Xi Jinping say about the visit?",
        "Which ferries sailed to Bergen?",
        "Who is Emmanuel Macron and what did he do?",
        "Is there a ferry to Bergen?",
        "Which head of state announced his resignation?",
        "Which firm is sued for rent of one of its offices?",
        "A rare comet can be seen this week. Which colour is it?",
        "Before he won, how many medals had skier Ivo Brandt?",
        "In her last speech as mayor, whom did Clara Holm thank?",
        "?",
        "",
    ],
)
def test_a_new_topic_is_left_alone(asked: str) -> None:
    assert understood(asked, [OPENED]) == Understood(asked)


def test_nobody_of_an_answer_before_the_last_is_meant() -> None:
    nobody = Exchange("and the US?", "What did the US open?", ("A port opened in Ohio.",), (2,))
    asked = understood("what did she plead?", [OPENED, nobody])
    assert asked == Understood("what did she plead?", Asks(("Anna Berg",)))


def test_without_a_conversation_nothing_is_resolved() -> None:
    for asked in ("when was that?", "What did he say about it?", "when did she resign?"):
        assert understood(asked, []) == Understood(asked, Asks())


def test_the_topic_stays_over_several_follow_ups() -> None:
    asked = understood("when was that?", [OPENED]).text
    second = Exchange("when was that?", asked, ("Anna Berg opened it on Monday.",))
    third = understood("and where was that?", [OPENED, second])
    assert third == Understood("Where was that? [What did Berg open]")


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_follow_any_text(first: str, second: str) -> None:
    thread = [Exchange(first, first, (first,))]
    made = understood(second, thread)
    assert made.text or not second
    waiting = Exchange(first, first, (), asks=Asks(("Anna Berg", second)))
    assert isinstance(understood(second, [*thread, waiting]), Understood)


NORWAY = Exchange(
    "Who resigned?",
    "Who resigned?",
    ("Minister Ada Kern resigned on Monday.", "The chairman, Jon Falk, said he had asked for it."),
    (1,),
    (Person("Ada Kern", "she"), Person("Jon Falk", "he")),
)
PRIZE = Exchange(
    "Who shared the prize?",
    "Who shared the prize?",
    ("Nils Rask and Otto Veit shared the prize.",),
    (2,),
)


def test_gender_tells_persons_apart() -> None:
    assert understood("Why did she?", [NORWAY]).text == "Why did Ada Kern? [Who resigned]"
    assert understood("what did he say?", [NORWAY]).text == "What did Jon Falk say? [Who resigned]"


def test_an_object_is_somebody_else_than_the_subject() -> None:
    asked = understood("Did she thank her?", [NORWAY])
    assert asked.text == "Did Ada Kern thank her? [Who resigned]"


def test_of_two_persons_one_is_asked_about() -> None:
    asked = understood("What did he say?", [PRIZE])
    assert asked == Understood("What did he say?", Asks(("Nils Rask", "Otto Veit")))


@pytest.mark.parametrize("reply", ["Veit", "the second", "2", "I mean Veit", "otto veit."])
def test_the_reply_completes_the_question(reply: str) -> None:
    waiting = Exchange(
        "What did he say?", "What did he say?", (), asks=Asks(("Nils Rask", "Otto Veit"))
    )
    made = understood(reply, [PRIZE, waiting])
    assert made == Understood("What did Otto Veit say? [Who shared the prize]")


def test_a_name_completes_a_question_that_named_nothing() -> None:
    for asked, said in (
        ("What did he say about it?", "What did Otto Veit say about it?"),
        ("When was that?", "When was Otto Veit?"),
        ("Was hat er dazu gesagt?", "Was hat er dazu gesagt? Otto Veit"),
    ):
        waiting = Exchange(asked, asked, (), asks=Asks())
        assert understood(asked, []) == Understood(asked, Asks())
        assert understood("Otto Veit", [waiting]) == Understood(said)


def test_who_declines_all_is_asked_for_a_name() -> None:
    waiting = Exchange("What did he say?", "What did he say?", (), asks=Asks(("Nils Rask",)))
    assert understood("no", [waiting]) == Understood("What did he say?", Asks())


def test_another_question_is_no_reply() -> None:
    waiting = Exchange("What did he say?", "What did he say?", (), asks=Asks(("Nils Rask",)))
    new = "What did Rask promise?"
    assert understood(new, [PRIZE, waiting]) == Understood(new)


def test_who_was_last_asked_about_is_meant() -> None:
    answered = ("Otto Veit thanked Nils Rask.",)
    last = Exchange("What did Veit do?", "What did Otto Veit do?", answered)
    assert understood("and why did he?", [PRIZE, last]).text.startswith("Why did Otto Veit?")


def test_a_role_without_a_name_is_left_to_the_words() -> None:
    last = Exchange("What did the mayor open?", "What did the mayor open?", ("A bridge opened.",))
    made = understood("when did she?", [last])
    assert made == Understood("When did she? [What did the mayor open]")
