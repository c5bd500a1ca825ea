from __future__ import annotations

import pytest

from tests.bot.news.differences.samples import report, values

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
