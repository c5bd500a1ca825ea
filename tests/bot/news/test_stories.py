from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.stories import (
    NAME,
    NUMBER,
    SHARES,
    WORD,
    Decision,
    Frequencies,
    Member,
    Telling,
    compared,
    decide,
    features,
    likeness,
    most_telling,
    nearest_stories,
    product,
    vector,
)

NONE = Telling(Frequencies(100, {}))
DAY = datetime(2026, 11, 20, tzinfo=UTC)


def member(id_: int, story: int | None, text: str, published: datetime | None = None) -> Member:
    return Member(id_, story, vector(compared(features("", text)), NONE), published)


QUAKE = "In Lisbon a quake of 6.1 destroyed houses, and Mayor Costa asked for help."
QUAKE_AGAIN = "Help came to Lisbon after the quake of 6.1; Mayor Costa thanked the crews."
OTHER_QUAKE = "In Osaka a quake of 5.4 shook houses, and Governor Tanaka asked for calm."
STRIKE = "In Paris train drivers went on strike over pay, their union leader Blanc said."


def test_names_and_numbers_are_features_of_their_own() -> None:
    found = features("Quake in Lisbon", "Houses fell in 1,000 places. Houses in Lisbon fell.")
    assert NAME + "lisbon" in found
    assert NUMBER + "1000" in found
    assert NAME + "hous" not in found, "the start of a sentence makes no name"
    assert "in" not in found
    assert found["hous"] > 0


@given(
    st.dictionaries(st.sampled_from(["oslo", "quake", "^oslo", "^berg", "#6", "#7"]), st.just(0.4))
)
def test_words_names_and_numbers_count_by_their_shares(said: dict[str, float]) -> None:
    own = vector(compared(said), NONE)
    assert own.keys() == said.keys()
    marks = {feature[0] if feature[0] in SHARES else WORD for feature in said}
    shares = sum(SHARES[mark] for mark in marks) / sum(SHARES.values())
    assert product(own, own) == pytest.approx(shares)


def test_only_what_tells_most_is_compared_and_nothing_that_tells_nothing() -> None:
    telling = Telling(Frequencies(9, {"everywhere": 20}))
    said = {"everywhere": 0.9, **{f"word{number}": 0.5 for number in range(9)}}
    assert list(vector(compared(said, most=4), telling)) == ["word0", "word1", "word2"]


def test_rare_features_tell_more_than_common_ones() -> None:
    telling = Telling(Frequencies(1000, {"polic": 900, "lisbon": 3}))
    assert telling["lisbon"] > telling["polic"] > 0
    assert most_telling({"polic": 0.9, "lisbon": 0.4}, telling) == ["lisbon", "polic"]


def test_likeness_is_one_for_the_same_and_none_without_anything_in_common() -> None:
    one = member(1, None, QUAKE)
    assert abs(likeness(one, one) - 1.0) < 1e-6
    assert likeness(one, member(2, None, "Nothing whatsoever")) == 0.0


def test_article_joins_the_story_it_is_most_like() -> None:
    known = [member(1, 10, QUAKE), member(2, 20, OTHER_QUAKE), member(3, 30, STRIKE)]
    assert decide(member(4, None, QUAKE_AGAIN), known) == Decision(10, {})


def test_lookalike_event_opens_a_story_of_its_own() -> None:
    known = [member(1, 10, QUAKE), member(2, 10, QUAKE_AGAIN)]
    assert decide(member(3, None, OTHER_QUAKE), known).story is None


def test_neighbour_in_the_wrong_story_moves() -> None:
    known = [member(1, 10, QUAKE), member(2, 20, STRIKE), member(3, 20, QUAKE_AGAIN)]
    assert decide(member(4, None, QUAKE), known) == Decision(10, {3: 10})


def test_reports_of_other_days_are_less_alike() -> None:
    now = member(1, None, QUAKE, DAY)
    near = likeness(now, member(2, None, QUAKE, DAY - timedelta(days=1)))
    far = likeness(now, member(3, None, QUAKE, DAY - timedelta(days=400)))
    assert far < near == likeness(now, member(4, None, QUAKE))


