from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.briefings.gathering import READ_REPORTS, READ_STORIES, Gathered, Gatherer
from bot.briefings.slots import Window
from bot.briefings.topics import parse_topic
from storage.archive import Archive
from storage.index import SearchIndex
from tests.bot.briefings.samples import HARVEST, NOW, TOWN, News, store

DAY = Window(NOW - timedelta(hours=24), NOW)


@pytest.fixture
def gatherer(archive: Archive, index: SearchIndex) -> Gatherer:
    return Gatherer(archive, index)


async def gather(gatherer: Gatherer, archive: Archive, index: SearchIndex, topic: str) -> Gathered:
    await index.catch_up(archive)
    return await gatherer.gather(parse_topic(topic).query, DAY)


async def test_what_is_about_the_topic_not_what_mentions_it(
    gatherer: Gatherer, archive: Archive, index: SearchIndex
) -> None:
    far_down = " ".join(["The growers wait for rain and for better prices this year."] * 8)
    passing = News("passing", "passing", "A dry year", f"{far_down} A bridge is closed.")
    stored = await store(archive, [*TOWN, passing])
    gathered = await gather(gatherer, archive, index, "bridge")
    assert [story.story_id for story in gathered.stories] == [stored["bridge"].story_id]
    only = await gather(gatherer, archive, index, "rain")
    assert [story.story_id for story in only.stories] == [stored["passing"].story_id]


async def test_reports_are_read_one_an_origin_in_turn(
    gatherer: Gatherer, archive: Archive, index: SearchIndex
) -> None:
    copies = [
        replace(TOWN[2], name=f"copy{n}", outlet=f"Copy {n}", origin="wire") for n in range(9)
    ]
    own = News("own", "harvest", "Few apples", HARVEST, outlet="Demo Post")
    stored = await store(archive, [*copies, own])
    (story,) = (await gather(gatherer, archive, index, "")).stories
    assert len(story.articles) == 10
    assert len(story.reports) == READ_REPORTS
    assert stored["own"].id in {report[0].article.id for report in story.reports[:2]}


async def test_earlier_reports_are_read_for_what_was_known(
    gatherer: Gatherer, archive: Archive, index: SearchIndex
) -> None:
    old = replace(TOWN[0], published=NOW - timedelta(days=2))
    stored = await store(archive, [old, TOWN[1]])
    (story,) = (await gather(gatherer, archive, index, "")).stories
    assert [article.id for article in story.articles] == [stored["bridge-again"].id]
    assert [report[0].article.id for report in story.earlier] == [stored["bridge"].id]


async def test_says_what_it_looked_through(
    gatherer: Gatherer, archive: Archive, index: SearchIndex
) -> None:
    await store(archive, [*TOWN, replace(TOWN[0], name="old", published=NOW - timedelta(days=9))])
    gathered = await gather(gatherer, archive, index, "harvest")
    assert (gathered.older, gathered.searched.articles) == (False, 4)
    assert gathered.searched.last == NOW - timedelta(hours=2)
    nothing = await gather(gatherer, archive, index, "volcano")
    assert (nothing.stories, nothing.searched.articles) == ((), 5)


def stuffed(n: int, topic: str) -> News:
    names = f"Easton, Port Vale, {topic.capitalize()}, Clara Holm, Rolf Hein, Ivo Brandt."
    text = f"A garden chair number {n} costs 40 crowns at the barn in Millrow. {names}"
    return News(f"stuffed{n}", f"stuffed{n}", f"{topic} today", text, f"Barn {n}", published=NOW)


async def test_a_crowd_of_stuffed_articles_does_not_hide_a_report(
    gatherer: Gatherer, archive: Archive, index: SearchIndex
) -> None:
    crowd = [stuffed(n, "harvest") for n in range(READ_STORIES + 2)]
    stored = await store(archive, [TOWN[2], *crowd])
    gathered = await gather(gatherer, archive, index, "harvest")
    assert [story.story_id for story in gathered.stories] == [stored["harvest"].story_id]


async def test_the_latest_reports_are_told_where_the_window_holds_only_stuffed_ones(
    gatherer: Gatherer, archive: Archive, index: SearchIndex
) -> None:
    old = replace(TOWN[2], published=NOW - timedelta(days=9))
    stored = await store(archive, [old, stuffed(1, "harvest")])
    gathered = await gather(gatherer, archive, index, "harvest")
    assert gathered.older
    assert [story.story_id for story in gathered.stories] == [stored["harvest"].story_id]


async def test_nothing_is_told_where_there_are_only_stuffed_articles(
    gatherer: Gatherer, archive: Archive, index: SearchIndex
) -> None:
    await store(archive, [stuffed(1, "volcano")])
    gathered = await gather(gatherer, archive, index, "volcano")
    assert (gathered.stories, gathered.older) == ((), False)
