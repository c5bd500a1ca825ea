import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.full_names import is_of_two, with_full_name


@pytest.mark.parametrize(
    ("before", "sentence", "named"),
    [
        (
            "Mayor Anna Berg came to Oslo.",
            "Berg opened the bridge.",
            "Anna Berg opened the bridge.",
        ),
        (
            "Historian Anna Berg has read it.",
            "“It is old,” Berg said.",
            "“It is old,” Anna Berg said.",
        ),
        ("Anna Berg was sued.", "It is Berg’s first ferry.", "It is Anna Berg’s first ferry."),
        ("Carl van Dalen sang.", "Few had heard of Dalen.", "Few had heard of Carl van Dalen."),
        ("Mark Berg is coming.", "On Monday, Berg left.", "On Monday, Mark Berg left."),
        ("Anna Maria Berg sang.", "When Berg sang, he won.", "When Anna Maria Berg sang, he won."),
    ],
)
def test_a_family_name_is_completed(before: str, sentence: str, named: str) -> None:
    found = with_full_name(sentence, [before])
    assert found is not None
    assert found.text == named


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Rain fell on Oslo.", "Berg opened the bridge."),
        ("Anna Berg came with Carl Berg.", "Berg opened the bridge."),
        ("Anna Berg came.", "Anna Berg opened Berg’s bridge."),
        ("Anna Berg came.", "The Berg administration opened the bridge."),
        ("Anna Berg came.", "Another Berg, Carl, opened the bridge."),
        ("Anna Berg came.", "Mr Berg opened the bridge."),
        ("The Oslo Dalens won.", "Dalens won again."),
        ("He came to Middle Harbour.", "Harbour winds were strong."),
        ("Berg spoke of Berg Dalen.", "Dalen closed its doors."),
        ("Anna Berg spoke for the OECD.", "OECD members agreed."),
        ("", ""),
    ],
)
def test_what_may_be_another_is_left(before: str, sentence: str) -> None:
    assert with_full_name(sentence, [before]) is None


def test_the_nearest_sentence_that_has_the_name_is_told() -> None:
    before = ["Anna Berg came.", "Then Anna Berg left.", "It rained."]
    found = with_full_name("Berg is back.", before)
    assert found is not None
    assert found.back == 2


@given(st.text(max_size=80), st.lists(st.text(max_size=60), max_size=3))
def test_any_text_can_be_read(sentence: str, before: list[str]) -> None:
    found = with_full_name(sentence, before)
    assert found is None or 1 <= found.back <= len(before)


def test_a_family_name_of_two_persons_tells_neither() -> None:
    both = ["Dr Nils Berg was cleared.", "The nurse Anna Berg was fined."]
    assert is_of_two("Berg told the court that rain fell.", "Nurse fined", both)
    assert not is_of_two("Berg told the court that rain fell.", "Berg cleared", both)
    assert not is_of_two("Berg told the court.", "Nurse fined", [*both, "Berg wept."])
    assert not is_of_two("Berg told the court.", "Nurse fined", both[:1])
    assert not is_of_two("Nils Berg told the court that Berg knew.", "Nurse fined", both)
