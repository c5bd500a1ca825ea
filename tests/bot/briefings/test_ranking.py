from __future__ import annotations

from datetime import timedelta

from bot.briefings.fit import LEAD, TITLE
from bot.briefings.ranking import newest, origins, outlets, rank
from storage.records import Article, Story
from tests.bot.briefings.samples import NOW, article


def story(id_: int, *articles: Article) -> Story:
    return Story(id_, "A story", articles)


def order(*stories: tuple[Story, float]) -> list[int]:
    return [one.story.id for one in rank(stories, NOW)]


def test_independent_origins_weigh_more_than_reprints() -> None:
    reprinted = story(1, *(article(n, origin_id=1) for n in range(1, 6)))
    independent = story(2, *(article(n) for n in range(11, 14)))
    assert order((reprinted, 1.0), (independent, 1.0)) == [2, 1]


def test_newer_comes_first_among_equals() -> None:
    old = story(1, article(1, published=NOW - timedelta(hours=20)))
    new = story(2, article(2, published=NOW - timedelta(hours=1)))
    assert order((old, 1.0), (new, 1.0)) == [2, 1]


def test_a_large_story_of_the_morning_stays_before_a_small_new_one() -> None:
    large = story(1, *(article(n, published=NOW - timedelta(hours=12)) for n in range(1, 9)))
    small = story(2, article(20, published=NOW))
    assert order((small, 1.0), (large, 1.0)) == [1, 2]


def test_what_fits_the_topic_comes_first_among_equals() -> None:
    assert order((story(1, article(1)), 0.3), (story(2, article(2)), 1.0)) == [2, 1]


def test_fit_alone_does_not_bring_one_origin_before_several() -> None:
    alone = story(1, article(1, published=NOW))
    several = story(2, *(article(n, published=NOW) for n in (2, 3, 4)))
    assert order((alone, TITLE), (several, LEAD)) == [2, 1]


def test_old_stories_are_still_told_apart() -> None:
    years = [story(n, article(n, published=NOW - timedelta(days=365 * n))) for n in (1, 2, 3)]
    assert order(*((one, 1.0) for one in years)) == [1, 2, 3]


def test_an_unknown_outlet_counts_by_its_source() -> None:
    files = [article(n, outlet=None, source=f"file{n}", origin_id=1) for n in (1, 2)]
    assert outlets(files) == 2
    assert origins(files) == 1


def test_undated_articles_count_by_stored_time() -> None:
    assert newest(story(1, article(1, published=None, stored=NOW))) == NOW
