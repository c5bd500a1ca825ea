from dataclasses import replace

import pytest

from bot.grounding.claims import Claim, Evidence
from bot.grounding.titles import runs, titles
from storage.records import Article
from tests.bot.grounding.stored import article, passage

BRIDGE = article(1, "Harbour bridge closed")
FERRIES = article(2, "Ferries to Oslo are late")


def claim(*articles: Article, text: str = "Nobody was hurt.") -> Claim:
    return Claim(text, tuple(Evidence(passage(text), each, text) for each in articles))


def shown(*claims: Claim, asked: str = "who was hurt?") -> tuple[str, ...]:
    return titles(claims, asked)


def test_another_reports_sentence_stands_under_its_title() -> None:
    given = shown(claim(BRIDGE), claim(FERRIES), claim(FERRIES), claim(BRIDGE))
    assert given == ("", "Ferries to Oslo are late", "", "Harbour bridge closed")


def test_one_report_needs_no_title_whoever_prints_it() -> None:
    reprint = replace(FERRIES, copy_of=BRIDGE.id)
    assert shown(claim(BRIDGE), claim(reprint)) == ("", "")


@pytest.mark.parametrize("title", ["", "Late ferries", "In Oslo ferries were …"])
def test_a_title_that_says_nothing_further_is_not_shown(title: str) -> None:
    late = claim(replace(FERRIES, title=title), text="In Oslo ferries were two hours late.")
    assert shown(claim(BRIDGE), late) == ("", "")


def test_the_first_sentence_gets_one_where_it_points_back() -> None:
    given = shown(claim(FERRIES, text="The company was hurt."))
    assert given == ("Ferries to Oslo are late",)
    german = replace(FERRIES, language="de")
    assert shown(claim(german, text="The company was hurt.")) == ("",)


def test_the_first_sentence_gets_one_where_it_says_little_of_what_was_asked() -> None:
    given = claim(FERRIES, text="Ships were hurt.")
    assert shown(given, asked="which ships hurt whales?") == ("",)
    title = FERRIES.title
    assert shown(given, asked="which ships of Bergen sail for free?") == (title,)


def test_a_question_is_read_in_the_language_of_the_article() -> None:
    german = replace(FERRIES, language="de", title="Stürme in Oslo")
    said = claim(german, text="Die Bürgermeisterin eröffnete die Brücken in Hamburg.")
    asked = "Welche Bürgermeisterin eröffnete Brücken in Hamburg?"
    assert shown(said, asked=asked) == ("",)


def test_what_is_added_from_another_report_gets_its_title() -> None:
    given = shown(claim(BRIDGE), claim(FERRIES, BRIDGE), claim(FERRIES))
    assert given == ("", "Ferries to Oslo are late", "")


def test_what_a_model_wrote_gets_none_and_the_stored_words_beside_it_do() -> None:
    written = replace(claim(FERRIES), written=True)
    assert shown(claim(BRIDGE), written) == ("", "")
    assert shown(written, claim(BRIDGE)) == ("", "Harbour bridge closed")


def test_stored_words_behind_what_a_model_wrote_of_their_report_have_its_title() -> None:
    written = replace(claim(FERRIES), written=True)
    stored = claim(FERRIES, text="The company was hurt.")
    assert shown(written, stored) == ("", FERRIES.title)
    assert shown(claim(BRIDGE), written, stored, stored) == ("", "", FERRIES.title, "")


def test_what_goes_on_from_an_answer_is_not_held_against_a_question() -> None:
    given = claim(FERRIES, text="Ships were hurt.")
    assert titles([given]) == ("",)


def test_an_abstention_has_none() -> None:
    assert shown() == ()


def test_what_follows_each_other_of_one_report_is_a_run() -> None:
    reprint = replace(FERRIES, id=3, copy_of=FERRIES.id)
    assert runs([BRIDGE, FERRIES, reprint, BRIDGE]) == [1, 2, 1]
    assert runs([]) == []


STORMS = article(2, "Storms in Norway")
BERGEN = claim(BRIDGE, text="Ferries to Bergen were late.")
ALONE = "Ferries between Oslo and Kiel were three hours late."


def test_what_tells_all_and_goes_on_with_what_was_asked_needs_no_title() -> None:
    given = claim(STORMS, text=ALONE)
    assert shown(BERGEN, given, asked="were ferries to Oslo late?") == ("", "")
    assert shown(claim(BRIDGE), given, asked="who was hurt?") == ("", STORMS.title)


def test_a_run_gets_its_title_where_any_sentence_of_it_needs_one() -> None:
    given = [BERGEN, claim(STORMS, text=ALONE), claim(STORMS, text="The town was hurt.")]
    assert shown(*given, asked="were ferries to Oslo late?") == ("", STORMS.title, "")


def test_what_opens_a_message_and_names_what_it_is_about_needs_no_title() -> None:
    given = claim(STORMS, text=ALONE)
    assert shown(given, asked="which bridges of Bergen close on Monday?") == ("",)


@pytest.mark.parametrize(
    "text",
    [
        "The Dukes were late, and so were ferries to Oslo.",
        "Ferries were late, says a Report on Delays.",
    ],
)
def test_who_is_new_without_a_full_name_may_be_read_as_who_was_told_of(text: str) -> None:
    given = claim(STORMS, text=text)
    assert shown(BERGEN, given, asked="were ferries to Oslo late?") == ("", STORMS.title)
