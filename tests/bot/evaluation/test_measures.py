import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.measures import (
    auroc,
    balanced_accuracy,
    bcubed,
    holds_answer,
    pairwise,
    right_pairs,
    share,
)


def test_shares():
    assert share([True, False, True, True]) == 0.75
    assert math.isnan(share([]))


def test_balanced_accuracy_counts_both_sides_alike():
    assert balanced_accuracy([True, True, True, False], [True, True, True, True]) == 0.5
    assert balanced_accuracy([True, False], [True, False]) == 1.0


def test_auroc():
    assert auroc([True, False], [0.9, 0.1]) == 1.0
    assert auroc([True, False], [0.5, 0.5]) == 0.5
    assert auroc([True, True, False, False], [0.9, 0.2, 0.3, 0.1]) == 0.75
    assert math.isnan(auroc([True], [0.5]))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=30))
def test_auroc_is_the_share_of_pairs_in_order(cases):
    gold, scores = [true for true, _ in cases], [float(score) for _, score in cases]
    pairs = [
        (t, f)
        for t, is_t in zip(scores, gold, strict=True)
        if is_t
        for f, is_f in zip(scores, gold, strict=True)
        if not is_f
    ]
    if pairs:
        wins = sum((t > f) + (t == f) / 2 for t, f in pairs)
        assert auroc(gold, scores) == pytest.approx(wins / len(pairs))


def test_right_pairs_compare_within_a_group():
    groups, gold = ["a", "a", "b", "b"], [True, False, True, False]
    assert right_pairs(groups, gold, [0.9, 0.1, 0.2, 0.2]) == 0.75


def test_groupings():
    assert bcubed("aabb", "aabb")[0] == pairwise("aabb", "aabb")[0] == 1.0
    assert bcubed("aabb", "aaaa") == pytest.approx((2 / 3, 0.5, 1.0))
    assert pairwise("aabb", "abcd")[0] == 0.0


@pytest.mark.parametrize(
    ("sentences", "answers", "held"),
    [
        (["It was the “Open” service."], ["open"], True),
        (["It rained."], ["a rain"], False),
        (["Nothing.", "63 days passed."], ["63", "sixty-three"], True),
        (["word " * 45 + "late"], ["late"], False),
        (["anything"], ["the"], False),
    ],
)
def test_where_an_answer_stands(sentences, answers, held):
    assert holds_answer(sentences, answers) is held
