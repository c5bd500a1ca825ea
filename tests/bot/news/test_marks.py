from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.marks import Marks, is_end_mark, read_mark, read_marks

THIRD = datetime(2024, 3, 3, tzinfo=UTC)
QUARTER_PAST_TEN = THIRD.replace(hour=10, minute=15)


@pytest.mark.parametrize(
    ("line", "byline", "agency", "published"),
    [
        ("By Jane Doe", "By Jane Doe", None, None),
        ("Published: March 3, 2024", None, None, THIRD),
        ("Date: 2024-03-03T10:15:00Z", None, None, QUARTER_PAST_TEN),
        ("By Jane Doe | March 3, 2024, 10:15 GMT", "By Jane Doe", None, QUARTER_PAST_TEN),
        ("By Jane Doe - March 3, 2024 | 10:15 GMT", "By Jane Doe", None, THIRD),
        ("By Jane Doe, 3 March 2024", "By Jane Doe", None, THIRD),
        ("Posted on 3 March 2024 by Jane Doe", "by Jane Doe", None, THIRD),
        ("Jane Doe · 3 March 2024 · 5 min read", "Jane Doe", None, THIRD),
        ("Reuters | 3 March 2024", "Reuters", "Reuters", THIRD),
        ("Nordic Wire, 3 March 2024", "Nordic Wire", "Nordic Wire", THIRD),
        ("LINDHOLM, 3 March 2024 (Nordic Wire)", None, "Nordic Wire", THIRD),
        ("Updated March 4, 2024 | Published March 3, 2024", None, None, THIRD),
    ],
)
def test_what_a_mark_says(
    line: str, byline: str | None, agency: str | None, published: datetime | None
) -> None:
    assert read_marks([line], []) == Marks(byline, agency, published)


@pytest.mark.parametrize(
    "line",
    [
        "Harbour closed after crane falls",
        "Harbour closed on March 3, 2024",
        "Crane accident | Harbour closed",
        "Dec. 25, 1931:",
        "She was born on 3 March 2024 in Lindholm.",
        "By 3 March 2024 the harbour was open again.",
        "10:15 | 11:30",
    ],
)
def test_what_is_no_mark(line: str) -> None:
    assert read_mark(line) is None


def test_date_below_a_text_counts_only_where_it_says_what_it_is() -> None:
    assert is_end_mark("Published: March 3, 2024")
    assert not is_end_mark("March 3, 2024")
    assert read_marks([], ["Published: March 3, 2024"]).published == THIRD


@given(st.text(alphabet="By Jane|·-, 0123:March 2024 (AP)", max_size=80))
def test_any_line_is_read_or_left(line: str) -> None:
    mark = read_mark(line)
    assert mark is None or mark.byline or mark.stamps
