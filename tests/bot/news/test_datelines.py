from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.datelines import read_dateline

LEAD = "The harbour was closed on Monday."
THIRD = datetime(2024, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("opening", "place", "agency", "published"),
    [
        ("Seoul: ", "Seoul", None, None),
        ("SEOUL (Reuters) - ", "SEOUL", "Reuters", None),
        ("LINDHOLM, Nordland - ", "LINDHOLM, Nordland", None, None),
        ("NEW YORK, Sept 16 (AP) — ", "NEW YORK", "AP", None),
        ("LINDHOLM, 3 March 2024 (Nordic Wire) - ", "LINDHOLM", "Nordic Wire", THIRD),
        ("LINDHOLM, Sunday, March 3, 2024 (NW) -- ", "LINDHOLM", "NW", THIRD),
        ("LINDHOLM (Nordic Wire), March 3, 2024 - ", "LINDHOLM", "Nordic Wire", THIRD),
        ("LINDHOLM — March 3, 2024 — ", "LINDHOLM", None, THIRD),
        ("LINDHOLM, 2024-03-03 (ONA) - ", "LINDHOLM", "ONA", THIRD),
        ("Lindholm, 3 March 2024 - ", "Lindholm", None, THIRD),
        ("March 3, 2024 (Reuters) - ", None, "Reuters", THIRD),
        (
            "LINDHOLM, March 3, 2024, 10:15 GMT (ONA) - ",
            "LINDHOLM",
            "ONA",
            THIRD.replace(hour=10, minute=15),
        ),
        (
            "LINDHOLM, Nordland, March 3, 2024 /PRNewswire/ -- ",
            "LINDHOLM, Nordland",
            "PRNewswire",
            THIRD,
        ),
        ("ORVA, June 3 (ONA) -- ", "ORVA", "ONA", None),
        ("(Reuters) - ", None, "Reuters", None),
        ("(Orva News Agency) ", None, "Orva News Agency", None),
        ("Reuters - ", None, "Reuters", None),
        ("LINDHOLM (AP Photo/Jane Doe) - ", "LINDHOLM", None, None),
        ("LINDHOLM, 31 February 2024 (ONA) - ", "LINDHOLM", "ONA", None),
    ],
)
def test_what_a_dateline_says(
    opening: str, place: str | None, agency: str | None, published: datetime | None
) -> None:
    found = read_dateline(opening + LEAD)
    assert found is not None
    assert (found.place, found.agency, found.published) == (place, agency, published)
    assert (opening + LEAD)[found.end :] == LEAD


@pytest.mark.parametrize(
    "opening",
    [
        "Exclusive: ",
        "He said: ",
        "A man - and his dog - ",
        "Editor's note: ",
        "Editor’s Note: ",
        "Fact check: ",
        "(Photo: Jane Doe) ",
        "(AP Photo/Jane Doe) ",
        "(AP Photo/Jane Doe) - ",
        "(He was there) ",
        "(Updated) - ",
        "3 March 2024 - ",
        "KCNA said - ",
        "On March 3, 2024 (a Sunday) - ",
        "Lindholm, March 3 - ",
        "USA, Nordland - ",
        "Lindholm, Nordland - ",
    ],
)
def test_what_only_looks_like_a_dateline(opening: str) -> None:
    assert read_dateline(opening + LEAD) is None


@given(st.text(alphabet="ABc (),.-—:/ 123 March 2024", max_size=80))
def test_any_opening_is_read_or_left(opening: str) -> None:
    found = read_dateline(opening + LEAD)
    assert found is None or 0 < found.end <= len(opening + LEAD)
