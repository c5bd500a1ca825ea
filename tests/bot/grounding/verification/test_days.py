from datetime import UTC, datetime

import pytest

from bot.grounding.verification.days import in_source_words, missing_days, without_proven
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


WORDS = [
    read(
        "It was closed last week. It opened earlier this month, in March, and two days ago. It had "
        "closed last year.",
        PUBLISHED,
    )
]


@pytest.mark.parametrize(
    "claim",
    [
        "It was closed last week (week of 29 April 2024).",
        "It opened earlier this month (May 2024).",
        "It opened in March (March 2024).",
        "It opened two days ago (6 May 2024) after all.",
        "It had closed last year (2023).",
    ],
)
def test_a_date_in_brackets_that_the_words_before_it_mean_is_left_out(claim: str) -> None:
    bare = without_proven(claim, WORDS)
    assert "(" not in bare
    assert not list(missing_days(bare, WORDS))


def test_a_wrong_week_is_a_contradiction_though_a_source_is_about_its_first_day() -> None:
    assert list(missing_days("It was closed last week (week of 6 May 2024).", WORDS))


@pytest.mark.parametrize(
    "claim",
    [
        "It was closed last week (week of 6 May 2024).",
        "It was closed last week (30 April 2024).",
        "It opened in March (March 2023).",
        "It opened two days ago (7 May 2024).",
        "It had closed last year (2024).",
        "It was closed on Monday (6 May 2024).",
        "It was closed last week (by a guard).",
    ],
)
def test_any_other_stays(claim: str) -> None:
    assert without_proven(claim, WORDS) == claim
