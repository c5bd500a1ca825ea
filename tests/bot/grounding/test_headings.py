from dataclasses import replace

import pytest

from bot.grounding.claims import Answer, Claim, Evidence
from bot.grounding.headings import headings
from storage.records import Article, Coverage
from tests.bot.grounding.stored import SUNDAY, article, passage

BRIDGE = article(1, "Harbour bridge closed")
FERRIES = article(2, "Ferries to Oslo are late")


def claim(*articles: Article, text: str = "Nobody was hurt.") -> Claim:
    return Claim(text, tuple(Evidence(passage(text), each, text) for each in articles))


def answer(*claims: Claim, composer: str = "extractive", asked: str = "who was hurt?") -> Answer:
    searched = Coverage(2, SUNDAY, None)
    return Answer(asked, asked, 0.9, claims, (), searched, composer, 1.0)


def test_another_reports_sentence_stands_under_its_title() -> None:
    given = answer(claim(BRIDGE), claim(FERRIES), claim(FERRIES), claim(BRIDGE))
    assert headings(given) == ("", "Ferries to Oslo are late", "", "Harbour bridge closed")


def test_one_report_needs_no_title_whoever_prints_it() -> None:
    reprint = replace(FERRIES, copy_of=BRIDGE.id)
    assert headings(answer(claim(BRIDGE), claim(reprint))) == ("", "")
    assert headings(answer(claim(BRIDGE, FERRIES), claim(FERRIES))) == ("", "")


@pytest.mark.parametrize("title", ["", "Late ferries", "In Oslo ferries were …"])
def test_a_title_that_says_nothing_further_is_not_shown(title: str) -> None:
    late = claim(replace(FERRIES, title=title), text="In Oslo ferries were two hours late.")
    assert headings(answer(claim(BRIDGE), late)) == ("", "")


def test_the_first_sentence_gets_one_where_it_points_back() -> None:
    given = answer(claim(FERRIES, text="The company was hurt."))
    assert headings(given) == ("Ferries to Oslo are late",)
    german = replace(FERRIES, language="de")
    assert headings(answer(claim(german, text="The company was hurt."))) == ("",)


def test_the_first_sentence_gets_one_where_it_says_little_of_what_was_asked() -> None:
    given = claim(FERRIES, text="Ships were hurt.")
    assert headings(answer(given, asked="which ships hurt whales?")) == ("",)
    title = FERRIES.title
    assert headings(answer(given, asked="which ships of Bergen sail for free?")) == (title,)


def test_a_question_is_read_in_the_language_of_the_article() -> None:
    german = replace(FERRIES, language="de", title="Stürme in Oslo")
    said = claim(german, text="Die Bürgermeisterin eröffnete die Brücken in Hamburg.")
    asked = "Welche Bürgermeisterin eröffnete Brücken in Hamburg?"
    assert headings(answer(said, asked=asked)) == ("",)


def test_what_is_added_from_another_report_gets_its_title() -> None:
    given = answer(claim(BRIDGE), claim(FERRIES, BRIDGE), claim(FERRIES))
    assert headings(given) == ("", "Ferries to Oslo are late", "")


def test_what_a_model_wrote_gets_no_titles() -> None:
    assert headings(answer(claim(BRIDGE), claim(FERRIES), composer="model")) == ("", "")


def test_an_abstention_has_none() -> None:
    assert headings(answer()) == ()
