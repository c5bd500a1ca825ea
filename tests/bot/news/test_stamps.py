from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.stamps import Stamp, line_stamp, parse_published


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2023-09-17", datetime(2023, 9, 17, tzinfo=UTC)),
        ("2023-09-17T08:40:00+02:00", datetime(2023, 9, 17, 6, 40, tzinfo=UTC)),
        ("2023/09/17", datetime(2023, 9, 17, tzinfo=UTC)),
        ("Sun, 17 Sep 2023 06:40:00 +0000", datetime(2023, 9, 17, 6, 40, tzinfo=UTC)),
        ("17 September 2023, 06:40 GMT", datetime(2023, 9, 17, 6, 40, tzinfo=UTC)),
        (1694932800, datetime(2023, 9, 17, 6, 40, tzinfo=UTC)),
        ("soon", None),
        ("", None),
        (float("inf"), None),
        (10**30, None),
    ],
)
def test_published(value: str | float, moment: datetime | None) -> None:
    assert parse_published(value) == moment


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("May 3, 2013", Stamp(False, datetime(2013, 5, 3, tzinfo=UTC))),
        (
            "Posted: Sunday, 17 Sept 2023 at 6:40 p.m. EDT",
            Stamp(False, datetime(2023, 9, 17, 22, 40, tzinfo=UTC)),
        ),
        ("Updated 22:07 GMT, 7 July 2012", Stamp(True, datetime(2012, 7, 7, 22, 7, tzinfo=UTC))),
        ("2012-07-08", Stamp(False, datetime(2012, 7, 8, tzinfo=UTC))),
        ("Posted: 13/07/2012", Stamp(False, datetime(2012, 7, 13, tzinfo=UTC))),
        ("03.04.2024, 10:15 Uhr", Stamp(False, datetime(2024, 4, 3, tzinfo=UTC))),
        ("04/02/07, 9:00 PM PDT |", Stamp(False, None)),
        ("31 February 2020", Stamp(False, None)),
        ("He was born on May 3, 2013", None),
        ("May 2013", None),
        ("September 17 was a Sunday", None),
    ],
)
def test_lines_that_are_a_date_and_nothing_else(line: str, stamp: Stamp | None) -> None:
    assert line_stamp(line) == stamp


@given(st.text(max_size=200))
def test_no_text_breaks_the_readers(text: str) -> None:
    moment = parse_published(text)
    assert moment is None or moment.tzinfo is UTC
    line_stamp(text)
