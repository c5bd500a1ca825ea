import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.answer import check
from bot.grounding.claims import Candidate, DraftClaim, Found
from bot.grounding.presentation import after_another, fully_named, showable, shown
from bot.grounding.shortening import MOST_WORDS
from tests.bot.grounding.stored import article, passage

SHIPS = " and ".join(f"ferry{number} of {number}" for number in range(12))
LONG = f"The harbour authority of Oslo sold {SHIPS} and a tug"


def test_a_sentence_is_shown_as_it_stands() -> None:
    assert shown("The bridge was closed on Monday.") == "The bridge was closed on Monday."


def test_line_breaks_become_blanks() -> None:
    assert shown("The bridge was\n closed on Monday.") == "The bridge was closed on Monday."


def test_an_opening_connective_is_left_out() -> None:
    assert shown("However, the bridge stayed open.") == "The bridge stayed open."


def test_what_leans_is_not_shown() -> None:
    assert shown("He closed the bridge on Monday.") is None


def test_a_long_sentence_loses_its_last_relative_clause() -> None:
    assert shown(f"{LONG}, which had been built by Anna Berg in 1948.") == f"{LONG}."


def test_a_long_sentence_keeps_who_said_it() -> None:
    assert shown(f"{LONG}, which was wrong, Anna Berg of the union said.") is None


def test_a_quotation_is_never_cut() -> None:
    assert shown(f'{LONG}, "and tugs, which were built in 1948", said Anna Berg.') is None


def test_a_quotation_that_goes_on_is_closed() -> None:
    found = Found(passage("Anna Berg of Oslo said: “Rain fell.", "It fell long.”"), article(), 1.0)
    start, end = found.passage.sentences[0]
    told = showable(Candidate(found, start, end, 1.0, frozenset(), frozenset(), 0.0))
    assert told is not None
    assert told.text == "Anna Berg of Oslo said: “Rain fell.”"
    claim = check(DraftClaim(told.text, told.evidence, "en"))
    assert claim is not None
    assert claim.text == told.text


def test_the_middle_of_a_speech_is_not_shown_without_its_speaker() -> None:
    found = Found(
        passage("“Rain fell on Oslo.", "Snow fell on Bergen.”", "Hail fell on Narvik."),
        article(),
        1.0,
    )
    candidates = [
        Candidate(found, start, end, 1.0, frozenset(), frozenset(), 0.0)
        for start, end in found.passage.sentences
    ]
    assert [showable(each) is not None for each in candidates[1:]] == [False, True]


def test_what_the_next_sentence_takes_back_is_not_shown() -> None:
    text = passage(
        "Anna Berg returned to the ferry.", "No, not the new one.", "No ferry sank on Monday."
    )
    found = Found(text, article(), 1.0)
    told, _, last = (Candidate(found, start, end, 1.0) for start, end in text.sentences)
    assert showable(told) is None
    assert showable(last) is not None
    denied = passage("Anna Berg did not leave Oslo.", "No, she stayed there.")
    assert showable(Candidate(Found(denied, article(), 1.0), *denied.sentences[0], 1.0)) is not None
    calm = Found(passage("Anna Berg returned to Oslo.", "No ferry sank on Monday."), article(), 1.0)
    assert showable(Candidate(calm, 0, 27, 1.0)) is not None


def test_a_completed_name_cites_the_sentence_that_has_it() -> None:
    text = passage("Mayor Anna Berg opened the bridge.", "She called it late.")
    ready = showable(Candidate(Found(text, article(), 1.0), *text.sentences[1], 1.0))
    assert ready is not None
    assert ready.text == "Anna Berg called it late."
    assert [each.quote for each in ready.evidence] == [text.text]


