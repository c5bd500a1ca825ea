import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.dates.tense import Way, way_of


def way(sentence: str) -> Way | None:
    """The way of the date that stands between stars."""
    before, date, after = sentence.split("*")
    return way_of(before + date + after, len(before), len(before) + len(date))


@pytest.mark.parametrize(
    "sentence",
    [
        "The council met on *Friday*.",
        "She has been there since *Friday*.",
        "On *Friday* the council met in secret.",
        "It will close, a spokesman said on *Friday*.",
        "He was forced to resign on *Friday*.",
        "*Friday*'s vote was annulled.",
        "The elected mayor arrived on *Friday*.",
        "That brings us to the match on *Friday*, which she won.",
        "It has forced two clinics to close on *Friday*, it said.",
    ],
)
def test_behind(sentence: str) -> None:
    assert way(sentence) == "behind"


@pytest.mark.parametrize(
    "sentence",
    [
        "The council will meet on *Friday*.",
        "The council won’t meet until *Friday*.",
        "The mayor said he would not resign on *Friday*.",
        "It is expected to be held on *Friday*.",
        "They agreed to meet on *Friday*.",
        "He told reporters that talks scheduled for *Friday* matter.",
        "Shares fell ahead of *Friday*'s vote.",
        "On *Friday*, the council will decide.",
        "The ban takes effect on *Friday*.",
        "Mayor to visit flooded towns on *Friday*",
        "She'll probably leave on *Friday*.",
        "The bill must be passed by *Friday*.",
        "If it rains on *Friday*, they stay.",
    ],
)
def test_ahead(sentence: str) -> None:
    assert way(sentence) == "ahead"


@pytest.mark.parametrize("sentence", ["*Friday*", "Rain on *Friday*", "A red bed on *Friday*"])
def test_no_verb_tells(sentence: str) -> None:
    assert way(sentence) is None


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_any_text_has_a_verdict_or_none(text: str, start: int, length: int) -> None:
    assert way_of(text, start, start + length) in ("behind", "ahead", None)
