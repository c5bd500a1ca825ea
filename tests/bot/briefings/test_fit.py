from __future__ import annotations

import pytest

from bot.briefings.fit import ABOUT, LEAD, TEXT, TITLE, greeted_fit, title_fit, told_fit
from bot.briefings.statements import Statement
from bot.briefings.telling import StoryReports
from bot.briefings.topics import EVERYTHING, parse_topic
from tests.bot.briefings.samples import BRIDGE, HARVEST, article, report

NAMES = "Lindham, Easton, Ada Kern, Clara Holm, Ivo Brandt, bridge, Port Vale, Rolf Hein, harbour."


def fit(topic: str, *reports: tuple[Statement, ...]) -> float:
    query = parse_topic(topic).query
    articles = tuple(one[0].article for one in reports)
    by_titles = max(title_fit(query, one) for one in articles)
    return told_fit(query, StoryReports(1, articles, reports), by_titles)


def test_title_and_text_that_name_the_topic_fit_whole() -> None:
    assert fit("bridge", report(BRIDGE, title="Cracks close a bridge")) == TITLE


def test_first_sentences_alone_are_about_the_topic() -> None:
    assert ABOUT <= fit("bridge", report(BRIDGE, title="Cracks found")) == LEAD < TITLE


def test_a_passing_mention_is_not_about_the_topic() -> None:
    text = f"{HARVEST} {HARVEST} The bridge to the orchards is closed for lorries."
    assert fit("bridge", report(text, title="A small harvest")) == TEXT < ABOUT


@pytest.mark.parametrize("times", [1, 3, 20])
def test_saying_the_topic_more_often_fits_no_better(times: int) -> None:
    text = " ".join(["The old bridge in Lindham was closed on Friday by the council."] * times)
    assert fit("bridge", report(text, title="Bridge closed")) == TITLE


def test_a_title_that_its_text_does_not_bear_out_does_not_fit() -> None:
    assert fit("bridge", report(HARVEST, title="Bridge today: bridge news")) == 0.0


@pytest.mark.parametrize(
    "heap",
    [
        NAMES,
        "Bridge Lindham closed cracks pillars council Friday bridge traffic.",
        "Is the old bridge in Lindham still closed this week?",
        "Read all about the old bridge in Lindham at once.",
        "The bridge bridge bridge bridge bridge bridge bridge bridge bridge was closed.",
    ],
)
def test_what_is_no_sentence_to_show_bears_nothing_out(heap: str) -> None:
    text = f"{HARVEST}\n\n{heap}"
    assert fit("bridge", report(text, title="Bridge today")) == 0.0


def test_half_of_the_words_bear_out_a_title_that_holds_them_all() -> None:
    text = "The contest was won by the Lindham choir on Saturday, the judges said."
    titled = report(text, title="Lindham wins Harbour Song Contest")
    assert fit("Lindham Song Contest", titled) == TITLE
    assert fit("Lindham Song Contest", report(text, title="Choir wins")) == 0.0


def test_common_words_of_a_phrase_bear_nothing_out() -> None:
    assert fit('"House of the Rings"', report(HARVEST, title="House of the Rings today")) == 0.0


def test_words_may_be_spread_over_sentences() -> None:
    text = (
        "The council closed the bridge on Friday after a storm. Ada Kern promised repairs by May."
    )
    assert fit("bridge AND repairs", report(text, title="A storm")) == LEAD


def test_either_side_of_a_topic_bears_it_out() -> None:
    assert fit("volcano OR bridge", report(BRIDGE, title="Bridge closed")) == TITLE


def test_one_report_that_bears_the_topic_out_is_enough_for_the_story() -> None:
    stuffed = report(f"{HARVEST}\n\n{NAMES}", 1, title="Bridge today")
    assert fit("bridge", stuffed, report(BRIDGE, 2, title="Bridge closed")) == TITLE


def test_everything_fits_where_no_words_are_wanted() -> None:
    titled = article(1, title="Apples")
    assert title_fit(EVERYTHING.query, titled) == TITLE
    assert fit("", report(NAMES, title="Names")) == TITLE


def test_a_story_without_sentences_does_not_fit_a_topic() -> None:
    assert told_fit(parse_topic("bridge").query, StoryReports(1, (article(1),), ()), TITLE) == 0.0


def test_a_live_page_fits_by_what_it_greets_its_readers_with() -> None:
    query = parse_topic("old bridge").query
    greeting = "10:00 GMT Welcome to our live coverage of the vote on the old bridge in Lindham."
    live = report(f"{HARVEST}\n\n{greeting}", title="Live: the bridge vote")
    other = report(f"{HARVEST}\n\n{greeting}", title="A small harvest")
    heap = report(f"{HARVEST}\n\n{NAMES}", title="Bridge today")
    fits = [greeted_fit(query, StoryReports(1, (r[0].article,), (r,)), 0.0) for r in (live, other)]
    assert fits == [TEXT, 0.0]
    assert greeted_fit(parse_topic("bridge").query, StoryReports(1, (), (heap,)), 1.0) == 0.0
