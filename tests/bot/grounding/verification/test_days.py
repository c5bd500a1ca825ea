from datetime import UTC, datetime

import pytest

from bot.grounding.verification.days import in_source_words, missing_days
from bot.grounding.verification.reading import read

PUBLISHED = datetime(2024, 5, 8, tzinfo=UTC)  # a Wednesday
SOURCES = [read("The bridge was closed on Tuesday. It opened on 2 May 1974.", PUBLISHED)]


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("It was closed on Tuesday (7 May 2024).", "It was closed on Tuesday."),
        ("It was closed on 7 May 2024.", "It was closed on Tuesday."),
        ("It was closed on Tuesday (9 May 2024).", "It was closed on Tuesday (9 May 2024)."),
        ("It opened on 2 May 1974.", "It opened on 2 May 1974."),
        ("It was closed.", "It was closed."),
    ],
)
def test_a_proven_day_is_put_back_into_the_words_of_the_source(claim: str, words: str) -> None:
    assert in_source_words(claim, SOURCES) == words


@pytest.mark.parametrize("claim", ["closed on 9 May 2024", "closed on Sunday, 7 May 2024"])
def test_another_day_or_a_wrong_weekday_is_a_contradiction(claim: str) -> None:
    (reason,) = missing_days(f"It was {claim}.", SOURCES)
    assert (reason.kind, reason.code) == ("contradiction", "date")


def test_without_a_day_of_publication_nothing_relative_is_proven() -> None:
    undated = [read("The bridge was closed on Tuesday.")]
    claim = "It was closed on Tuesday (7 May 2024)."
    assert in_source_words(claim, undated) == claim
    assert list(missing_days(claim, undated))
