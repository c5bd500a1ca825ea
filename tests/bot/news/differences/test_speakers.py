from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.differences.speakers import are_two, spoken

STATEMENT = "the quay of Port Vale will open within a week"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (f"Lena Ortiz said that {STATEMENT}.", "Lena Ortiz"),
        (f"Mayor Lena Ortiz said on Monday that {STATEMENT}.", "Lena Ortiz"),
        (f"According to Lena Ortiz, {STATEMENT}.", "Lena Ortiz"),
        (f"T{STATEMENT[1:]}, Lena Ortiz said.", "Lena Ortiz"),
        (f"T{STATEMENT[1:]}, according to Lena Ortiz.", "Lena Ortiz"),
    ],
)
def test_speaker_and_words_without_him(sentence: str, speaker: str) -> None:
    found = spoken(sentence)
    assert found is not None
    assert found.speaker.text == speaker
    assert "Ortiz" not in found.words
    assert "Port Vale will open within a week" in found.words


@pytest.mark.parametrize(
    "sentence",
    [
        "The quay of Port Vale will open within a week.",
        "Police said that the quay will open within a week.",
        "Lena Ortiz and Ivo Brandt said that the quay will open within a week.",
    ],
)
def test_nobody_named_or_several_is_no_speaker(sentence: str) -> None:
    assert spoken(sentence) is None


def names(*sentences: str) -> list[bool]:
    found = [spoken(sentence) for sentence in sentences]
    return [are_two(a.speaker, b.speaker) for a in found for b in found if a and b]


def test_who_is_another_speaker() -> None:
    ortiz, brandt, short = (
        f"{who} said that {STATEMENT}." for who in ("Lena Ortiz", "Ivo Brandt", "Ortiz")
    )
    office = f"According to the Port Vale Authority, {STATEMENT}."
    assert names(ortiz, brandt) == [False, True, True, False]
    assert not any(names(ortiz, short))
    assert not any(names(ortiz, office))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    found = spoken(text)
    assert found is None or found.speaker.text in text
