from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefings.requests import Unsubscribe, parse_subscribe, parse_unsubscribe, parse_zone
from bot.errors import UsageError


@pytest.mark.parametrize(
    ("text", "at", "zone", "topic"),
    [
        ("08:00 Europe/Berlin north korea", time(8), "Europe/Berlin", "north korea"),
        ("", time(8), None, ""),
        ("8", time(8), None, ""),
        ("8am Delhi cricket", time(8), "Asia/Kolkata", "cricket"),
        ("8:00 pm New York stock exchange", time(20), "America/New_York", "stock exchange"),
        ("20.30 kyiv", time(20, 30), "Europe/Kyiv", ""),
        (
            "20h30 Buenos Aires, inflation",
            time(20, 30),
            "America/Argentina/Buenos_Aires",
            "inflation",
        ),
        ("12 am utc bitcoin", time(0), "UTC", "bitcoin"),
        ("12pm", time(12), None, ""),
        ("noon Paris", time(12), "Europe/Paris", ""),
        ("7 iran", time(7), None, "iran"),
        ("north korea", time(8), None, "north korea"),
        ("paris climate deal", time(8), None, "paris climate deal"),
        ("Asia/Tokyo earthquakes", time(8), "Asia/Tokyo", "earthquakes"),
        ('9 "london stock exchange"', time(9), None, '"london stock exchange"'),
        ("2024 election", time(8), None, "2024 election"),
        ("50 states", time(8), None, "50 states"),
        ("AC/DC", time(8), None, "AC/DC"),
    ],
)
def test_reads(text: str, at: time, zone: str | None, topic: str) -> None:
    request = parse_subscribe(text, None)
    assert (request.at, request.zone, request.topic.name) == (at, zone, topic)


def test_a_known_zone_stays_and_makes_a_lone_city_a_topic() -> None:
    request = parse_subscribe("8 gaza", "Europe/Berlin")
    assert (request.zone, request.topic.name) == ("Europe/Berlin", "gaza")
    request = parse_subscribe("8 Tokyo yen", "Europe/Berlin")
    assert (request.zone, request.topic.name) == ("Asia/Tokyo", "yen")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("25:99 Nowhere", ["'25:99'", "'Nowhere'", "Example: /subscribe 08:00"]),
        ("24:00", ["'24:00' is no time"]),
        ("13pm bitcoin", ["'13pm'"]),
        ("8:00 Europe/Berlim news", ["'Europe/Berlim'", "did you mean Europe/Berlin?"]),
        ("8:75 Berlin " + "word " * 500, ["'8:75'"]),
        ("8:00 Berlin " + "word " * 500, ["500 words"]),
        ("8:00 Berlin the of", ["only words"]),
    ],
)
def test_names_each_fault_in_one_line(text: str, parts: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        parse_subscribe(text, None)
    message = str(caught.value)
    assert all(part in message for part in parts)
    assert "\n" not in message


def test_the_zone_that_was_asked_for() -> None:
    assert parse_zone("India") == "Asia/Kolkata"
    with pytest.raises(UsageError, match="did you mean Europe/Berlin"):
        parse_zone("berlinn")


def test_unsubscribes() -> None:
    assert parse_unsubscribe("2", 3) == Unsubscribe((2,))
    assert parse_unsubscribe("3, 1 3", 3) == Unsubscribe((3, 1))
    assert parse_unsubscribe(" ALL ", 3) == Unsubscribe(everything=True)
    assert parse_unsubscribe("", 1) == Unsubscribe(everything=True)


@pytest.mark.parametrize(
    ("text", "listed"), [("4", 3), ("0", 3), ("", 2), ("x", 3), ("1", 0), ("²", 3)]
)
def test_unsubscribe_names_what_is_wrong(text: str, listed: int) -> None:
    with pytest.raises(UsageError):
        parse_unsubscribe(text, listed)


@given(st.text(max_size=80), st.sampled_from([None, "Europe/Berlin"]))
def test_any_text_is_read_or_refused(text: str, known: str | None) -> None:
    try:
        request = parse_subscribe(text, known)
    except UsageError:
        return
    assert request.zone is None or "/" in request.zone or request.zone == "UTC"


@given(st.times(), st.sampled_from(["%H:%M", "%H.%M", "%I:%M %p", "%I:%M%p"]))
def test_every_minute_of_the_day_is_read_in_each_spelling(at: time, spelling: str) -> None:
    assert parse_subscribe(at.strftime(spelling), None).at == at.replace(second=0, microsecond=0)
