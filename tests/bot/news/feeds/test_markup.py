from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.feeds.markup import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("just  words & more", "just words & more"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
        ("<p>One <b>bold</b>\nline.</p><p>Two</p>", "One bold line.\nTwo"),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
        ("a<script>x < y</script>b", "a\nb"),
        ("<style>p{}</style><p>a</p>", "a"),
        ("AT&amp;T &eacute;t&#233; &nope;", "AT&T été &nope;"),
        ("un<i>believ</i>able", "unbelievable"),
        ("<!-- no --><p>yes", "yes"),
        ("<p>a</p" + "<", "a"),
        ("<![CDATA[x]]><p>a", "a"),
        ("<?pi x?><p>a", "a"),
        ("\x00<p>a\x00b", "ab"),
        ("<p>" + "<div>" * 1000 + "deep", "deep"),
    ],
)
def test_words_of_markup(html: str, text: str) -> None:
    assert plain_text(html) == text


@given(st.text(alphabet="ab &;<>/p!-[]?\"'=\n", max_size=60))
def test_any_markup_is_survived_and_no_line_is_blank(html: str) -> None:
    assert all(line.strip() for line in plain_text(html).split("\n") if plain_text(html))


@given(st.lists(st.text(alphabet="abc .é", min_size=1).filter(str.strip), min_size=1))
def test_each_paragraph_is_a_line(paragraphs: list[str]) -> None:
    html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    assert plain_text(html).split("\n") == [" ".join(p.split()) for p in paragraphs]


def test_escape_sequences_of_terminals_go_as_a_whole() -> None:
    assert plain_text("<p>Quay \x1b[31mclosed</p>") == "Quay closed"
