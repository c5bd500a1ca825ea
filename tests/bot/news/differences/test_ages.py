from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.news.differences.ages import ages
from bot.news.differences.lines import lines_of
from tests.bot.news.differences.samples import SUNDAY, report, values

FIFTEEN = "Ines Calder, 15, fell from the quay of Port Vale on Saturday."


@pytest.mark.parametrize(
    "sentence",
    [
        "Ines Calder, 15, fell from the quay.",
        "Ines Calder, aged 15, fell from the quay.",
        "15-year-old Ines Calder fell from the quay.",
        "A fifteen-year-old pupil Ines Calder fell from the quay.",
        "Ines Calder, a 15-year-old pupil, fell from the quay.",
        "Ines Calder was 15 years old.",
        "Ines M. Calder, 15, fell from the quay.",
    ],
)
def test_forms_in_which_an_age_is_told(sentence: str) -> None:
    (fact,) = [f for f in ages(lines_of(report("A", sentence), 9)) if len(f.key) > 2]
    assert fact.key == ("age", "ines", "calder")
    assert fact.amount.value == 15
    assert fact.value in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Ines Calder Jr., 15, fell from the quay.",
        "The village of Brackwater, 15 miles away, heard it.",
        "Ines Calder, 15 friends and a dog were on the quay.",
        "Ines Calder, 150, fell from the quay.",
        "Rolf and Ines Calder, 15 and 17, fell from the quay.",
        "After a walk with Ines Calder, the 15-year-old fell from the quay.",
        "When the bank was sold in 2019, Ines Calder was 15.",
        "The 15-year-old met Ines Calder on the quay.",
    ],
)
def test_what_is_no_age_of_a_person(sentence: str) -> None:
    assert list(ages(lines_of(report("A", sentence), 9))) == []


def test_outlets_that_disagree_on_an_age() -> None:
    other = report("B", "Police named the 16-year-old Ines Calder as the girl who fell.")
    assert values(report("A", FIFTEEN), other) == [("15", "16-year-old")]


def test_surname_alone_is_the_person_named_fully() -> None:
    named = report("B", "Ines Calder fell on Saturday.", "Calder, 16, was taken to a hospital.")
    assert values(report("A", FIFTEEN), named) == [("15", "16")]


def test_surname_of_two_people_is_nobody() -> None:
    both = report("B", "Ines Calder fell with Rolf Calder.", "Calder, 16, was taken to a hospital.")
    assert values(report("A", FIFTEEN), both) == []


@pytest.mark.parametrize(
    ("sentence", "published"),
    [
        ("Ines Calder, 15, is at home again.", SUNDAY),
        ("Ines Calder, 45, is at home again.", SUNDAY),  # another one of that name
        ("Ines Calder, 16, is at home again.", SUNDAY + timedelta(days=30)),  # a birthday
        ("Ines Calder, 17, is at home again.", SUNDAY + timedelta(days=300)),
        ("Ines Calder, 17, is at home again.", None),
    ],
)
def test_ages_that_are_no_difference(sentence: str, published: datetime | None) -> None:
    assert values(report("A", FIFTEEN), report("B", sentence, published=published)) == []


def test_only_person_without_a_name() -> None:
    one = report("A", "A five-year-old boy is trapped in a dry well near Osterdam.")
    other = report("B", "Crews dig for a six-year-old boy who fell into a well near Osterdam.")
    assert values(one, other) == [("five-year-old", "six-year-old")]
    two = report("B", other.sentences[0], "His 5-year-old sister ran for help.")
    assert values(one, two) == []
    elsewhere = report("B", "A six-year-old boy won the reading prize of his school.")
    assert values(one, elsewhere) == []
