import pytest

from bot.grounding.verification.facts import (
    missing_names,
    missing_numbers,
    missing_quotes,
    quotations,
)
from bot.grounding.verification.reading import plain, read

SOURCE = read(
    "In Ostby, John “Jack” Moe of the Harbour and Ferry Committee met Russian envoy Ivan Petrov. "
    "Between $1,000 (£800) and $1,500 (£1,200) was paid, British media said."
)


@pytest.mark.parametrize(
    "claim",
    [
        "They saw John Moe.",
        "It went to Russia.",
        "They asked Britain.",
        "They met Petrov in Ostby.",
    ],
)
def test_variants_of_a_stored_name_are_known(claim: str) -> None:
    assert list(missing_names(read(claim), [SOURCE])) == []


@pytest.mark.parametrize("claim", ["They saw Ivan Moe.", "They saw Peter Moe.", "It went to Peru."])
def test_a_name_put_together_from_two_is_nobodys(claim: str) -> None:
    assert [reason.code for reason in missing_names(read(claim), [SOURCE])] == ["name"]


def test_both_ends_of_a_range_may_stand_apart() -> None:
    assert not list(missing_numbers(read("It cost between $1,000 and $1,500."), [SOURCE]))
    assert list(missing_numbers(read("It cost between $1,000 and $1,600."), [SOURCE]))


def test_quotations_are_compared_letter_by_letter_but_for_typography() -> None:
    source = plain("He called it a “great – and rare – day” for all.")
    assert not list(missing_quotes(['"great - and rare - day"'], [source]))
    assert list(missing_quotes(["a great and rare day"], [source]))


def test_apostrophes_are_no_quotation_marks() -> None:
    assert quotations("The dogs' owner said it's “fine”, 'not bad' and \"good\".") == [
        "fine",
        "not bad",
        "good",
    ]
