from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.bot.news.differences.samples import report, values

MAY = datetime(2023, 5, 17, 8, tzinfo=UTC)
SENTENCE = "The old lighthouse of Port Vale fell into the sea {} after a long storm."


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("on Wednesday", "on Thursday", True),
        ("on Wednesday", "last week", True),
        ("on Wednesday", "on 13 September", False),
        ("on Wednesday", "on Wednesday morning", False),
        ("on Wednesday night", "early on Thursday", False),  # one night
        ("on Friday", "yesterday", False),  # counted from another day, perhaps
        ("on Wednesday", "in 2023", False),
    ],
)
def test_days_in_nearly_the_same_sentence(one: str, other: str, differ: bool) -> None:
    first, second = report("A", SENTENCE.format(one)), report("B", SENTENCE.format(other))
    assert bool(values(first, second)) is differ


def test_days_in_other_sentences_are_those_of_other_happenings() -> None:
    one = report("A", "The lighthouse of Port Vale collapsed on Monday, its owner wrote.")
    other = report("B", "On Friday crews blew up the lighthouse of Port Vale.")
    assert values(one, other) == []


@pytest.mark.parametrize(
    ("sentence", "one", "other", "found"),
    [
        ("The mayor speaks in the old town hall of Port Vale on {}.", "14 May", "3 May", False),
        ("The mayor will speak in the old town hall of Port Vale on {}.", "24 May", "3 June", True),
    ],
)
def test_one_outlet_moves_only_what_lies_ahead(
    sentence: str, one: str, other: str, found: bool
) -> None:
    early = report("A", sentence.format(one), published=MAY)
    late = report("A", sentence.format(other), published=MAY + timedelta(hours=9))
    assert bool(values(early, late)) is found
    elsewhere = report("B", sentence.format(other), published=MAY + timedelta(hours=9))
    assert values(early, elsewhere) == [(one, other)]


@pytest.mark.parametrize(("one", "other"), [("next Tuesday", "next week"), ("October", "Oct. 2")])
def test_days_ahead_of_which_one_lies_in_the_other(one: str, other: str) -> None:
    sentence = "The mayor will open the new town hall of Port Vale in {}, she told the bank."
    early, late = report("A", sentence.format(one)), report("B", sentence.format(other))
    assert values(early, late) == []
