import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.definite import points_at, points_back, somebody


@pytest.mark.parametrize(
    ("sentence", "unnamed"),
    [
        ("The company declined to comment.", "company"),
        ("The ferry company and its owners were named.", "ferry company and its owners"),
        ("By winning in May, the singer brought home a prize.", "singer"),
        ("The late-night TV host has retired.", "late-night TV host"),
        ("The 36-year-old has retired.", "36-year-old"),
        ("The company of Anna Berg declined to comment.", ""),
        ("The Demo Company declined to comment.", ""),
        ("The mayor’s office declined to comment.", ""),
        ("Demo Steel, the company founded by Anna Berg, declined to comment.", ""),
        ("The bridge was closed.", ""),
        ("Anna Berg declined to comment.", ""),
        ("", ""),
    ],
)
def test_somebody_whom_only_a_noun_tells(sentence: str, unnamed: str) -> None:
    assert somebody(sentence) == unnamed


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("The bridge was closed.", {"bridg"}),
        ("The company declined to comment.", {"compani"}),
        ("In the city, people took the ferry.", {"citi"}),
        ("As part of the new law, Oslo closed its bridge.", {"new", "law"}),
        ("◾ Reason for the law: Bridges rust.", {"law"}),
        ("The move, coming in May, was a surprise.", {"move"}),
        ("The mayor, Anna Berg, was surprised.", set()),
        ("The bridge of Oslo was closed.", set()),
        ("The longest bridge was closed.", set()),
        ("The bridge opened by Anna Berg is closed.", set()),
        ("The government was warned.", set()),
        ("In the morning, people took the ferry.", set()),
        ("A bridge was closed.", set()),
    ],
)
def test_what_points_back(sentence: str, terms: set[str]) -> None:
    assert points_back(sentence) == terms


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("Oslo fought this trend.", {"trend"}),
        ("Anna Berg sold these ferries.", {"ferri"}),
        ("News of the two battles came late.", {"battl"}),
        ("A ferry sank, and this ferry was old.", set()),
        ("Anna Berg met Carl Holm before the two men left.", set()),
        ("Ferries sailed this summer.", set()),
        ("Ferries sailed this November.", set()),
        ("“I know this problem,” Anna Berg said.", set()),
        ("The Oslo singer has retired.", {"singer"}),
        ("The “Northern Sea” singer has retired.", {"singer"}),
        ("The Oslo singer Anna Berg has retired.", set()),
        ("The Oslo ferry has sunk.", set()),
        ("To the east is a bridge.", {"side"}),
        ("To the east of Oslo is a bridge.", set()),
        ("Some came to Oslo at the time.", {"at the time"}),
        ("In 1948 some came, at the time of the storm.", set()),
        ("After the storm, Oslo had no bridge at the time.", set()),
        ("Ferries cost 5 kroner, the study found.", {"studi"}),
        ("In a study ferries cost 5 kroner, the study found.", set()),
        ("Some pay more than that.", {"that"}),
        ("Some know of that ferry.", set()),
        ("", set()),
    ],
)
def test_what_is_pointed_at(sentence: str, terms: set[str]) -> None:
    assert points_at(sentence) == terms


def test_what_was_asked_about_is_known() -> None:
    known = frozenset({"bridg", "oslo"})
    assert not points_back("The bridge was closed.", known)
    assert not points_back("The ferry was seen in Oslo.", known)
    assert points_back("The company was named in Oslo.", known), "of whom is still not said"


@given(st.text(max_size=120), st.frozensets(st.text(max_size=5), max_size=3))
def test_any_text_can_be_read(text: str, known: frozenset[str]) -> None:
    assert known.isdisjoint(points_back(text, known))
    points_at(text)