def test_nearest_stories_come_in_order_and_once() -> None:
    known = [member(1, 10, QUAKE_AGAIN), member(2, 20, QUAKE), member(3, 20, QUAKE_AGAIN)]
    assert nearest_stories(member(4, None, QUAKE), known) == [20, 10]


def test_stories_of_which_nothing_is_like_are_not_considered() -> None:
    known = [member(1, 10, STRIKE), member(2, 20, QUAKE)]
    assert nearest_stories(member(3, None, QUAKE_AGAIN), known) == [20]


TEXTS = ["Lisbon", "quake", "6.1", "Osaka", "mayor", "strike", "Paris"]
texts = st.lists(st.sampled_from(TEXTS)).map(" ".join)


@given(texts, st.lists(st.tuples(st.integers(1, 3), texts), max_size=6))
def test_decisions_stay_among_known_stories(text: str, stored: list[tuple[int, str]]) -> None:
    known = [member(n, story * 10, said) for n, (story, said) in enumerate(stored, 1)]
    decision = decide(member(99, None, text), known)
    stories = {m.story for m in known}
    assert decision.story is None or decision.story in stories
    assert set(decision.moves) <= {m.id for m in known}
    assert set(decision.moves.values()) <= stories | {None}


# Two trials of one kind of person, told in own words: what differs is in half of the reports each.
_TRIAL = "A jury heard that mayor {who} of {town} took {sum} from the builder {firm}."
_FIRST = {"who": "Ines Calder", "town": "Brackwater", "sum": "40,000 crowns", "firm": "Holm Works"}
_SECOND = {"who": "Piet Vanloon", "town": "Osterdam", "sum": "9,500 florins", "firm": "Kade Groep"}
_MORE = (
    "Judge and jury heard a clerk of {town}, who saw {who} with the builder {firm}.",
    "The builder {firm} paid {sum}, the jury in the trial of mayor {who} was told.",
    "In {town} the jury asked how {sum} of the builder {firm} came to the mayor.",
)


def _reports(event: dict[str, str]) -> list[str]:
    return [pattern.format(**event) for pattern in (_TRIAL, *_MORE)]


def test_trials_of_two_people_that_came_into_one_story_part() -> None:
    first, second = _reports(_FIRST), _reports(_SECOND)
    known = [member(n, 10, text) for n, text in enumerate([*first, *second[:3]], 1)]
    decision = decide(member(99, None, second[3]), known)
    leaving = set(decision.apart) or set(decision.moves)
    assert leaving in ({5, 6, 7}, {1, 2, 3, 4})


def test_newcomer_in_the_smaller_part_takes_it_along_to_its_new_story() -> None:
    first, second = _reports(_FIRST), _reports(_SECOND)
    known = [member(n, 10, text) for n, text in enumerate([*first, *second[:2]], 1)]
    decision = decide(member(99, None, second[3]), known)
    assert decision == Decision(None, {5: None, 6: None})


def test_newcomer_in_the_larger_part_leaves_the_smaller_one_apart() -> None:
    first, second = _reports(_FIRST), _reports(_SECOND)
    known = [member(n, 10, text) for n, text in enumerate([*first[:3], *second[:3]], 1)]
    decision = decide(member(99, None, first[3]), known)
    assert decision == Decision(10, {}, frozenset({4, 5, 6}))


def test_follow_up_of_months_later_joins_the_story_of_its_event() -> None:
    known = [member(1, 10, QUAKE, DAY), member(2, 20, STRIKE, DAY)]
    later = member(3, None, QUAKE_AGAIN, DAY + timedelta(days=150))
    assert decide(later, known).story == 10


def test_story_is_as_near_in_time_as_its_nearest_article() -> None:
    old = [member(n, 10, QUAKE, DAY - timedelta(days=900)) for n in (1, 2, 3)]
    rival = member(5, 20, QUAKE, DAY - timedelta(days=900))
    newcomer = member(9, None, QUAKE, DAY)
    assert decide(newcomer, [*old, member(4, 10, QUAKE, DAY), rival]).story == 10
