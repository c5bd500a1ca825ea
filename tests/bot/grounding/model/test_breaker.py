from datetime import UTC, datetime, timedelta

import pytest

from bot.grounding.model.breaker import FAILURES, LONGEST_REST, Breaker, breaker_from

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def after(failures, now=NOON):
    breaker = Breaker()
    for _ in range(failures):
        breaker = breaker.failed("away", now)
    return breaker


def test_the_third_failure_in_a_row_opens_it():
    assert not after(FAILURES - 1).rests(NOON)
    assert after(FAILURES).rests(NOON)
    assert not after(FAILURES).rests(NOON + timedelta(minutes=1))


def test_the_rest_grows_to_its_limit():
    assert after(FAILURES + 1).rests(NOON + timedelta(seconds=90))
    assert after(1000).rests_until == NOON + LONGEST_REST


def test_a_clock_set_back_does_not_lengthen_the_rest():
    assert not after(FAILURES).rests(NOON - timedelta(days=1))


@pytest.mark.parametrize("failures", [0, 1, FAILURES, 20])
def test_a_restart_keeps_it(failures):
    assert breaker_from(after(failures).to_text()) == after(failures)


@pytest.mark.parametrize("text", [None, "", "nonsense", "[]", '{"failures": "x"}', "3"])
def test_what_is_no_state_means_no_failures(text):
    assert breaker_from(text) == Breaker()
