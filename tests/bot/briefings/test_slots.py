from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefings.slots import Rhythm, due_instant, due_slot, next_slot, window_of, window_up_to

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and "Etc" not in zone)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
LIVELY = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo"]

zones = st.sampled_from(ZONES)
days = st.dates(date(2005, 1, 1), date(2035, 12, 31))
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_an_ordinary_time_is_the_zone_s_own() -> None:
    assert due_instant(date(2026, 11, 22), time(8), "Europe/Berlin") == utc("2026-11-22 07:00")


def test_a_time_that_does_not_exist_moves_to_the_first_valid_instant() -> None:
    due = due_instant(date(2026, 3, 29), time(2, 30), "Europe/Berlin")
    assert due == utc("2026-03-29 01:00")  # 03:00 local, when the clocks have gone forward


def test_a_time_that_occurs_twice_means_the_first() -> None:
    due = due_instant(date(2026, 10, 25), time(2, 30), "Europe/Berlin")
    assert due == utc("2026-10-25 00:30")


def test_a_skipped_date_has_no_slot() -> None:
    assert due_instant(date(2011, 12, 30), time(8), "Pacific/Apia") is None
    assert due_instant(date(2011, 12, 31), time(8), "Pacific/Apia") is not None


def test_midnight_that_does_not_exist() -> None:
    due = due_instant(date(2018, 11, 4), time(0, 0), "America/Sao_Paulo")
    assert due == utc("2018-11-04 03:00")


@given(zones, days, times)
def test_the_instant_falls_on_its_date_at_or_after_its_time(zone: str, day: date, at: time) -> None:
    due = due_instant(day, at, zone)
    if due is None:
        return
    local = due.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert local >= datetime.combine(day, at)
    assert local - datetime.combine(day, at) < timedelta(hours=24)
    earlier = (due - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert earlier < local, "no valid instant lies between the wall time and the slot"


def deliveries(
    rhythm: Rhythm, start: datetime, hours: float, step: timedelta
) -> list[tuple[date, datetime]]:
    """Ask every `step`, as a ticking process does, and keep what was due."""
    now, got = start, []
    while now <= start + timedelta(hours=hours):
        slot = due_slot(rhythm, now)
        if slot:
            got.append((slot.local_date, slot.due))
            rhythm = Rhythm(rhythm.at, rhythm.zone, rhythm.since, slot.due)
        now += step
    return got


@given(zones, days, times)
def test_exactly_one_briefing_a_local_day(zone: str, day: date, at: time) -> None:
    start = datetime.combine(day, time(0), UTC)
    got = deliveries(Rhythm(at, zone, start), start, 24 * 6, timedelta(minutes=47))
    dates = [local for local, _ in got]
    expected = [
        day + timedelta(days=n)
        for n in range(-1, 8)
        if (due := due_instant(day + timedelta(days=n), at, zone))
        and start <= due <= start + timedelta(hours=24 * 6 - 1)
    ]
    assert dates[: len(expected)] == expected
    assert len(set(dates)) == len(dates)


@pytest.mark.parametrize("zone", LIVELY)
def test_a_whole_year_has_a_briefing_each_day(zone: str) -> None:
    start = utc("2017-06-01 00:00")
    got = deliveries(Rhythm(time(0, 30), zone, start), start, 24 * 365, timedelta(hours=1))
    assert len(got) == 365
    assert len({local for local, _ in got}) == 365


def test_a_late_slot_is_labelled_and_older_ones_are_left_out() -> None:
    rhythm = Rhythm(time(8), "Europe/Berlin", LONG_AGO, utc("2026-11-18 07:00"))
    slot = due_slot(rhythm, utc("2026-11-22 12:00"))
    assert slot is not None
    assert slot.late
    assert slot.local_date == date(2026, 11, 22)
    told = Rhythm(rhythm.at, rhythm.zone, rhythm.since, slot.due)
    assert due_slot(told, utc("2026-11-22 12:01")) is None


def test_yesterday_s_slot_is_not_sent_in_the_morning() -> None:
    rhythm = Rhythm(time(8), "Europe/Berlin", LONG_AGO, utc("2026-11-18 07:00"))
    assert due_slot(rhythm, utc("2026-11-22 05:00")) is None


def test_shortly_past_midnight_yesterday_s_slot_still_counts() -> None:
    rhythm = Rhythm(time(23, 50), "Europe/Berlin", LONG_AGO, utc("2026-11-20 22:50"))
    slot = due_slot(rhythm, utc("2026-11-21 23:20"))  # 00:20 local on the 22nd
    assert slot is not None
    assert slot.local_date == date(2026, 11, 21)


@given(zones, days, times, st.integers(0, 30 * 60))
def test_a_clock_set_back_repeats_nothing(zone: str, day: date, at: time, back: int) -> None:
    due = due_instant(day, at, zone)
    if due is None:
        return
    rhythm = Rhythm(at, zone, LONG_AGO, due)
    assert due_slot(rhythm, due - timedelta(minutes=back)) is None


@given(zones, zones, days, times, times)
def test_a_change_of_zone_or_hour_never_gives_one_date_twice(
    old: str, new: str, day: date, at: time, later: time
) -> None:
    due = due_instant(day, at, old)
    if due is None:
        return
    changed = due + timedelta(hours=1)
    got = deliveries(Rhythm(later, new, changed, due), changed, 72, timedelta(minutes=30))
    dates = [local for local, _ in got]
    assert due.astimezone(ZoneInfo(new)).date() not in dates
    assert len(set(dates)) == len(dates) >= 1


def test_moving_west_does_not_skip_the_day_that_begins_there() -> None:
    told_in_tokyo = utc("2026-11-22 23:00")  # 23 November, 08:00
    rhythm = Rhythm(time(8), "America/Los_Angeles", utc("2026-11-22 23:30"), told_in_tokyo)
    assert next_slot(rhythm, utc("2026-11-22 23:30")) == utc("2026-11-23 16:00")


def test_a_subscription_made_after_its_hour_begins_tomorrow() -> None:
    rhythm = Rhythm(time(8), "Europe/Berlin", utc("2026-11-22 09:00"))
    assert due_slot(rhythm, utc("2026-11-22 09:05")) is None
    assert next_slot(rhythm, utc("2026-11-22 09:05")) == utc("2026-11-23 07:00")


@given(days, times)
def test_all_slots_of_an_hour_share_one_window_of_24_hours(day: date, at: time) -> None:
    due = datetime.combine(day, at, UTC)
    window = window_of(due)
    assert window == window_of(due.replace(minute=0, second=0, microsecond=0))
    assert window.end - window.start == timedelta(hours=24)
    assert timedelta(0) <= due - window.end < timedelta(hours=1)


def test_no_window_begins_before_time_does() -> None:
    window = window_up_to(LONG_AGO, timedelta(days=999_999))
    assert window.end == LONG_AGO
    assert window.start == datetime(1, 1, 1, tzinfo=UTC)
