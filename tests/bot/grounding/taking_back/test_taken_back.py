from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.grounding.taking_back.taken_back import LONGEST, may_take_back, takes_back
from bot.grounding.taking_back.told import Told
from tests.bot.grounding.stored import SUNDAY

DAY = timedelta(days=1)


def told(
    text: str,
    after: timedelta = timedelta(0),
    *,
    title: str = "News",
    before: str = "",
    article: int = 0,
    published: datetime | None = SUNDAY,
) -> Told:
    when = published + after if published else None
    return Told(text, title, when, (article or 1 + after // timedelta(hours=1), 0), before)


TAKEN_BACK = [
    (
        "Bus drivers in Lindham will strike for two days on Thursday, their union said.",
        "A two-day bus strike planned in Lindham for Thursday has been called off.",
    ),
    (
        "The Lindham orchestra will play a concert in Oslo on Friday.",
        "The Lindham orchestra has cancelled its concert in Oslo, the hall said.",
    ),
    (
        "Boatbuilder Marsten plans to sell its yard in Lindham, the Courier reported.",
        "Boatbuilder Marsten said that it would not sell its yard in Lindham.",
    ),
    (
        "The mayor of Lindham took a bribe from a builder, the Courier reported.",
        "Reports that the mayor of Lindham took a bribe from a builder are false, a judge said.",
    ),
    (
        "Singer Clara Holm died in a car crash in Oslo, a radio station said.",
        "Clara Holm is alive and well, her manager said.",
    ),
    (
        "A fire in a hotel in Lindham killed four people, police said.",
        "The death toll of the hotel fire in Lindham has climbed to nine, police said.",
    ),
    (
        "Two people died when the barge Elsa sank off Lindham, police said.",
        "The death toll of the sinking of the barge Elsa rose to five, police said.",
    ),
]


@pytest.mark.parametrize(("first", "second"), TAKEN_BACK)
def test_what_later_is_said_not_to_be_so_is_taken_back(first: str, second: str) -> None:
    assert takes_back(told(second, DAY), told(first))


@pytest.mark.parametrize(("first", "second"), TAKEN_BACK)
def test_nothing_is_taken_back_by_what_is_older_undated_or_long_after(
    first: str, second: str
) -> None:
    assert not takes_back(told(second, -DAY), told(first))
    assert not takes_back(told(second, published=None), told(first))
    assert not takes_back(told(second, DAY), told(first, published=None))
    assert not takes_back(told(second, DAY * (LONGEST + 1)), told(first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (  # another strike
            "Bus drivers in Lindham will strike for two days on Thursday, their union said.",
            "A strike of pilots planned in Oslo for Monday has been called off.",
        ),
        (  # another day
            "Bus drivers in Lindham will strike on Thursday, their union said.",
            "A bus strike of the drivers in Lindham planned for Monday has been called off.",
        ),
        (  # another place
            "A fire in a hotel in Lindham killed four people, police said.",
            "The death toll of the hotel fire in Bergen has climbed to nine, police said.",
        ),
        (  # another event
            "A flood in Lindham killed four people, police said.",
            "The death toll of a hotel fire in Lindham has climbed to nine, police said.",
        ),
        (  # somebody else
            "Singer Clara Holm died in a car crash in Oslo, a radio station said.",
            "Ivo Brandt is alive and well, his manager said.",
        ),
        (  # another plan of the same firm
            "Boatbuilder Marsten plans to sell its yard in Lindham, the Courier reported.",
            "Boatbuilder Marsten said that it would not hire new workers in Lindham.",
        ),
        (  # the same once more
            "Boatbuilder Marsten will not sell its yard in Lindham, it said.",
            "Boatbuilder Marsten would not sell its yard in Lindham, its owner said.",
        ),
        (  # only a condition
            "Boatbuilder Marsten plans to sell its yard in Lindham, the Courier reported.",
            "If Boatbuilder Marsten would not sell its yard in Lindham then workers could stay.",
        ),
    ],
)
def test_what_tells_of_something_else_takes_nothing_back(first: str, second: str) -> None:
    assert not takes_back(told(second, DAY), told(first))


def test_a_correction_gives_another_figure_of_the_same() -> None:
    first = told("Three people drowned when a boat sank near Lindham.")
    second = told(
        "In fact two people drowned; the third was found on the shore.",
        DAY,
        title="Boat near Lindham",
        before="We reported that three people had drowned when a boat sank near Lindham.",
    )
    assert takes_back(second, first)
    assert not takes_back(told(second.text, DAY, title="Boat near Lindham"), first)


def test_in_one_article_only_a_figure_is_corrected() -> None:
    plan = told("Boatbuilder Marsten plans to sell its yard in Lindham, a paper said.", article=7)
    denial = Told("Boatbuilder Marsten would not sell its yard in Lindham.", "", SUNDAY, (7, 90))
    assert not takes_back(denial, plan)
    first = told("Three people drowned when a boat sank near Lindham.", article=7)
    before = "We reported that three people had drowned when a boat sank near Lindham."
    second = Told("In fact two people drowned.", "", SUNDAY, (7, 90), before)
    assert takes_back(second, first)
    assert not takes_back(first, second)


def test_most_sentences_are_passed_over_at_once() -> None:
    assert not may_take_back("The orchestra opened its season with a symphony on Thursday.")
    assert may_take_back("The concert was put off until May.")


LEAD = "The barge Elsa sank off Lindham in a storm, police said."
NEXT_DAY = "Divers searched for the sunken barge Elsa off Lindham, police said."


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        ("Nine were saved and four are still missing.", "Two sailors are still missing.", True),
        ("Four sailors are missing.", "Two sailors remain missing.", True),
        ("Six sailors remain in hospital.", "Two sailors are still in hospital.", True),
        ("Four sailors are missing.", "Four sailors are still missing.", False),
        ("Four sailors remain in hospital.", "Two sailors are still missing.", False),
        ("Four of the crew were tired.", "Two of the crew are still missing.", False),
    ],
)
def test_how_many_are_still_in_a_state(first: str, second: str, taken: bool) -> None:
    earlier, later = told(first, before=LEAD), told(second, DAY, before=NEXT_DAY)
    assert takes_back(later, earlier) is taken


def test_those_missing_elsewhere_are_others() -> None:
    later = told("Two are still missing.", DAY, before="A wall fell on a school in Marby.")
    assert not takes_back(later, told("Four are still missing.", before=LEAD))
