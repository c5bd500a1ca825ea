from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.news.parting import FEWEST, parts

COMMON = ["blaze", "warehouse", "grocer", "crews", "roof"]


def vector(*features: str) -> dict[str, float]:
    return dict.fromkeys([*COMMON, *features], 0.3)


NORTH = [
    vector("ashby", "monday", "holt", "sixty"),
    vector("ashby", "monday", "holt", "canal"),
    vector("ashby", "holt", "sixty", "canal"),
]
SOUTH = [
    vector("dunmore", "friday", "reyes", "quarry"),
    vector("dunmore", "friday", "reyes", "tram"),
    vector("dunmore", "reyes", "quarry", "tram"),
]


def test_two_events_that_share_their_common_words_part() -> None:
    found = parts([NORTH[0], SOUTH[0], NORTH[1], SOUTH[1], SOUTH[2], NORTH[2]])
    assert found is not None
    assert sorted(map(sorted, found)) == [[0, 2, 5], [1, 3, 4]]


def test_one_event_of_which_each_report_picks_its_details_stays() -> None:
    details = ["ashby", "monday", "holt", "sixty", "canal", "smoke"]
    reports = [vector(*details[:at], *details[at + 2 :]) for at in range(5)]
    assert parts([*reports, vector(*details[1:5])]) is None


def test_part_of_fewer_than_three_stays() -> None:
    assert parts([*NORTH, *NORTH, *SOUTH[:2]]) is None
    assert parts([*NORTH[:2], *SOUTH]) is None


def test_articles_without_anything_in_common_or_all_in_common_stay() -> None:
    assert parts([{f"own{n}": 1.0} for n in range(8)]) is None
    assert parts([vector()] * 8) is None


vectors = st.lists(
    st.dictionaries(st.sampled_from("abcdefghij"), st.floats(0.01, 1.0), max_size=6), max_size=13
)


@given(vectors)
def test_parts_hold_every_article_once(given_vectors: list[dict[str, float]]) -> None:
    found = parts(given_vectors)
    if found is not None:
        one, other = found
        assert sorted(one + other) == list(range(len(given_vectors)))
        assert min(len(one), len(other)) >= FEWEST
