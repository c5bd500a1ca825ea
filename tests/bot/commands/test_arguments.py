from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.arguments import read_as_of, read_lines, read_span
from bot.errors import SourceError, UsageError


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (None, None),
        ("", None),
        ("2023-09-17", datetime(2023, 9, 17, 23, 59, 59, 999999, tzinfo=UTC)),
        ("2023-09-17T06:40:00Z", datetime(2023, 9, 17, 6, 40, tzinfo=UTC)),
        ("2023-09-17T06:40", datetime(2023, 9, 17, 6, 40, tzinfo=UTC)),
        ("2023-09-17T06:40+02:00", datetime(2023, 9, 17, 4, 40, tzinfo=UTC)),
    ],
)
def test_a_bare_date_means_its_end(text, moment):
    assert read_as_of(text) == moment


@given(st.text(max_size=30))
def test_any_other_text_is_a_wrong_usage(text):
    try:
        moment = read_as_of(text)
    except UsageError:
        return
    assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90m", timedelta(minutes=90)),
        ("24h", timedelta(days=1)),
        ("7d", timedelta(days=7)),
        ("2 w", timedelta(days=14)),
    ],
)
def test_spans(text, span):
    assert read_span(text) == span


@pytest.mark.parametrize("text", ["", "0h", "soon", "-3h", "99999999d", "3 years"])
def test_what_is_no_span_is_named(text):
    with pytest.raises(UsageError, match="since"):
        read_span(text)


def test_lines_keep_their_numbers_and_a_bad_one_stops_nothing(tmp_path):
    file = tmp_path / "lines.jsonl"
    file.write_bytes(b'{"id": 1}\n\n{bad\n[1]\n{"id": "\xff"}\n')
    assert [(line.number, line.row) for line in read_lines(file)] == [
        (1, {"id": 1}),
        (3, None),
        (4, None),
        (5, {"id": "\N{REPLACEMENT CHARACTER}"}),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"question": 1, "id": "q\\"7"}', 'line 1 (id "q\\"7")'),
        ('{"id": 12, "question": "cut', "line 1 (id 12)"),
        ('{"id": "cut', "line 1"),
        ("no JSON", "line 1"),
    ],
)
def test_a_bad_line_is_named_by_its_id_where_one_can_be_read(tmp_path, text, name):
    (tmp_path / "lines.jsonl").write_text(text)
    assert [line.name for line in read_lines(tmp_path / "lines.jsonl")] == [name]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"nowhere\.jsonl"):
        list(read_lines(tmp_path / "nowhere.jsonl"))
