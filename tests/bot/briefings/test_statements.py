from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefings.statements import (
    MOST,
    can_stand_alone,
    choose,
    in_reading_order,
    known_since,
    rarity_among,
    says_the_same,
    weigh,
)
from tests.bot.briefings.samples import BRIDGE, BRIDGE_AGAIN, BRIDGE_UPDATE, HARVEST, report


def plain(_word: str) -> float:
    return 1.0


def test_chooses_the_lead_and_does_not_say_it_twice() -> None:
    reports = [report(BRIDGE, 1), report(BRIDGE_AGAIN, 2)]
    chosen = choose(reports, weigh(reports, plain), lambda _: True)
    assert 2 <= len(chosen) <= MOST
    assert chosen[0].position == 0
    leads = [statement for statement in chosen if statement.position == 0]
    assert len(leads) == 1, "both leads say the same"


def test_what_is_not_admitted_is_replaced() -> None:
    reports = [report(BRIDGE, 1), report(BRIDGE_AGAIN, 2)]
    chosen = choose(reports, weigh(reports, plain), lambda s: s.article.id == 2)
    assert chosen
    assert all(statement.article.id == 2 for statement in chosen)
    assert choose(reports, weigh(reports, plain), lambda _: False) == []


def test_what_was_said_elsewhere_is_left_out() -> None:
    reports = [report(BRIDGE, 1)]
    weights = weigh(reports, plain)
    lead = reports[0][0]
    assert lead not in choose(reports, weights, lambda _: True, said=[lead])


def test_copies_weigh_as_one_report() -> None:
    once = weigh([report(BRIDGE, 1)], plain)
    reprinted = weigh([report(BRIDGE, 1), report(BRIDGE, 2, title="Title 1", origin_id=1)], plain)
    confirmed = weigh([report(BRIDGE, 1), report(BRIDGE, 2)], plain)
    assert reprinted == once
    assert confirmed["bridg"] > 2 * once["bridg"]


def test_words_of_all_stories_weigh_little() -> None:
    rarity = rarity_among([["officials", "bridge"], ["officials", "harvest"], ["officials"]])
    assert rarity("bridge") > rarity("officials") > 0
    assert rarity_among([["anything"]])("anything") == 1.0


def test_the_same_numbers_of_the_same_names_are_the_same_statement() -> None:
    one, other = (
        report(text)[0]
        for text in (
            "At least 12 people were hurt when a tram derailed in Lindham.",
            "The derailed tram in Lindham left 12 injured, among them the driver and a nurse.",
        )
    )
    assert says_the_same(one, other)
    assert not says_the_same(report(BRIDGE)[0], report(HARVEST)[0])


def test_known_since_the_first_article_that_said_it() -> None:
    first, update = report(BRIDGE, 1), report(BRIDGE_UPDATE, 5)
    assert known_since(update[0], [first, update]) == 1
    assert known_since(update[1], [first, update]) == 5


def test_a_changed_figure_is_not_known() -> None:
    old = report("The tram accident in Lindham left 12 people injured on Friday.", 1)
    new = report("The tram accident in Lindham left 15 people injured on Friday.", 2)
    assert known_since(new[0], [old, new]) == 2


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The council will meet on Monday to discuss it.", True),
        ("“We will meet on Monday,” the mayor of Lindham said.", True),
        ("“We will meet on Monday, and then decide on the matter.", False),
        ("Will the council meet on Monday to discuss it?", False),
        ("Too short.", False),
        ("and so the council met on Monday for a debate.", False),
        ("Read more about the council of Lindham here", False),
        (" ".join(["word"] * 80) + ".", False),
    ],
)
def test_can_stand_alone(text: str, whole: bool) -> None:
    assert can_stand_alone(text) is whole


@pytest.mark.parametrize(
    ("text", "language", "whole"),
    [
        ("Ada Kern, Clara Holm, Ivo Brandt, Lena Ortiz, Rolf Hein, Anna Berg.", "en", False),
        ("Bridge Lindham closed cracks pillars council Friday bridge traffic.", "en", False),
        ("Among them were Ada Kern, Clara Holm, Ivo Brandt, Lena Ortiz and Rolf Hein.", "en", True),
        ("Lindham beat Easton twice on Saturday.", "en", True),
        ("Engineers close Lindham bridge, council says.", "en", True),
        (
            "Kaupunginvaltuusto sulki vanhan sillan perjantaina pylväistä löytyneiden halkeamien"
            " vuoksi viikoiksi.",
            "fi",
            True,
        ),
    ],
)
def test_a_list_is_no_sentence(text: str, language: str, whole: bool) -> None:
    assert can_stand_alone(text, language) is whole


@given(st.permutations(range(4)), st.permutations(range(3)))
def test_reading_order_keeps_the_first_pick_and_each_report_s_order(
    first: list[int], second: list[int]
) -> None:
    one, other = report(BRIDGE, 1), report(BRIDGE_AGAIN, 2)
    chosen = [one[n] for n in first] + [other[n] for n in second]
    ordered = in_reading_order(chosen)
    assert ordered[0] is chosen[0]
    assert sorted(ordered, key=id) == sorted(chosen, key=id)
    rest = [s.position for s in ordered[1:] if s.article.id == 2]
    assert rest == sorted(rest)
