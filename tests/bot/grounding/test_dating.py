from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.dating import MOST, dated, undated
from tests.bot.grounding.stored import SUNDAY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It closed on Saturday.", "It closed on Saturday (16 September 2023)."),
        ("It closed yesterday at noon.", "It closed yesterday (16 September 2023) at noon."),
        ("It closed two days ago.", "It closed two days ago (15 September 2023)."),
        ("It closed this morning.", "It closed this morning (17 September 2023)."),
        ("It closed last night.", "It closed last night (16 September 2023)."),
        ("It closed today.", "It closed today (17 September 2023)."),
        ("The mayor said today it closed.", "The mayor said today (17 September 2023) it closed."),
        ("It will be closed today.", "It will be closed today (17 September 2023)."),
        (
            "It is expected to close on Friday.",
            "It is expected to close on Friday (22 September 2023).",
        ),
        (
            "It closed earlier this week.",
            "It closed earlier this week (week of 11 September 2023).",
        ),
        (
            "It closed in 2021 and again this month.",
            "It closed in 2021 and again this month (September 2023).",
        ),
        ("It closed earlier this month.", "It closed earlier this month (September 2023)."),
        ("It closed in June.", "It closed in June (June 2023)."),
        ("It will close in November.", "It will close in November (November 2023)."),
        ("It closed on Sept 12 at noon.", "It closed on Sept 12 (12 September 2023) at noon."),
        ("It closed on 12 September.", "It closed on 12 September (12 September 2023)."),
        ("It had closed last December.", "It had closed last December (December 2022)."),
        ("Prices fell last year.", "Prices fell last year (2022)."),
        (
            "“It closed,” she said on Friday.",
            "“It closed,” she said on Friday (15 September 2023).",
        ),
    ],
)
def test_a_date_is_added(text: str, said: str) -> None:
    assert dated(text, SUNDAY) == said
    assert undated(said) == text


@pytest.mark.parametrize(
    "text",
    [
        "It closed on 3 May 2021.",
        "“It closed on Friday,” she said.",
        "and it closed on Friday,” she said.",
        'and it closed on Friday," she said.',
        'She said: "It closed on Friday.',
        "Black Friday brought crowds.",
        "Saturday Night Live is back.",
        "It closed on the first Sunday of the season.",
        "They were told to leave by Friday.",
        "He was held until a hearing on Wednesday.",
        "He lost again, and another loss on Tuesday would end it.",
        "A meeting on Friday.",
        "It closed on Monday.",  # six days ago, or tomorrow by another clock
        "It opens next week.",  # said on a Sunday
        "It closed last March.",  # of this year or the one before
        "May and December are the months when it closed.",
        "It closed on the last Thursday in June.",
        "Oslo usually closes it in November.",
        "Earlier Friday, Oslo closed it.",  # written on a Sunday
        "He testified to the Jan. 6 committee.",
        "The Sept. 11 attacks changed it.",
        "Workers were paid about two days ago.",
        "The old bridge is still used today.",
        "The methods used today are old.",
        "It was built in 2019 and closed in June.",
        "It closed in the past three days.",
        "It closed about three weeks ago.",
        "She said she is worried about her flight on Friday.",
        "Early Saturday is the time when it closed.",
        "She agreed to step aside on Friday.",
        "The paper closed its Saturday magazine.",
        "It will open within the next month.",
        "The 2028 games will open on Oct. 14.",
        "Update: it opened on Friday.",
        "Sept 6: Oslo closed it on Friday.",  # the one after the day of the entry, or before
        "Ferries meet on Tuesday after a storm.",
        "It closed two years ago on Friday.",
        "They won to reach Monday night's final.",
        "Oslo had a good 2023 until it closed in June.",
        "In June it closed, and in June 2023 it burned.",
        "It closed on Sept 12 in the worst storm of 2023.",
        "It closed last week.",  # with which half of the world began its week that Sunday
    ],
)
def test_what_is_not_certain_stays_as_written(text: str) -> None:
    assert dated(text, SUNDAY) == text


def test_an_entry_of_a_log_was_written_on_its_own_day() -> None:
    assert dated("Oslo closed it on Friday.", SUNDAY, before="Rain.\n6 September — ").endswith("y.")
    assert dated("It closed on Friday.", SUNDAY, before="6 September — Rain.\n").endswith(")."), (
        "over"
    )


def test_a_week_is_named_by_its_monday() -> None:
    tuesday = datetime(2024, 1, 9, tzinfo=UTC)
    assert dated("It will open later this week.", tuesday) == (
        "It will open later this week (week of 8 January 2024)."
    )


def test_just_after_its_turn_the_old_year_may_be_meant() -> None:
    assert dated("It closed this year.", datetime(2024, 1, 2, tzinfo=UTC)) == "It closed this year."
    assert "(2024)" in dated("It closed this year.", datetime(2024, 1, 20, tzinfo=UTC))


def test_a_month_belongs_to_the_year_that_was_told_before_it() -> None:
    assert dated("In June it closed.", SUNDAY, before="It opened in May 2019.") == (
        "In June it closed."
    )
    assert "2023" in dated("In June it closed.", SUNDAY, before="It opened in May 2023.")


def test_no_sentence_is_given_more_than_two_dates_nor_one_twice() -> None:
    text = "It closed on Friday, opened on Saturday, closed on Wednesday and opened on Thursday."
    assert dated(text, SUNDAY).count("(") == MOST
    twice = "It closed on Friday at noon and opened on Friday at six."
    assert dated(twice, SUNDAY).count("(") == 1


def test_other_languages_stay_as_written() -> None:
    assert dated("Die Brücke wurde am Samstag gesperrt.", SUNDAY, "de") == (
        "Die Brücke wurde am Samstag gesperrt."
    )


def test_without_a_publication_time_nothing_is_guessed() -> None:
    assert dated("It closed on Saturday.", None) == "It closed on Saturday."


WORDS = st.sampled_from(
    """It closed will opens on in last next this week month year today yesterday Saturday Friday
    June Sept 16 two days ago 2019 , . “ ” " earlier (""".split()  # noqa: SIM905
)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_only_brackets_are_added(text: str) -> None:
    assert undated(dated(text, SUNDAY)) == undated(text)
