from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefings.topics import EVERYTHING, Phrase, Query, matches, parse_topic
from bot.errors import UsageError
from bot.text.words import terms


def loose(*words: str) -> Phrase:
    return Phrase(words, exact=False)


def exact(*words: str) -> Phrase:
    return Phrase(words, exact=True)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("North Korea", Query(((loose("North", "Korea"),),))),
        ("bitcoin AND regulation", Query(((loose("bitcoin"), loose("regulation")),))),
        ("fire OR flood", Query(((loose("fire"),), (loose("flood"),)))),
        ("a fire AND spain OR flood", Query(((loose("fire"), loose("spain")), (loose("flood"),)))),
        ('"bank of England" rates', Query(((exact("bank", "of", "England"), loose("rates")),))),
        ("jaguar -football", Query(((loose("jaguar"),),), (exact("football"),))),
        ('jaguar NOT "super bowl"', Query(((loose("jaguar"),),), (exact("super", "bowl"),))),
        ("COVID-19", Query(((exact("COVID", "19"),),))),
        ("„Deutsche Bahn“", Query(((exact("Deutsche", "Bahn"),),))),
        ("AND bitcoin OR", Query(((loose("bitcoin"),),))),
    ],
)
def test_reads(text: str, query: Query) -> None:
    assert parse_topic(text).query == query


def test_nothing_means_everything() -> None:
    assert parse_topic("  \u200b ") == EVERYTHING
    assert EVERYTHING.key == ""


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("word " * 500, "500 words"),
        ("x" * 201, "201 characters"),
        ("the and of it", "only words that stand in every article"),
        ("?!...", "no words"),
        ("-football", "no words"),
        ('AND OR NOT ( " : * ^', "no words"),
        ('"the of"', "only words"),
        ("(fire OR flood) AND spain", "parentheses"),
    ],
)
def test_refuses_with_what_is_wrong(text: str, part: str) -> None:
    with pytest.raises(UsageError, match=part):
        parse_topic(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Korea", "north korea"),
        ("fire OR flood", "Flood OR fire"),
        ("the  north korea", "north korea"),
    ],
)
def test_those_who_mean_the_same_share_a_key(one: str, other: str) -> None:
    assert parse_topic(one).key == parse_topic(other).key


def test_keys_tell_loose_words_from_phrases() -> None:
    keys = {parse_topic(t).key for t in ("north korea", '"north korea"', "north AND korea")}
    assert len(keys) == 3


TEXT = "The central bank raised interest rates again, and regulators warned of bitcoin losses."


@pytest.mark.parametrize(
    ("topic", "fits"),
    [
        ("interest rate", True),
        ("interest AND bitcoin", True),
        ("interest AND ethereum", False),
        ("ethereum OR bitcoin", True),
        ('"interest rates"', True),
        ('"rates interest"', False),
        ("bitcoin -regulators", False),
        ("bitcoin -football", True),
        ("raised bitcoin interest wages", True),  # three of four
        ("raised wages interest", False),
        ("", True),
    ],
)
def test_matches(topic: str, fits: bool) -> None:
    assert matches(parse_topic(topic).query, terms(TEXT), "en") is fits


def test_words_are_compared_in_the_article_s_language() -> None:
    german = terms("Die Zinsen der Banken steigen", "de")
    assert matches(parse_topic("Zinsen Bank", "de").query, german, "de")


@given(st.text(max_size=200))
def test_any_text_is_read_the_same_way_again_or_refused(text: str) -> None:
    try:
        topic = parse_topic(text)
    except UsageError:
        return
    assert parse_topic(topic.name) == topic
    assert isinstance(matches(topic.query, terms(text), "en"), bool)
