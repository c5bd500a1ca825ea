import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.dates import (
    DateMention,
    date_mentions,
    mentions,
    relation,
    say_date,
    unresolved_mentions,
)
from tests.evals.dates import NEWS, news_is_right, read

TUESDAY = datetime(2024, 5, 14, 6, tzinfo=UTC)


def one(text: str, language: str = "en") -> DateMention:
    (mention,) = date_mentions(text, TUESDAY, language)
    return mention


@pytest.mark.parametrize(
    "row", [row for row in read(NEWS) if row["half"] == "dev"], ids=lambda row: row["text"]
)
def test_news_sentences_of_the_development_half(row: dict[str, object]) -> None:
    assert news_is_right(row)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("closed on Tuesday", "2024-05-14", "2024-05-14", "day"),
        ("the previous Monday", "2024-05-06", "2024-05-06", "day"),
        ("on Wednesday of last week", "2024-05-08", "2024-05-08", "day"),
        ("next week on Friday", "2024-05-24", "2024-05-24", "day"),
        ("the day before yesterday", "2024-05-12", "2024-05-12", "day"),
        ("Tuesday (May 7)", "2024-05-07", "2024-05-07", "day"),
        ("on Thursday the 9th", "2024-05-09", "2024-05-09", "day"),
        ("on 2 and 3 May", "2024-05-02", "2024-05-03", "range"),
        ("from March 28 to April 3, 2020", "2020-03-28", "2020-04-03", "range"),
        ("between May 2023 and March 2024", "2023-05-01", "2024-03-31", "range"),
        ("from December 2 until January 6", "2023-12-02", "2024-01-06", "range"),
        ("The storm of June 2 was the last.", "2024-06-02", "2024-06-02", "day"),
        ("It was at the weekend.", "2024-05-11", "2024-05-12", "weekend"),
        ("It will be closed over the weekend.", "2024-05-18", "2024-05-19", "weekend"),
        ("The final is on Friday.", "2024-05-17", "2024-05-17", "day"),
        ("This July 4 parade", "2024-07-04", "2024-07-04", "day"),
        ("It was No. 3 last year", "2023-01-01", "2023-12-31", "year"),
        ("She will return in two days.", "2024-05-16", "2024-05-16", "day"),
        ("On Saturday Demo Wire wrote", "2024-05-11", "2024-05-11", "day"),
        ("Cyber Monday 2023", "2023-11-27", "2023-11-27", "day"),
        ("Good Friday 2018", "2018-03-30", "2018-03-30", "day"),
        ("last Easter", "2024-03-31", "2024-03-31", "day"),
        ("the first week of May", "2024-04-29", "2024-05-05", "week"),
        ("the last week of July 2023", "2023-07-24", "2023-07-30", "week"),
        ("the first ten days of last year", "2023-01-01", "2023-01-10", "range"),
        ("the last three weeks of June 2023", "2023-06-12", "2023-07-02", "range"),
        ("the second month of this year", "2024-02-01", "2024-02-29", "month"),
        ("between now and May 30", "2024-05-14", "2024-05-30", "range"),
        ("from January 2023 to the present", "2023-01-01", "2024-05-14", "range"),
        ("the last two quarters", "2023-10-01", "2024-03-31", "range"),
        ("the first half of 2022", "2022-01-01", "2022-06-30", "range"),
        ("the early 1990s", "1990-01-01", "1994-12-31", "range"),
        ("in mid-2019", "2019-04-01", "2019-09-30", "range"),
        ("in the '80s", "1980-01-01", "1989-12-31", "decade"),
        ("in the 1800s", "1800-01-01", "1899-12-31", "century"),
        ("it ended (2011)", "2011-01-01", "2011-12-31", "year"),
        ("Sept 9-2021", "2021-09-09", "2021-09-09", "day"),
    ],
)
def test_expressions(text: str, first: str, last: str, precision: str) -> None:
    found = one(text)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert found.precision == precision


