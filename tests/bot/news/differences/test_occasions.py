from __future__ import annotations

from datetime import timedelta

import pytest

from bot.news.differences.lines import Line
from bot.news.differences.occasions import moved_on, of_other_events, of_others
from tests.bot.news.differences.samples import SUNDAY, report


@pytest.mark.parametrize(
    ("days", "apart", "moved"), [(7, 7, True), (7, 0, False), (7, -7, False), (0, 7, False)]
)
def test_days_that_move_with_the_publication(days: int, apart: int, moved: bool) -> None:
    day, later = SUNDAY.date(), SUNDAY + timedelta(days=days)
    assert moved_on(day, SUNDAY, day + timedelta(days=apart), later) is moved
    assert not moved_on(day, None, day, later)


def test_two_people_are_others_and_a_fuller_name_is_not() -> None:
    assert of_others(["Ines Calder"], ["Rolf Hein"])
    assert not of_others(["Ines Calder"], ["Calder"])
    assert not of_others(["Ines Calder"], [])


@pytest.mark.parametrize(
    ("one", "other", "others"),
    [
        ("A bridge fell in Osterdam.", "A bridge fell in Brackwater.", True),
        ("A bridge fell in Osterdam.", "A bridge fell.", False),
        ("A bridge fell on Friday.", "A bridge fell on Saturday.", True),
        ("A bridge fell on Friday.", "A bridge fell on 15 September.", False),
        ("A bridge fell on 20 September.", "A bridge fell.", True),  # after the other was out
    ],
)
def test_other_places_and_days_are_other_events(one: str, other: str, others: bool) -> None:
    first, second = Line(report("A", one), one), Line(report("B", other), other)
    assert of_other_events(first, second) is others
    assert of_other_events(second, first) is others
