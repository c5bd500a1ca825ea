import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.names import acronym, name_mentions, same_name


def _names(text: str) -> list[str]:
    return [mention.text for mention in name_mentions(text)]


def test_names_are_runs_of_capitals_with_their_connectors() -> None:
    text = "On Tuesday the minister met Ursula von der Leyen at the Bank of Lisbon in New York."
    assert _names(text) == ["Ursula von der Leyen", "Bank of Lisbon", "New York"]


def test_a_title_marks_a_person_and_is_cut_off() -> None:
    text = "Talks with French President Marie Duval and Mr. Olsen's party failed."
    found = {mention.text: mention for mention in name_mentions(text)}
    assert found["Marie Duval"].kind == "person"
    assert found["Marie Duval"].title == "President"
    assert found["Olsen"].kind == "person"
    assert "French" in found


def test_and_lists_two_names_but_stays_inside_an_office() -> None:
    assert _names("It said Norway and Peru agreed.") == ["Norway", "Peru"]
    text = "He runs the Department of Health and Social Care now."
    assert _names(text) == ["Department of Health and Social Care"]


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("Harvest begins late.", False),
        ("Norway begins late.", True),
        ("Olsen spoke. Then they saw Olsen leave.", True),
        ("Farmers Fear Heavy Rains Across Northern Valleys", False),
    ],
)
def test_a_capital_at_the_start_proves_nothing_by_itself(text: str, certain: bool) -> None:
    assert name_mentions(text)[0].certain is certain


def test_kinds() -> None:
    text = "They saw Norway, the Harbour Committee, NATO and Mayor Anna Lind."
    kinds = {mention.text: mention.kind for mention in name_mentions(text)}
    assert kinds == {
        "Norway": "place",
        "Harbour Committee": "organisation",
        "NATO": "organisation",
        "Anna Lind": "person",
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong Un", "Kim Jong-un"),
        ("Kim", "Kim Jong Un"),
        ("Shoigu", "Sergei Shoigu"),
        ("U.S.", "United States"),
        ("the US", "US"),
        ("DPRK", "Democratic People’s Republic of Korea"),
        ("President Duval", "Duval’s"),
        ("J. Olsen", "Jon Olsen"),
        ("José", "Jose"),
    ],
)
def test_variants_of_one_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("James", "Jameson"), ("North Korea", "South Korea"), ("", "Kim")]
)
def test_different_names(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_acronym_takes_the_main_words() -> None:
    assert acronym("Republic of South Africa") == "RSA"


@given(st.text(max_size=200))
def test_mentions_are_in_order_and_stand_in_the_text(text: str) -> None:
    at = 0
    for mention in name_mentions(text):
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        at = mention.end