@pytest.mark.parametrize(
    "text",
    [
        "In 2000 homes the power failed",
        "She may march on",
        "feb 30 was no day",
        "a decade ago",
        "a few days ago",
        "two days later",
        "the previous week",
        "Boeing 737 and 24/7",
        "May he rest",
        "every Monday",
        "shot on a Sunday",
        "the first time in four years",
        "the kind of weekend",
        "on a day-to-day basis",
        "COVID-19 may end",
        "Saturday Night Football",
        "the Sunday Herald wrote",
        "won on Super Tuesday",
        "April Jones wrote",
        "on Christmas Island",
        "of two Model 3s",
        "at 2235 North Road",
        "in the second half",
    ],
)
def test_what_is_no_date_or_too_vague(text: str) -> None:
    assert date_mentions(text, TUESDAY) == []


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("de", "am 3. Oktober 2023", "2023-10-03", "2023-10-03"),
        ("de", "vor zwei Tagen", "2024-05-12", "2024-05-12"),
        ("de", "letzte Woche", "2024-05-06", "2024-05-12"),
        ("es", "el 16 de septiembre de 2023", "2023-09-16", "2023-09-16"),
        ("es", "el viernes pasado", "2024-05-10", "2024-05-10"),
        ("fr", "il y a trois jours", "2024-05-11", "2024-05-11"),
        ("fr", "la semaine dernière", "2024-05-06", "2024-05-12"),
        ("it", "due giorni fa", "2024-05-12", "2024-05-12"),
        ("pt", "na sexta-feira", "2024-05-10", "2024-05-10"),
        ("nl", "op 16 september 2023", "2023-09-16", "2023-09-16"),
        ("ru", "16 сентября 2023 года", "2023-09-16", "2023-09-16"),
        ("ru", "на прошлой неделе", "2024-05-06", "2024-05-12"),
        ("ar", "في 16 سبتمبر 2023", "2023-09-16", "2023-09-16"),
        ("zh", "会议于2023年9月16日举行", "2023-09-16", "2023-09-16"),
        ("xx", "2023-09-16", "2023-09-16", "2023-09-16"),
    ],
)
def test_other_languages(language: str, text: str, first: str, last: str) -> None:
    found = one(text, language)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("It began on 24 September.", "24 September"),
        ("It began in May.", "May"),
        ("It began on 24 Sept.", "24 Sept."),
        ("Es begann am 3. Oktober.", "3. Oktober"),
    ],
)
def test_a_full_stop_is_no_part_of_a_mention(text: str, mention: str) -> None:
    assert one(text, "de" if text.startswith("Es") else "en").text == mention


def test_without_a_publication_time_only_full_dates_are_resolved() -> None:
    text = "It fell on Saturday, 16 September 2023, and again last week."
    assert [m.text for m in date_mentions(text, None)] == ["Saturday, 16 September 2023"]
    assert [token.text for token in unresolved_mentions(text)] == ["last week"]


def test_the_day_of_publication_is_that_of_utc() -> None:
    late = datetime.fromisoformat("2024-05-13T23:30:00-04:00")
    assert date_mentions("closed today", late)[0].first == date(2024, 5, 14)


@pytest.mark.parametrize(
    ("one_text", "other_text", "expected"),
    [
        ("yesterday", "on May 13", "same"),
        ("last week", "on May 8", "contains"),
        ("on May 8", "in May", "within"),
        ("from May 1 to May 9", "from May 5 to May 12", "overlaps"),
        ("in 2019", "in 2020", "apart"),
    ],
)
def test_relation(one_text: str, other_text: str, expected: str) -> None:
    assert relation(one(one_text), one(other_text)) == expected


def test_a_date_is_said_the_long_way() -> None:
    assert say_date(date(2023, 9, 16)) == "16 September 2023"


PIECES = st.sampled_from(
    """Saturday on last next two weeks ago Sept 16 31 2023 of the May early - to between and 1990s
    ( ) , . 2/29 30.02.2023 99/99/9999 Easter 9999 century 20th day will ' 0 ² 月""".split()  # noqa: SIM905
)


@given(
    st.one_of(st.text(), st.lists(PIECES).map(" ".join)),
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from(["en", "de", "ru", "zh"]),
)
def test_mentions_stand_where_they_say_and_in_order(
    text: str, reference: datetime, language: str
) -> None:
    found = date_mentions(text, reference, language)
    assert all(m.text == text[m.start : m.end] and m.first <= m.last for m in found)
    edges = [edge for m in found for edge in (m.start, m.end)]
    assert edges == sorted(edges)


LISTED = [
    word.partition("=")[0].replace("_", " ")
    for line in Path(mentions.__file__).with_name("words.txt").read_text("utf-8").splitlines()
    if line.startswith("en ")
    for word in line.partition(": ")[2].split()
]
CASES = st.sampled_from([str.lower, str.title, str.upper])
ANY_WORD = st.builds(lambda case, word: case(word), CASES, st.sampled_from([*LISTED, "3", "2023"]))


@given(st.lists(ANY_WORD, max_size=6).map(" ".join))
def test_any_words_of_dates_in_any_case_are_read(text: str) -> None:
    assert all(m.text in text for m in date_mentions(text, datetime(2024, 2, 29, tzinfo=UTC)))


def test_last_night_as_a_title() -> None:
    (found,) = date_mentions("He saw Last Night on Friday.", datetime(2024, 2, 29, tzinfo=UTC))[-1:]
    assert found.text == "Friday"


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_a_said_date_is_read_back(day: date) -> None:
    (found,) = date_mentions(f"It was on {say_date(day)}.", None)
    assert (found.first, found.last, found.relative) == (day, day, False)


def test_the_english_path_does_not_load_babel() -> None:
    code = (
        "import sys; from datetime import *; from bot.text.dates import *;"
        "assert date_mentions('on Saturday', datetime.now(UTC)); assert 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
