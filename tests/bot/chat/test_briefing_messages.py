from __future__ import annotations

from dataclasses import replace

import pytest

from bot.briefings.briefing import Briefing, FeedHealth, Mark
from bot.chat.briefing_messages import briefing_message, told_in
from bot.chat.terminal import render as render_terminal
from bot.chat.told import from_json, to_json
from bot.chat.words.phrases import Phrases
from storage.records import Coverage
from tests.bot.chat.briefing_samples import ITEM, TRAINS, UNTIL, briefing
from tests.bot.chat.samples import COURIER, HERALD, SENTENCE, claim


def shown(made: Briefing) -> str:
    return render_terminal.render(briefing_message(made, 5, Phrases(), UNTIL), 200)


def test_a_briefing_tells_its_stories_with_citations_and_how_it_came() -> None:
    assert shown(briefing(ITEM)) == (
        "north korea · Sunday, 17 September\n\n"
        "1. Kim & Shoigu <talk>\n"
        f"{SENTENCE} [1][2] They left. [2]\n"
        "17 Sep 2023, 06:40 UTC · 2 outlets, 1 origin (Demo Wire): copies of one report, "
        "not two confirmations\n\n"
        "[1] Demo Courier · [2] Demo Herald\n\n"
        "Read 38 feeds, 2 failed · newest article 17 Sep 2023, 06:40 UTC"
    )


def test_one_outlet_alone_is_a_single_source() -> None:
    text = shown(briefing(replace(ITEM, outlets=1)))
    assert "\n17 Sep 2023, 06:40 UTC · a single source (Demo Wire)\n" in text


def test_updates_are_marked_and_what_is_known_is_counted() -> None:
    text = shown(briefing(ITEM, replace(ITEM, mark=Mark.UPDATED), known=3))
    assert "1. Kim & Shoigu <talk> · new\n" in text
    assert "2. Kim & Shoigu <talk> · updated\n" in text
    assert text.endswith("3 stories you know already left out")


def test_two_outlets_with_one_origin_are_copies_only_if_they_print_one_report() -> None:
    item = replace(ITEM, claims=(claim(COURIER, replace(HERALD, copy_of=None)),))
    assert " · 2 outlets, 1 origin (Demo Wire)\n" in shown(briefing(item))


def test_the_day_is_told_with_its_year_where_that_is_not_this_one() -> None:
    later = UNTIL.replace(year=2024)
    message = briefing_message(briefing(ITEM), 5, Phrases(), later)
    assert "Sunday, 17 September 2023" in render_terminal.render(message, 200)


def test_feeds_that_were_not_read_are_not_counted_as_read() -> None:
    unread = shown(briefing(ITEM, feeds=FeedHealth(0, 0)))
    assert "No feed was read in this time · newest" in unread
    assert "Read" not in unread


def test_disagreements_are_said() -> None:
    text = shown(briefing(replace(ITEM, differs=(TRAINS,))))
    said = "Demo Courier has “Wednesday”, Demo Herald “last week”: “They left on Wednesday.”"
    assert f"\nDiffers: {said}\n" in text


def test_old_news_is_labelled_with_its_age() -> None:
    text = shown(briefing(replace(ITEM, when=UNTIL.replace(month=8)), older=True))
    assert "Nothing new in the last 24 hours. The latest before that:" in text
    assert "17 Aug 2023, 08:00 UTC · 31 days ago · " in text


def test_an_undated_report_says_so() -> None:
    assert "no date given, stored 17 Sep 2023 · " in shown(briefing(replace(ITEM, dated=False)))


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (briefing(known=2), "Nothing new: the 2 stories there are, you know already."),
        (briefing(), "I have nothing on this. Searched 2 articles from 17 Sep 2023."),
        (
            briefing(searched=Coverage(0, None, None)),
            "I have nothing on this. Searched 0 articles.",
        ),
        (briefing(ITEM, topic=""), "All news · Sunday"),
        (briefing(ITEM, late=True), "This comes late"),
        (briefing(ITEM, unconfirmed=2), "2 earlier briefings may not have reached you."),
        (briefing(ITEM, notes=("A note.",)), "A note.\n"),
    ],
)
def test_what_a_reader_should_know(made: Briefing, said: str) -> None:
    assert said in shown(made)


def test_without_stories_there_are_no_sources_to_show() -> None:
    assert briefing_message(briefing(), 5, Phrases(), UNTIL).buttons == ()


def test_what_was_told_is_kept() -> None:
    kept = told_in(briefing(ITEM))
    assert from_json(to_json(kept)) == kept
    assert kept.standalone == "north korea"
    assert [sentence.numbers for sentence in kept.sentences] == [(1, 2), (2,)]
