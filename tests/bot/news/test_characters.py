from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotAnArticle
from bot.news.characters import MAX_BYTES, clean_characters, clean_line, decode

GERMAN = "Die Brücke über den Fluß wird für größere Schiffe höher gebaut, sagte der Bürgermeister. "


@pytest.mark.parametrize(
    "data",
    [
        GERMAN.encode(),
        b"\xef\xbb\xbf" + GERMAN.encode(),
        GERMAN.encode("utf-16"),
        b"\xff\xfe\x00\x00" + GERMAN.encode("utf-32-le"),
        (GERMAN * 20).encode("latin-1"),
    ],
)
def test_encodings_are_recognised(data: bytes) -> None:
    assert decode(data).startswith("Die Brücke über den Fluß")


def test_declared_encoding_of_a_page_is_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Привет</p>'
    assert "Привет" in decode(page.encode("cp1251"))


def test_letter_cut_off_at_the_end_is_left_out() -> None:
    assert decode("Über".encode()[:-1] + "ß".encode()[:1]) == "Übe"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (gzip.compress(b"text", mtime=0), "compressed"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x00\x01\x02" * 500, "binary"),
        (b"a" * (MAX_BYTES + 1), "too big"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotAnArticle, match=reason):
        decode(data)


def test_a_few_nuls_do_not_make_a_text_binary() -> None:
    assert clean_characters(decode(b"The\x00 quay was\x00 closed.")) == "The quay was closed."


def test_what_cannot_be_seen_is_taken_out_and_joiners_stay() -> None:
    hidden = "pay\u202egnp.exe\u202c \ufeffnow\u200b \u2066here\u2069\x07 soft\u00adly"
    assert clean_characters(hidden) == "paygnp.exe now here softly"
    assert clean_characters("می\u200cخواهم") == "می\u200cخواهم"


def test_escape_sequences_of_terminals_leave_nothing() -> None:
    assert clean_line("Market\x1b[31m fire\x1b[0m: \x1bchief\x9b blamed") == (
        "Market fire: chief blamed"
    )


@given(st.text())
def test_cleaning_is_idempotent_and_leaves_nothing_unseen(text: str) -> None:
    clean = clean_characters(text)
    assert clean_characters(clean) == clean
    assert not set(clean) & set("\x00\r\u202e\ufeff\u2028")
    assert "\n" not in clean_line(text)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except NotAnArticle:
        return
    text.encode()
