from __future__ import annotations

import pytest

from bot.chat.words.small_talk import asks_for_more, is_small_talk


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hi", "en"),
        ("hello there!", "ar"),
        ("Thanks, thank you very much", "fi"),
        ("OK, great. Bye!", "en"),
        ("Who are you?", "ru"),
        ("¿Quién eres?", "es"),
        ("Wie geht's?", "de"),
        ("Добрый день! Что ты умеешь?", "ru"),
        ("السلام عليكم", "ar"),
    ],
)
def test_small_talk(text: str, language: str) -> None:
    assert is_small_talk(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "hi, what did Kim inspect?",
        "thanks to whom was it built",
        "who are you talking about?",
        "What is this visit about?",
        "Okinawa",
        "wer bist du, Kim?",
        "",
        "hello " * 200,
    ],
)
def test_what_holds_a_question_is_none(text: str) -> None:
    assert not is_small_talk(text, "de")


@pytest.mark.parametrize(
    ("text", "language"),
    [("Tell me more, please", "fi"), ("more?", "de"), ("Was noch?", "de"), ("ещё!", "ru")],
)
def test_more_can_be_asked_for_in_words(text: str, language: str) -> None:
    assert asks_for_more(text, language)


@pytest.mark.parametrize(
    "text", ["more ferries?", "tell me more about Kim", "hi", "Bitte!", "please", ""]
)
def test_what_names_something_asks_for_that(text: str) -> None:
    assert not asks_for_more(text, "de")
