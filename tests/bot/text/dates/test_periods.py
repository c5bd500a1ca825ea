from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.dates.periods import (
    add_months,
    day_of,
    easter,
    months,
    part_of,
    thanksgiving,
    third_of,
    week_of,
    weekend_of,
    years,
)

DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))


@given(DAYS)
def test_a_week_runs_from_monday_to_sunday_around_its_day(day: date) -> None:
    week = week_of(day)
    assert (week.first.weekday(), week.last.weekday()) == (0, 6)
    assert week.first <= day <= week.last
    assert (weekend_of(day).first - week.first).days == 5


@given(DAYS, st.integers(-500, 500))
def test_months_are_added_and_taken_back(day: date, count: int) -> None:
    moved = add_months(day, count)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count
    assert moved.day <= day.day


@given(DAYS)
def test_parts_lie_within_the_whole(day: date) -> None:
    wholes = (months(day.year, day.month, 1, "month"), years(day.year, 1, "year"))
    for whole in (*wholes, years(day.year // 10 * 10, 10, "decade")):
        parts = [part_of(whole, part) for part in ("early", "middle", "late")]
        assert [part.first for part in parts] == sorted(part.first for part in parts)
        assert all(whole.first <= part.first <= part.last <= whole.last for part in parts)
        assert (parts[0].first, parts[2].last) == (whole.first, whole.last)


def test_the_ends_of_a_year_are_thirds() -> None:
    year = years(2020, 1, "year")
    assert third_of(year, "early").last == date(2020, 4, 30)
    assert third_of(year, "late").first == date(2020, 9, 1)


@pytest.mark.parametrize(
    ("year", "sunday"), [(1961, (4, 2)), (2000, (4, 23)), (2019, (4, 21)), (2024, (3, 31))]
)
def test_easter(year: int, sunday: tuple[int, int]) -> None:
    assert easter(year) == date(year, *sunday)


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_in_spring_and_thanksgiving_a_thursday(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
    assert thanksgiving(year).weekday() == 3
    assert 22 <= thanksgiving(year).day <= 28


def test_days_known_only_through_the_day_of_writing() -> None:
    day = day_of(date(2024, 5, 14))
    assert not day.relative
    assert day.as_relative().relative
    assert day.as_relative().first == day.first
