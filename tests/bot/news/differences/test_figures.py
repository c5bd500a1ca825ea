from __future__ import annotations

from datetime import timedelta

import pytest

from tests.bot.news.differences.samples import SUNDAY, report, values

ONE = report("A", "The council of Osterdam sold 40 empty cottages on the harbour to a bank.")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "The council of Osterdam sold 46 empty cottages on the harbour to a bank.",
            [("40", "46")],
        ),
        (
            "To a bank the council of Osterdam sold 46 empty houses on the harbour.",
            [("40", "46")],
        ),
        ("The council of Osterdam sold over 39 empty cottages on the harbour to a bank.", []),
        ("The council of Osterdam sold 46 empty cottages, a bank said, and meant to go on.", []),
        ("The council of Brackwater sold 46 empty cottages on the harbour to a bank.", []),
        ("The council of Osterdam may sell 46 empty cottages on the harbour to a bank.", []),
        ("The council of Osterdam sold 46 of 90 empty cottages on the harbour to a bank.", []),
    ],
)
def test_figures_in_nearly_the_same_sentence(sentence: str, found: list[tuple[str, str]]) -> None:
    assert values(ONE, report("B", sentence)) == found


def test_seconds_are_no_minutes() -> None:
    sentence = "The rocket of Osterdam climbs above the clouds and out of sight in just {}."
    one, other = sentence.format("two seconds"), sentence.format("one minute")
    assert values(report("A", one), report("B", other)) == []


def test_figure_of_another_week_is_another_times() -> None:
    sentence = "A gallon of milk costs {} in the shops of Osterdam, the bank of the town said."
    one = report("A", sentence.format("$4.60"))
    for days, found in ((3, [("$4.60", "$4.86")]), (20, [])):
        later = report("B", sentence.format("$4.86"), published=SUNDAY + timedelta(days=days))
        assert values(one, later) == found


def test_what_an_outlet_says_elsewhere_it_knows() -> None:
    changed = "The council of Osterdam sold 46 empty cottages on the harbour to a bank."
    early = report("B", ONE.sentences[0])
    late = report("B", changed, published=SUNDAY + timedelta(hours=5))
    assert values(ONE, early, late) == [("40", "46")]  # what outlet B changed


def test_what_an_outlet_says_a_day_later_is_of_another_issue() -> None:
    changed = "The council of Osterdam sold 46 empty cottages on the harbour to a bank."
    for hours, found in ((5, [("40", "46")]), (24, [])):
        late = report("A", changed, published=SUNDAY + timedelta(hours=hours))
        assert values(ONE, late) == found


def test_parts_of_a_list_are_not_compared() -> None:
    sentence = "The rescue boat of Osterdam came home from the island on Sunday night with {}."
    one, other = sentence.format("three sailors"), sentence.format("two sailors and a cook")
    assert values(report("A", one), report("B", other)) == []
