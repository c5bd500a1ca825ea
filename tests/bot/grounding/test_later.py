from __future__ import annotations

from datetime import timedelta

from bot.grounding.claims import Candidate, Found
from bot.grounding.later import with_later, with_restrictions
from bot.grounding.presentation import Showable, showable
from tests.bot.grounding.stored import SUNDAY, article, passage

PLAN = "Boatbuilder Marsten plans to sell its yard in Lindham, the Courier reported."
DENIAL = "Boatbuilder Marsten said that it would not sell its yard in Lindham."
ASIDE = "Boatbuilder Marsten employs 90 people in Lindham."
FURTHER = "Boatbuilder Marsten was founded in Lindham in 1921."


def candidate(number: int, text: str, score: float, *, dated: bool = True) -> Candidate:
    when = SUNDAY + timedelta(days=number) if dated else None
    found = Found(
        passage(text, number=number, article_id=number), article(number, published=when), 1
    )
    return Candidate(found, 0, len(text), score)


def shown(*candidates: Candidate) -> list[Showable]:
    ready = [showable(each) for each in candidates]
    return [each for each in ready if each is not None]


def texts(sentences: list[Showable]) -> list[str]:
    return [each.text for each in sentences]


def test_what_takes_it_back_comes_right_after_it_and_the_weakest_gives_way() -> None:
    plan, aside, further = candidate(1, PLAN, 5), candidate(1, ASIDE, 3), candidate(1, FURTHER, 4)
    denial = candidate(2, DENIAL, 0)
    told = with_later(shown(plan, aside, further), [plan, aside, further, denial])
    assert texts(told) == [PLAN, DENIAL, FURTHER]


def test_what_is_chosen_already_is_moved_up_and_nothing_is_left_out() -> None:
    plan, aside, denial = candidate(1, PLAN, 5), candidate(1, ASIDE, 4), candidate(2, DENIAL, 3)
    told = with_later(shown(plan, aside, denial), [plan, aside, denial])
    assert texts(told) == [PLAN, DENIAL, ASIDE]


def test_what_opens_with_the_newer_stays_as_it_is() -> None:
    plan, denial = candidate(1, PLAN, 4), candidate(2, DENIAL, 5)
    assert texts(with_later(shown(denial, plan), [denial, plan])) == [DENIAL, PLAN]


def test_of_several_the_newest_is_shown() -> None:
    plan, denial = candidate(1, PLAN, 5), candidate(2, DENIAL, 3)
    newest = candidate(3, "Boatbuilder Marsten will not sell its yard in Lindham.", 1)
    told = with_later(shown(plan), [plan, denial, newest])
    assert texts(told) == [PLAN, newest.text]


def test_where_nothing_is_dated_nothing_changes() -> None:
    plan, denial = candidate(1, PLAN, 5, dated=False), candidate(2, DENIAL, 1)
    assert texts(with_later(shown(plan), [plan, denial])) == [PLAN]


def test_what_restricts_a_quotation_comes_with_it_and_the_weakest_gives_way() -> None:
    promise, condition = (
        "“We will build a bridge,” Anna Berg said.",
        "“But only if it pays,” she added.",
    )
    found = Found(passage(promise, condition, number=1), article(1), 1.0)
    quoted = Candidate(found, *found.passage.sentences[0], 5)
    chosen = shown(quoted, candidate(2, ASIDE, 3), candidate(3, FURTHER, 4))
    assert texts(with_restrictions(chosen)) == [promise, condition, FURTHER]


def test_what_only_goes_on_is_not_added() -> None:
    promise, more = "“We will build a bridge,” Anna Berg said.", "“It will pay,” she added."
    found = Found(passage(promise, more, number=1), article(1), 1.0)
    chosen = shown(Candidate(found, *found.passage.sentences[0], 5))
    assert texts(with_restrictions(chosen)) == [promise]
