from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefings.zones import find_city, find_zone, similar_zone


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("new_york", "America/New_York"),
        ("Kyiv", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("Delhi", "Asia/Kolkata"),
        ("Kolkata", "Asia/Kolkata"),
        ("Calcutta", "Asia/Kolkata"),
        ("São Paulo", "America/Sao_Paulo"),
        ("St. John's", "America/St_Johns"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("utc", "UTC"),
        ("Japan", "Asia/Tokyo"),
        ("India", "Asia/Kolkata"),
        ("Beijing", "Asia/Shanghai"),
    ],
)
def test_finds(name: str, zone: str) -> None:
    assert find_zone(name) == zone


def test_names_in_the_reader_s_language() -> None:
    assert find_zone("Kiew", "de") == "Europe/Kyiv"
    assert find_zone("Москва", "ru") == "Europe/Moscow"
    assert find_zone("Indien", "de") == "Asia/Kolkata"
    assert find_zone("Berlin", "no-such-language") == "Europe/Berlin"


@pytest.mark.parametrize("name", ["Nowhere", "", "../../etc/passwd", "Unknown City", "Russia", "/"])
def test_does_not_know(name: str) -> None:
    assert find_zone(name) is None


def test_a_country_is_no_city() -> None:
    assert find_city("Japan") is None
    assert find_city("Tokyo") == "Asia/Tokyo"


def test_suggests_what_was_meant() -> None:
    assert similar_zone("Europe/Berlim") == "Europe/Berlin"
    assert similar_zone("Singapur") == "Asia/Singapore"
    assert similar_zone("qqqq") is None


@given(st.sampled_from(sorted(key for key in available_timezones() if "/" in key)))
def test_every_zone_is_found_by_its_own_name(key: str) -> None:
    found = find_zone(key)
    assert found is not None
    assert ZoneInfo(found)


@given(st.text(max_size=40))
def test_whatever_is_found_is_a_zone(name: str) -> None:
    found = find_zone(name)
    assert found is None or ZoneInfo(found).key == found


@pytest.mark.parametrize("name", ["north", "South", "west", "Victoria"])
def test_a_direction_or_state_is_no_city(name: str) -> None:
    assert find_city(name) is None
