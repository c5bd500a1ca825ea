import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.claims import Person
from bot.grounding.people import persons, persons_asked_about


@pytest.mark.parametrize(
    ("run", "found"),
    [
        (["The former minister Rui Tavio went on trial.", "He pleaded guilty."],
         [("Rui Tavio", "he")]),
        (["Union leader Claire Fosse said 12 had left.", "They left.", "\"Never,\" she said."],
         [("Claire Fosse", "she")]),
        (["The mayor, Lin Mei-lan, said no house fell."], [("Lin Mei-lan", "she")]),
        (["The chairman, Ole Haug, said he regretted it."], [("Ole Haug", "he")]),
        (["His lawyer, Andrea Prado, said he regretted it."], [("Andrea Prado", "")]),
        (["Spokeswoman Dana Camil called it unworkable."], [("Dana Camil", "")]),
        (["The spokeswoman Dana Camil called it unworkable."], [("Dana Camil", "she")]),
        (["The prosecutor, Andrea Doukas, asked for prison.", "His lawyer will appeal."],
         [("Andrea Doukas", "")]),
        (["Ada Kern met Andrea Falk.", "She thanked him."],
         [("Ada Kern", ""), ("Andrea Falk", "")]),
        (["A court in Patras fined the port of Oslo."], []),
        (["A court in San Okker jailed him, and Ada Kern near Val Dorno."], [("Ada Kern", "")]),
    ],
)  # fmt: skip
def test_persons_and_what_their_text_calls_them(
    run: list[str], found: list[tuple[str, str]]
) -> None:
    assert [(one.name, one.pronoun) for one in persons(run, [run])] == found


def test_a_family_name_is_the_person_named_in_full_around_it() -> None:
    around = ["Striker Dario Pellas scored.", "Pellas had been injured, he said."]
    assert persons(["Pellas scored twice."], [around]) == (Person("Dario Pellas", "he"),)


def test_who_stands_in_a_title_alone_comes_last() -> None:
    found = persons(["The mayor, Ada Kern, left."], [], ["Court jails Jon Falk for arson"])
    assert found == (Person("Ada Kern"), Person("Jon Falk", "he", titled=True))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Falk say?", ["Jon Falk"]),
        ("what did falk say", ["Jon Falk"]),
        ("What did Okkers say?", ["Okkers"]),
        ("Who resigned in Veldmoor?", []),
        ("Who scored for Orvale?", []),
    ],
)
def test_whom_a_question_names(question: str, names: list[str]) -> None:
    asked = persons_asked_about(question, [Person("Ada Kern"), Person("Jon Falk")])
    assert [one.name for one in asked] == names


@pytest.mark.parametrize(
    ("question", "names"),
    [("how long has she been mayor", []), ("what did eva long say", ["Eva Long"])],
)
def test_a_family_name_that_is_a_word_is_not_meant_by_every_such_word(
    question: str, names: list[str]
) -> None:
    asked = persons_asked_about(question, [Person("Ida Holm"), Person("Eva Long")])
    assert [one.name for one in asked] == names


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_text_names_each_person_once(texts: list[str]) -> None:
    names = [one.name for one in persons(texts, [texts], texts)]
    assert len(names) == len(set(names))
    assert all(names)
