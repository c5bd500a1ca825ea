from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.news.differences import differences
from bot.news.differences.lines import lines_of
from bot.news.differences.tolls import tolls
from tests.bot.news.differences.samples import SUNDAY, report, values

TWELVE = report("A", "The ferry sank off Port Vale, killing 12 people and injuring thirty.")


@pytest.mark.parametrize(
    ("sentence", "outcome", "who"),
    [
        ("The storm killed 12 people.", "killed", ""),
        ("The storm left 12 dead.", "killed", ""),
        ("12 people were killed in the storm.", "killed", ""),
        ("The death toll of the storm has risen to 12.", "killed", ""),
        ("12 people were shot dead on the quay.", "killed", ""),
        ("12 sailors died in the storm.", "killed", "sailor"),
        ("The storm wounded 12 sailors.", "injured", "sailor"),
        ("Doctors saw 12 wounded children.", "injured", "child"),
        ("12 people are still missing.", "missing", ""),
        ("A gunman shot 12 people.", "shot", ""),
        ("Officers arrested 12 people.", "arrested", ""),
    ],
)
def test_forms_in_which_a_toll_is_told(sentence: str, outcome: str, who: str) -> None:
    (fact,) = tolls(lines_of(report("A", sentence), 9))
    assert fact.key == ("toll", outcome, who)
    assert fact.amount.value == 12
    assert not fact.known


@pytest.mark.parametrize(
    "sentence",
    [
        "One of every 12 people died of the storm.",
        "The storm killed another 12 people.",
        "12 others were killed.",
        "12 of them died in the storm.",
        "The storm killed 12 women and three men.",
        "A storm of 1987 killed 12 people.",
        "The storm could have killed 12 people.",
        "12 people were killed in separate storms.",
        "The storm left 12 dead in Port Vale and five more in Osterdam.",
        "The storm left 12 dead in Port Vale and five in Osterdam.",
        "The storm killed 12 people and five more died of hunger.",
        "12 people were critically injured.",
    ],
)
def test_part_of_a_toll_is_only_known(sentence: str) -> None:
    assert all(fact.known for fact in tolls(lines_of(report("A", sentence), 9)))


@pytest.mark.parametrize(
    "sentence",
    [
        "The storm left 12 people dead and 12 injured.",
        "The storm left nine people dead and another 12 injured.",
        "Nine people died in the storm and 12 others are missing.",
        "The storm killed 12 people in several towns.",
        "The storm left 12 people dead and nine more were hurt.",
        "The storm left 12 people dead and nine more people injured.",
        "The storm left 12 people dead and nine in hospital.",
        "Off Port Vale, 12 died.",
    ],
)
def test_toll_beside_another_outcome_is_whole(sentence: str) -> None:
    told = [fact for fact in tolls(lines_of(report("A", sentence), 9)) if not fact.known]
    assert 12 in [fact.amount.value for fact in told]


@pytest.mark.parametrize(
    "sentence",
    [
        "He fired one shot.",
        "The storm killed 12-year-old Ines Calder.",
        "The storm killed 12 ducks.",
        "She died 12 days later.",
        "A storm killed him around 3.40pm.",
        "Rolf and their son Jan Calder, 12 were found dead.",
    ],
)
def test_what_is_no_toll(sentence: str) -> None:
    assert list(tolls(lines_of(report("A", sentence), 9))) == []


@pytest.mark.parametrize(
    ("sentence", "differs"),
    [
        ("Fourteen people died when a ferry sank off Port Vale.", True),
        ("At least 13 people died when a ferry sank off Port Vale.", True),
        ("At least 12 people died when a ferry sank off Port Vale.", False),
        ("At least nine people died when a ferry sank off Port Vale.", False),
        ("About a dozen people died when a ferry sank off Port Vale.", False),
        ("A dozen people died when a ferry sank off Port Vale.", False),
        ("Half a dozen people died when a ferry sank off Port Vale.", False),
        ("Up to 20 people died when a ferry sank off Port Vale.", False),
        ("The storm felled trees near Port Vale; 14 people were killed and thirty hurt.", True),
        ("A bus crash in Osterdam killed 14 people.", False),
        ("Some 40 people died when a ferry sank off Port Vale.", True),
        ("Officials reported that 14 people died in a fire.", False),  # nothing else is shared
        ("Storms in Port Vale and Osterdam sank a ferry; 14 people died.", False),  # a sum, perhaps
        ("A fire in Port Vale killed 14 people.", False),  # nothing but the place is shared
        ("Eighty people died when a ferry sank off Port Vale.", False),
        ("Five people died when a ferry sank off Port Vale.", False),  # so few are another event's
        ("A ferry sank off Port Vale on Wednesday week.", False),
    ],
)
def test_what_disagrees_with_twelve(sentence: str, differs: bool) -> None:
    assert bool(values(TWELVE, report("B", sentence))) is differs


def test_other_places_and_days_are_other_events() -> None:
    one = report("A", "A bomb in Osterdam killed 12 people on Friday.")
    for sentence in (
        "A bomb in Brackwater killed 14 people on Friday.",
        "A bomb killed 14 people on Saturday.",
    ):
        assert values(one, report("B", sentence)) == []
    earlier = report("A", "A bomb killed 12 people.", published=SUNDAY - timedelta(days=3))
    assert values(earlier, report("B", "A bomb killed 14 people on Saturday.")) == []


def test_words_that_only_begin_like_a_toll_tell_the_event() -> None:
    one = report("A", "A diesel deal went wrong and 12 people died.")
    assert values(one, report("B", "14 people died when a diesel deal went wrong."))


def test_toll_of_another_week_is_another_events() -> None:
    later = report("B", "A ferry sank, killing 14 people.", published=SUNDAY + timedelta(days=9))
    assert values(TWELVE, later) == []


def test_likest_sentences_tell_the_difference() -> None:
    first, second = "Divers said that 14 people died.", "Off Port Vale the ferry sank, killing 14."
    (found,) = differences([TWELVE, report("B", first, second)])
    assert found.other.sentence == second


def test_attacker_may_be_counted() -> None:
    one = report("A", "Three people were killed in the bank.")
    other = report("B", "Four people were killed in the bank.", "The gunman was found dead.")
    assert values(one, other) == []


def test_tolls_that_add_up() -> None:
    one = report("A", "Four people were shot at the fair.")
    other = report("B", "One person was killed and three people were shot at the fair.")
    assert values(one, other) == []


def test_part_of_another_toll_is_known() -> None:
    whole = "The ferry sank off Port Vale, killing 17 sailors, including 12 who were asleep."
    assert values(TWELVE, report("B", whole.replace("sailors", "people"))) == []


def test_what_the_title_says_is_known() -> None:
    other = report("B", "Fourteen people died when a ferry sank off Port Vale.")
    for title, found in (("Ferry sinks", [("12", "Fourteen")]), ("12 die as ferry sinks", [])):
        assert values(TWELVE, replace(other, title=title)) == found


def test_toll_that_a_report_tells_in_two_ways_is_not_told() -> None:
    unsure = report("B", "The ferry took 14 people with it.", "14 people died.", "15 people died.")
    assert values(TWELVE, unsure) == []
