from collections.abc import Sequence
from datetime import timedelta

from bot.grounding.retrieve import KEPT, PER_ARTICLE, choose, place, rarity, strength
from storage.records import Hit, PassageKind
from tests.bot.grounding.stored import SUNDAY, article, passage

NOW = int(SUNDAY.timestamp())
NONE: frozenset[int] = frozenset()


class Counts:
    size = 100

    def search(self, terms: Sequence[tuple[str, float]], limit: int, **_: object) -> list[Hit]:
        return []

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        return {"common": 90, "rare": 1, "unknown": 0}


def test_the_newer_of_two_equal_hits_comes_first() -> None:
    old, new = Hit(1, 1, 5.0, NOW - 90 * 86_400), Hit(2, 2, 5.0, NOW)
    assert [hit.passage_id for hit in choose([old, new], SUNDAY, NONE)] == [2, 1]


def test_a_much_better_old_hit_stays_first() -> None:
    old, new = Hit(1, 1, 9.0, NOW - 90 * 86_400), Hit(2, 2, 4.0, NOW)
    assert choose([old, new], SUNDAY, NONE)[0].passage_id == 1


def test_one_article_does_not_take_all_places() -> None:
    hits = [Hit(n, 1, 9.0, NOW) for n in range(10)] + [Hit(20, 2, 1.0, NOW)]
    chosen = choose(hits, SUNDAY, NONE)
    assert [hit.article_id for hit in chosen] == [1] * PER_ARTICLE + [2]


def test_no_more_are_kept_than_can_be_read() -> None:
    assert len(choose([Hit(n, n, 1.0, None) for n in range(99)], SUNDAY, NONE)) == KEPT


def test_articles_that_are_talked_about_come_first() -> None:
    hits = [Hit(1, 1, 5.0, NOW), Hit(2, 2, 4.5, NOW)]
    assert choose(hits, SUNDAY, frozenset({2}))[0].article_id == 2


def test_a_passage_comes_with_the_sentences_around_it() -> None:
    parts = [
        passage("One.", "Two.", number=1, position=0),
        passage("Three.", number=2, position=1),
        passage("Four.", "Five.", number=3, position=2),
    ]
    found = place([Hit(2, 1, 1.0)], parts, {1: article()})
    assert [(each.before, each.passage.text, each.after) for each in found] == [
        ("Two.", "Three.", "Four.")
    ]


def test_captions_rank_lower_and_have_no_part_in_the_body() -> None:
    body = passage("Rain fell on Oslo.", number=1)
    caption = passage("Rain in Oslo.", number=2, position=1, kind=PassageKind.CAPTION)
    found = place([Hit(2, 1, 1.1), Hit(1, 1, 1.0)], [body, caption], {1: article()})
    assert [each.passage.id for each in found] == [1, 2]
    assert found[1].before == ""


def test_what_was_deleted_meanwhile_is_left_out() -> None:
    assert place([Hit(1, 1, 1.0), Hit(2, 7, 1.0)], [passage("Rain.", number=2)], {}) == []


def test_rare_terms_weigh_more() -> None:
    weights = rarity(["common", "rare", "unknown"], Counts())
    for each in (weights.counted, weights.smoothed):
        assert each["unknown"] > each["rare"] > each["common"] > 0


def test_a_small_archive_makes_no_word_much_rarer_than_another() -> None:
    weights = rarity(["common", "rare"], Counts())
    ratio = weights.counted["rare"] / weights.counted["common"]
    assert weights.smoothed["rare"] / weights.smoothed["common"] < ratio


def test_strength_is_relative_to_what_was_asked() -> None:
    weights, counted = {"rare": 1.0, "common": 0.5}, {"rare": 4.0, "common": 2.0}
    assert strength([Hit(1, 1, 5.0)], weights, counted) == 1.0
    assert strength([], weights, counted) == 0.0
    assert strength([Hit(1, 1, 5.0)], {}, {}) == 0.0


def test_the_age_of_an_old_hit_is_bounded() -> None:
    ancient = Hit(1, 1, 8.0, int((SUNDAY - timedelta(days=9000)).timestamp()))
    assert choose([ancient], SUNDAY, NONE)[0].score == 4.0
