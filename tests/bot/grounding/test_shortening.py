import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.shortening import MOST_WORDS, TAKEN_IN, shortened

SHIPS = " and ".join(f"ferry{number} of {number}" for number in range(12))
LONG = f"The harbour authority of Oslo sold {SHIPS} and a tug"  # 54 words


def test_what_is_short_enough_stays_whole() -> None:
    assert shortened("The bridge (built in 1948) is old.") == "The bridge (built in 1948) is old."


def test_a_long_sentence_loses_its_last_relative_clause() -> None:
    assert shortened(f"{LONG}, which had been built by Anna Berg in 1948.") == f"{LONG}."


def test_what_stands_in_brackets_is_left_out() -> None:
    assert shortened(f"{LONG} (and with it a crane of 40 metres) in May.") == f"{LONG} in May."


@pytest.mark.parametrize("asked", ["crane", "moved"])
def test_the_statement_that_was_asked_for_is_kept(asked: str) -> None:
    kept = shortened(f"{LONG}; the crane was moved to Bergen.", frozenset({asked}))
    assert kept == "The crane was moved to Bergen."


@pytest.mark.parametrize(
    "clause",
    [
        ", which Anna Berg said was wrong.",
        ", which had never been built by the yard.",
        ", which were to be paid only in May.",
        " (unless they sink before the end of May).",
    ],
)
def test_a_source_a_denial_and_a_condition_are_never_left_out(clause: str) -> None:
    assert shortened(f"{LONG}{clause}") is None


def test_a_list_loses_items_of_the_same_form_that_were_not_asked_for() -> None:
    items = ", ".join(f"by selling tug {name} of the old yard in Bergen" for name in "ABCDEF")
    text = f"The harbour has saved money, {items}, by hiring a dredger, and by closing early."
    kept = shortened(text, frozenset({"dredger"}))
    assert kept is not None
    assert kept.endswith(", by hiring a dredger, and by closing early.")
    assert shortened(text.replace("has saved", "has together saved")) is None


def test_a_list_that_is_open_loses_items_that_were_not_asked_for() -> None:
    items = ", ".join(f"harbour master number{name} Holm of the old yard" for name in "abcdefgh")
    text = f"Those honoured by the port include {items}, ship owner Anna Berg, and a cook."
    kept = shortened(text, frozenset({"owner"}))
    assert kept is not None
    assert kept.endswith(", ship owner Anna Berg, and a cook.")
    assert shortened(text, frozenset({"harbour", "owner"})) == kept


def test_brackets_go_with_the_quotation_in_them() -> None:
    assert shortened(f'{LONG} in May, (called "a bargain" by the city).') == f"{LONG} in May."


def test_a_quotation_is_never_cut() -> None:
    assert shortened(f'{LONG}, "and tugs, which were built in 1948", as the mayor put it.') is None


def test_what_was_asked_comes_among_the_words_that_are_taken_in() -> None:
    text = f"The yard ({' '.join('abcdefghij'[n % 10] * 3 for n in range(44))}) built a crane."
    assert len(text.split()) > TAKEN_IN
    assert shortened(text, frozenset({"crane"})) == "The yard built a crane."
    assert shortened(text, frozenset({"yard"})) == text


@given(st.text(alphabet="ab ;,()." + '"“”', max_size=400), st.frozensets(st.text(max_size=3)))
def test_what_is_left_is_short(text: str, asked: frozenset[str]) -> None:
    short = shortened(text, asked)
    assert short is None or len(short.split()) <= MOST_WORDS
