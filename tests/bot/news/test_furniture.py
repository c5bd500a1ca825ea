from __future__ import annotations

import pytest

from bot.news.furniture import (
    captions_among,
    distinct_captions,
    is_caption,
    is_furniture,
    without_credit,
)


@pytest.mark.parametrize(
    "line",
    [
        "- Advertisement -",
        "Story continues below advertisement",
        "2 minute read",
        "5-minute read",
        "Share",
        "Share this article on Facebook",
        "Print | Email | Share",
        "Sign up for our newsletter",
        "Related articles",
        "© 2023 Demo Courier. All rights reserved.",
        "* * *",
        "Anzeige",
        "Реклама",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell in London on Monday.",
        "Two minutes later the crane fell.",
        "Print workers go on strike",
        "Related companies were not charged.",
        "The advertisement was banned.",
        "Comment was not available from the ministry, which is closed on Sundays.",
    ],
)
def test_sentences_of_an_article_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "words", "credit"),
    [
        ("The quay at night. Photo: Reuters", "The quay at night.", "Photo: Reuters"),
        ("The quay at night.Credit: AP", "The quay at night.", "Credit: AP"),
        ("The quay (AP Photo/Jane Doe)", "The quay", "(AP Photo/Jane Doe)"),
        ("The quay. Jane Doe/AFP", "The quay.", "Jane Doe/AFP"),
        ("Photograph: Jane Doe", "", "Photograph: Jane Doe"),
    ],
)
def test_credits(line: str, words: str, credit: str) -> None:
    assert without_credit(line) == (words, credit)
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "He gave the credit to his mother.",
        "They took a photo of the quay.",
        "The bank gave him credit: he was known there.",
        "In the picture, everything changed.",
    ],
)
def test_sentences_that_speak_of_pictures_are_no_captions(line: str) -> None:
    assert not is_caption(line)


@pytest.mark.parametrize("mark", ["PHOTO:", "File photo:", "Pictured:", "Image:"])
def test_what_is_marked_as_a_picture_is_a_caption(mark: str) -> None:
    assert is_caption(f"{mark} Mayor Ada Kern (left) opens the bridge in Lindham.")


def test_repetition_without_the_credit_is_the_same_caption() -> None:
    lines = ["A ship leaves the quay.", "A ship leaves the quay.Photo: Jane Doe", "Ships left."]
    assert captions_among(lines) == {0, 1}
    assert distinct_captions(lines[:2]) == ("A ship leaves the quay.Photo: Jane Doe",)


def test_long_lines_are_neither() -> None:
    assert not is_furniture("share " * 5000)
    assert not is_caption("a " * 5000 + "Photo: Reuters")
