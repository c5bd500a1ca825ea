from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.grounding.claims import Found, Material
from bot.grounding.model.asking import Orders, ask_about
from bot.grounding.model.tokens import estimated_tokens
from tests.bot.grounding.model.test_packing import found

NOW = datetime(2023, 9, 17, tzinfo=UTC)
ORDERS = Orders("answer", "en", "English", 3, 20.0, 3000, repair=False)
SENTENCES = [f"Ship {n} of the fleet {n * 'x'} left harbour {n * 'y'} today." for n in range(1, 60)]


def of_story(one: Found, story_id: int) -> Found:
    return Found(one.passage, replace(one.article, story_id=story_id), one.score)


@pytest.mark.parametrize("budget", [500, 800, 1600])
def test_a_request_stays_within_its_budget(budget: int) -> None:
    passages = tuple(found(n, text) for n, text in enumerate(SENTENCES, 1))
    material = Material("which ships left?", NOW, passages, (), 1.0)
    asking = ask_about(material, replace(ORDERS, prompt_tokens=budget), estimated_tokens)
    assert len(asking.sent) > 1
    assert estimated_tokens(asking.system + asking.user) <= budget


def test_a_blank_line_parts_the_stories_of_a_briefing_and_nothing_parts_an_answer() -> None:
    passages = tuple(of_story(found(n, SENTENCES[n]), n // 2) for n in range(2, 6))
    briefing = Material("", NOW, passages, (), 1.0)
    asking = ask_about(briefing, replace(ORDERS, prompt="briefing"), estimated_tokens)
    assert [part.count("<passage ") for part in asking.user.split("\n\n")] == [2, 2]
    answer = ask_about(replace(briefing, question="who?"), ORDERS, estimated_tokens)
    assert "\n\n" not in answer.user
    assert answer.user.count("<passage ") == 4