def test_a_name_of_the_passage_before_is_a_second_citation() -> None:
    before = passage("Ferries sailed.", "Mayor Anna Berg opened the bridge.", number=1)
    text = passage("She called it late.", "Rain fell.", number=2, position=1)
    found = Found(text, article(), 1.0, previous=before)
    ready = showable(Candidate(found, *text.sentences[0], 1.0))
    assert ready is not None
    assert [each.quote for each in ready.evidence] == [
        "She called it late.",
        "Mayor Anna Berg opened the bridge.",
    ]
    claim = check(DraftClaim(ready.text, ready.evidence))
    assert claim is not None
    assert [each.passage.id for each in claim.evidence] == [2, 1]


def test_a_family_name_is_completed_and_the_sentence_that_has_it_is_cited() -> None:
    text = passage("Anna Berg opened the bridge.", "Rain fell.", "Berg called it late.")
    ready = showable(Candidate(Found(text, article(), 1.0), *text.sentences[2], 1.0))
    assert ready is not None
    ready = fully_named(ready)
    assert ready.text == "Anna Berg called it late."
    assert [each.quote for each in ready.evidence] == [
        "Berg called it late.",
        "Anna Berg opened the bridge.",
    ]
    claim = check(DraftClaim(ready.text, ready.evidence))
    assert claim is not None
    assert claim.text == ready.text
    assert len(claim.evidence) == 2


@given(st.text(max_size=400))
def test_what_is_shown_is_short(text: str) -> None:
    words = shown(text)
    assert words is None or 0 < len(words.split()) <= MOST_WORDS


def candidates_of(*sentences: str) -> list[Candidate]:
    found = Found(passage(*sentences), article(), 1.0)
    return [Candidate(found, start, end, 1.0) for start, end in found.passage.sentences]


def test_what_leans_is_shown_after_the_sentence_that_it_leans_on() -> None:
    first, second = candidates_of(
        "Oslo runs nine ferries.", "Most of these ferries sail to Nesodden."
    )
    leaning = after_another(second)
    assert showable(second) is None
    assert leaning is not None
    assert leaning.after is not None
    assert (leaning.after.text, leaning.text) == (first.text, second.text)


def test_what_leans_takes_two_sentences_with_it_at_most() -> None:
    stands, *lean = candidates_of(
        "Oslo runs nine ferries.",
        "Most of these ferries sail to Nesodden.",
        "These islands are near.",
        "Such islands draw many bathers.",
    )
    second = after_another(lean[1])
    assert second is not None
    assert second.after is not None
    assert second.after.after is not None
    assert second.after.after.text == stands.text
    assert after_another(lean[2]) is None


def test_a_pronoun_as_subject_is_shown_after_a_sentence_that_names_somebody() -> None:
    first, second = candidates_of("Anna Berg met Eva Holm.", "She was late on Monday.")
    leaning = after_another(second)
    assert showable(second) is None
    assert leaning is not None
    assert leaning.after is not None
    assert leaning.after.text == first.text


def test_a_person_that_the_sentence_before_does_not_name_stays_unsaid() -> None:
    _, second = candidates_of("The sisters met on the quay.", "She was late on Monday.")
    assert after_another(second) is None


def test_the_opening_sentence_has_nothing_to_lean_on() -> None:
    (only,) = candidates_of("Most of these ferries sail to Nesodden.")
    assert after_another(only) is None


def test_somebody_of_an_untold_person_is_shown_by_name_and_points_back() -> None:
    (only,) = candidates_of("Her deputy, Anna Berg, opened the bridge in Oslo on Monday.")
    ready = showable(only)
    assert ready is not None
    assert ready.text == only.text
    assert ready.points_back == {"her"}


@pytest.mark.parametrize(
    "text",
    [
        "Her deputy opened the bridge in Oslo on Monday.",
        "Her deputy, who opened the bridge, left on Monday.",
        "Her deputy, Anna Berg, said he had opened it too late.",
    ],
)
def test_somebody_of_an_untold_person_without_a_name_is_not_shown(text: str) -> None:
    assert showable(candidates_of(text)[0]) is None
