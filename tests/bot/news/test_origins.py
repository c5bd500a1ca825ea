from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.news.origins import agency_alone, agency_in, joint_origin, noted_origin, origin_of
from storage.records import OriginRef

REUTERS = OriginRef("agency:reuters", "Reuters")
COURIER = OriginRef("outlet:courier", "Courier")
HERALD = OriginRef("outlet:herald", "Herald")
EARLY, LATE = datetime(2023, 9, 16, tzinfo=UTC), datetime(2023, 9, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Reuters", "Reuters"),
        ("By Jane Doe, Associated Press", "AP"),
        ("(AFP)", "AFP"),
        ("Demo Wire", "Demo Wire"),
        ("Jane Doe", None),
        ("By Tass Petrov", None),
        ("The landlord", None),
    ],
)
def test_agency_in_a_byline(line: str, agency: str | None) -> None:
    assert agency_in(line) == agency


def test_agency_alone_on_its_line() -> None:
    assert agency_alone("Reuters Staff") == "Reuters"
    assert agency_alone("AFP/Reuters") == "AFP"
    assert agency_alone("KCNA said on Sunday") is None


def test_note_of_first_publication() -> None:
    assert noted_origin("This article was first published by the Demo Herald.") == "Demo Herald"
    assert noted_origin("(Originally published in the Demo Herald)") == "Demo Herald"
    assert noted_origin("A version of this story first appeared in Demo’s letter.") == "Demo"
    assert noted_origin("The list was published by the ministry.") is None
    assert noted_origin("The book was first published in the Herald building.") is None
    assert noted_origin("This story was originally published in March.") is None


@pytest.mark.parametrize(
    ("agency", "outlet", "origin"),
    [
        ("Reuters", "Courier", REUTERS),
        (None, "https://www.reuters.com/world", REUTERS),
        (None, "Courier", COURIER),
        ("Courier", "courier", COURIER),
        (None, "www.Courier", COURIER),
        (None, None, OriginRef("source:file:///a.txt", None)),
    ],
)
def test_origin_of_a_text_alone(agency: str | None, outlet: str | None, origin: OriginRef) -> None:
    found = origin_of(agency, outlet, "file:///a.txt")
    assert found.key == origin.key


def test_credited_agency_has_the_report_wherever_it_is_credited() -> None:
    assert joint_origin(COURIER, EARLY, [(REUTERS, LATE)]) == REUTERS
    assert joint_origin(REUTERS, LATE, [(COURIER, EARLY)]) == REUTERS


def test_else_it_is_whoever_published_first_or_was_stored_first() -> None:
    assert joint_origin(COURIER, EARLY, [(HERALD, LATE)]) == COURIER
    assert joint_origin(COURIER, LATE, [(HERALD, EARLY)]) == HERALD
    assert joint_origin(COURIER, None, [(HERALD, LATE)]) == HERALD
    assert joint_origin(COURIER, EARLY, [(HERALD, None)]) == HERALD
