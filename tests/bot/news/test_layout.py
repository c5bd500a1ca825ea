from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.layout import lay_out

BODY = (
    "The harbour was closed on Monday after a crane fell onto the quay.",
    "Two dock workers were injured, the port authority said.",
    "Ships were sent on to Easton while engineers looked at the damage.",
)
PAGE = f"""- Advertisement -
World

Harbour closed after crane falls onto quay

Two dock workers were injured in Port Vale, the port authority said.

Reuters
2 minute read
Share
A crane lies on the quay. Photo: Jane Doe
A crane lies on the quay. Photo: Jane Doe

{BODY[0]}

- Advertisement -

{BODY[1]}

{BODY[2]}
"""


def test_page_with_everything_around_it() -> None:
    found = lay_out(PAGE)
    assert found.title == "Harbour closed after crane falls onto quay"
    assert found.byline == found.agency == "Reuters"
    assert found.captions == ("A crane lies on the quay. Photo: Jane Doe",)
    assert found.paragraphs[-3:] == BODY
    assert found.teaser == "Two dock workers were injured in Port Vale, the port authority said."


def test_teaser_is_kept_in_the_text_only_where_the_body_does_not_say_it() -> None:
    assert lay_out(PAGE).paragraphs[0] == lay_out(PAGE).teaser
    said = PAGE.replace("were injured in Port Vale, the", "were injured, the")
    assert lay_out(said).paragraphs == BODY


def test_headline_that_stands_twice_is_no_paragraph() -> None:
    title = "Harbour closed after crane falls"
    assert lay_out("\n\n".join((title, title, *BODY))).paragraphs == BODY
    assert lay_out("\n\n".join((title, *BODY)), title).paragraphs == BODY


def test_text_without_a_headline_loses_nothing() -> None:
    found = lay_out("\n\n".join(BODY))
    assert (found.title, found.paragraphs) == (None, BODY)
    assert lay_out("One line only").paragraphs == ("One line only",)


def test_dateline_is_taken_off_and_dates_the_text() -> None:
    opening = "LINDHOLM, 3 March 2024 (Nordic Wire) - "
    found = lay_out("\n\n".join((opening + BODY[0], *BODY[1:])))
    assert (found.place, found.agency) == ("LINDHOLM", "Nordic Wire")
    assert found.published == datetime(2024, 3, 3, tzinfo=UTC)
    assert found.paragraphs == BODY


def test_what_only_looks_like_a_dateline_stays() -> None:
    first = "Exclusive: " + BODY[0]
    found = lay_out("\n\n".join((first, *BODY[1:])))
    assert (found.place, found.paragraphs[0]) == (None, first)


def test_own_date_of_the_byline_goes_before_that_of_the_dateline() -> None:
    dated = "LINDHOLM, 2 March 2024 - " + BODY[0]
    found = lay_out("\n".join(("By Jane Doe | 3 March 2024", dated, *BODY[1:])))
    assert found.published == datetime(2024, 3, 3, tzinfo=UTC)


def test_date_and_byline_under_the_headline() -> None:
    head = ("Harbour closed after crane falls", "By Jane Doe", "Posted: May 3, 2013, 10:15 GMT")
    found = lay_out("\n".join((*head, *BODY)))
    assert found.byline == "By Jane Doe"
    assert found.published == datetime(2013, 5, 3, 10, 15, tzinfo=UTC)
    assert found.paragraphs == BODY


def test_end_line_credits_an_agency_and_an_attribution_does_not() -> None:
    assert lay_out("\n\n".join((*BODY, "(AFP)"))).agency == "AFP"
    assert lay_out("\n\n".join((*BODY, "KCNA said nothing about it."))).agency is None


def test_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The harbour of Port Vale was closed on Monday after a large\n"
        "crane fell onto the quay and two dock workers were injured,\n"
        "the port authority said.\n\n" + BODY[2]
    )
    found = lay_out(wrapped)
    assert found.paragraphs[0].endswith(
        "quay and two dock workers were injured, the port authority said."
    )
    assert len(found.paragraphs) == 2


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("The port cut its CO\n2 by half.", "The port cut its CO 2 by half."),
        ("Ozone (O\n3) is a gas.", "Ozone (O 3) is a gas."),
        ("It is made of Al\n2O\n3, an oxide.", "It is made of Al 2O 3, an oxide."),
    ],
)
def test_a_formula_whose_figures_stand_on_their_own_lines_is_joined(text: str, joined: str) -> None:
    assert lay_out(f"{text}\n\n{BODY[2]}", "Port news").paragraphs[0] == joined


def test_a_list_of_figures_stays_on_its_lines() -> None:
    lines = ("The port has 3 cranes.", "2 ferries sail from the port.")
    assert lay_out("\n".join(lines), "Port news").paragraphs == lines


words = st.lists(st.sampled_from(["the", "Crane", "fell.", "Share", "Reuters", "(AP)", "-", "1"]))


@given(st.lists(words.map(" ".join), max_size=12).map("\n".join), st.none() | st.just("Crane fell"))
def test_any_lines_are_laid_out(text: str, title: str | None) -> None:
    found = lay_out(text, title)
    assert all(paragraph.strip() for paragraph in found.paragraphs)
    assert title is None or found.title == title
