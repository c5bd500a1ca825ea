from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.differences import Difference, Kind, Report, Said, differences, say
from bot.news.extract import extract
from bot.news.records import RawArticle
from bot.news.sources import Files
from bot.text.sentences import split_sentences
from tests.bot.news.differences.samples import SUNDAY, report, values

LATER = datetime(2023, 9, 17, 20, tzinfo=UTC)


def test_outlets_that_count_differently() -> None:
    one = report("Courier", "The crane fell onto the quay and injured 12 dock workers on Monday.")
    other = report("Herald", "The crane fell on the quay on Monday and injured 15 dock workers.")
    (found,) = differences([one, other])
    assert found == Difference(
        Kind.NUMBER,
        updated=False,
        one=Said(one.article_id, "Courier", one.sentences[0], "12"),
        other=Said(other.article_id, "Herald", other.sentences[0], "15"),
    )
    assert say(found).startswith("Courier has “12”, Herald “15”: “The crane fell")


def test_later_text_of_one_outlet_updates() -> None:
    old = report("Courier", "The crane injured 12 dock workers on the quay of Port Vale.")
    new = report(
        "Courier", "The crane injured 15 dock workers on the quay of Port Vale.", published=LATER
    )
    (found,) = differences([new, old])
    assert found.updated
    assert (found.one.value, found.other.value) == ("12", "15")
    assert say(found).startswith("Courier changed “12” to “15”")


def test_days_that_differ() -> None:
    sentence = "The president met the minister {} and spoke about the war and grain."
    one, other = sentence.format("on Wednesday"), sentence.format("on Thursday")
    assert values(report("A", one), report("B", other)) == [("Wednesday", "Thursday")]
    same = sentence.format("on 13 September")
    assert values(report("A", one), report("B", same)) == []


def test_places_that_differ() -> None:
    sentence = "The two ministers signed the treaty on grain and gas in {} after nine hours."
    found = values(report("A", sentence.format("Spain")), report("B", sentence.format("Portugal")))
    assert found == [("Spain", "Portugal")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The crane injured 12 dock workers on the quay of Port Vale.",
            "The crane injured at least 12 dock workers on the quay of Port Vale.",
        ),
        (
            "The crane injured twelve dock workers on the quay of Port Vale.",
            "The crane injured 12 dock workers on the quay of Port Vale.",
        ),
        (
            "The crane injured 12 dock workers on the quay of Port Vale.",
            "The crane blocked 15 ships on the quay of Port Vale for days.",
        ),
        (
            "Call the police of Port Vale on 0845 125 2222 with any information.",
            "Call the police of Port Vale on 0845 125 222 with any information.",
        ),
        (
            "Prices in the town rose by 3 percent in a year, the bank said.",
            "Ferries to the islands were delayed by 5 percent more passengers.",
        ),
    ],
)
def test_what_is_no_difference(one: str, other: str) -> None:
    assert values(report("A", one), report("B", other)) == []


def test_outlet_that_says_both_does_not_differ() -> None:
    one = report("A", "The crane injured 12 dock workers on the quay of Port Vale.")
    other = report(
        "B",
        "The crane injured 15 dock workers on the quay of Port Vale.",
        "At first the port had spoken of 12.",
    )
    assert values(one, other) == []


def test_without_publication_dates_only_what_cannot_be_one_day_differs() -> None:
    sentence = "The president met the minister {} and spoke about the war and grain."
    wednesday = report("A", sentence.format("on Wednesday"), published=None)
    for words, differs in (("last week", True), ("yesterday", False), ("on Friday", True)):
        other = report("B", sentence.format(words), published=None)
        assert bool(values(wednesday, other)) is differs


def test_seeds_differ_in_when_the_presidents_met() -> None:
    reports: list[Report] = []
    for raw in Files([Path(__file__).parents[4] / "seeds"]):
        assert isinstance(raw, RawArticle)
        found = extract(raw)
        sentences = tuple(split_sentences(found.text))
        reports.append(Report(len(reports), found.outlet or "", found.published, sentences))
    assert values(*reports) == [("Wednesday", "last week")]


words = st.lists(st.sampled_from(["12", "fell", "cranes", "on Monday", "in Spain", "quay", "."]))


@given(st.lists(words.map(" ".join), max_size=3), st.lists(words.map(" ".join), max_size=3))
def test_values_stand_in_their_sentences(one: list[str], other: list[str]) -> None:
    for found in differences([report("A", *one), report("B", *other)]):
        assert found.one.value in found.one.sentence
        assert found.other.value in found.other.sentence


def test_outlets_that_name_other_speakers_for_the_same_words() -> None:
    words = "that the quay of Port Vale would open again within a week after the storm"
    one = report("A", f"Lena Ortiz said {words}.")
    other = report("B", f"Ivo Brandt said {words}.")
    (found,) = differences([one, other])
    assert (found.kind, found.one.value, found.other.value) == (
        Kind.ATTRIBUTION,
        "Lena Ortiz",
        "Ivo Brandt",
    )
    for same in ("Mayor Ortiz", "Lena Ortiz of Port Vale"):
        assert values(one, report("B", f"{same} said {words}.")) == []


DAYS_APART = timedelta(days=7)


def test_page_that_is_written_anew_tells_another_occasion() -> None:
    sentence = "The average price of wheat was 212 crowns in the week that ended on {} in Osterdam."
    one = report("A", sentence.format("10 September"), published=SUNDAY - DAYS_APART)
    assert values(one, report("A", sentence.format("17 September"), published=SUNDAY)) == []


def test_number_that_grows_with_the_years_is_no_difference() -> None:
    sentence = "The town of Brackwater chose a woman as mayor for the first time in its {} years."
    old = report("A", sentence.format(181), published=SUNDAY - timedelta(days=360))
    assert values(old, report("A", sentence.format(182))) == []


def test_figure_of_a_year_ago_is_another_times() -> None:
    sentence = "Prices in Osterdam rose by {}% in the year to October, the bank of the town said."
    old = report("A", sentence.format("3.2"), published=SUNDAY - timedelta(days=360))
    assert values(old, report("A", sentence.format("2.6"))) == []


def test_sentences_about_two_people_are_no_difference() -> None:
    sentence = "{} threw for {} yards and two touchdowns in the game on the harbour field."
    one, other = sentence.format("Ivo Brandt", 281), sentence.format("Rolf Hein", 312)
    assert values(report("A", one), report("B", other)) == []
