"""How long a person on Telegram waits at most, whatever the model does: seen by the Bot API."""

from __future__ import annotations

import asyncio

import pytest

from tests.acceptance.person import ME
from tests.acceptance.running import Dateline
from tests.acceptance.test_model import DEADLINE, FAULTS, GRACE, QUESTION, QUOTE, TRUE
from tests.fakes.botapi import BotApi, Sent
from tests.fakes.model import FakeModel, sentences

PRIVATE, GROUP = 1, -100
FOLLOW_UP = "when did he do that?"


async def seconds_until_answered(api: BotApi, chat_id: int, text: str) -> tuple[float, Sent]:
    """How long it takes from the question to the words that answer it, and their message."""
    loop = asyncio.get_running_loop()
    asked, count = loop.time(), len(api.in_chat(chat_id))

    def answered(api: BotApi) -> bool:
        said = api.in_chat(chat_id)[count:]
        return any("[1]" in sent.text or "Not in my sources" in sent.text for sent in said)

    await api.say(text, chat_id)
    await api.until(answered)
    return loop.time() - asked, api.in_chat(chat_id)[-1]


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("fault", ["hangs", "slow", "byte by byte", "429", "500"])
async def test_an_answer_is_there_two_seconds_after_the_deadline(
    api: BotApi, dateline: Dateline, model: FakeModel, fault: str
) -> None:
    dateline.settings |= {"OPENAI_BASE_URL": model.url, "DATELINE_MODEL_SECONDS": str(DEADLINE)}
    await dateline.start()
    model.script(sentences((TRUE, "P1", QUOTE)))
    _, first = await seconds_until_answered(api, PRIVATE, QUESTION)
    model.script(FAULTS[fault])
    waited, answer = await seconds_until_answered(api, PRIVATE, FOLLOW_UP)
    in_group, _ = await seconds_until_answered(api, GROUP, f"/ask{ME} {QUESTION}")
    assert await dateline.stop() == 0
    assert TRUE in first.text
    assert "does not answer at the moment" in answer.text
    assert max(waited, in_group) < DEADLINE + GRACE
    assert len(model.requests) > 2, "the model was asked each time"
