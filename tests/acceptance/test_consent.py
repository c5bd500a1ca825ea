"""Whose words reach a third party's model, with the real bot: only those of chats that said yes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.acceptance.person import ME
from tests.acceptance.running import Dateline
from tests.acceptance.test_model import QUESTION, QUOTE, TRUE
from tests.fakes.botapi import BotApi, Sent
from tests.fakes.model import FakeModel, sentences

PRIVATE, GROUP, ADMIN, MEMBER = 1, -100, 7, 8

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)


@pytest.fixture
async def model() -> AsyncIterator[FakeModel]:
    async with FakeModel() as fake:
        fake.script(sentences((TRUE, "P1", QUOTE)))
        yield fake


@pytest.fixture
async def started(dateline: Dateline, model: FakeModel) -> AsyncIterator[Dateline]:
    """A bot whose model has an address that is not known to be this machine's."""
    elsewhere = model.url.replace("127.0.0.1", "0.0.0.0")
    dateline.settings |= {"OPENAI_BASE_URL": elsewhere, "DATELINE_MODEL_SECONDS": "60"}
    await dateline.start()
    yield dateline
    assert await dateline.stop() == 0


async def told(api: BotApi, text: str, chat_id: int, user_id: int) -> Sent:
    """Say something and return the message that it gets."""
    count = len(api.in_chat(chat_id))
    await api.say(text, chat_id, user_id)
    sent = await api.said(count + 1, chat_id)
    await api.until(lambda _: "Reading" not in sent.text)
    return sent


async def test_a_private_chat_says_yes_with_one_tap_and_takes_it_back(
    api: BotApi, started: Dateline, model: FakeModel
) -> None:
    await api.say("/start", PRIVATE)
    offer = await api.said(3, PRIVATE)
    assert "May a language model of 0.0.0.0 write the answers here?" in offer.text
    assert TRUE not in (await told(api, QUESTION, PRIVATE, PRIVATE)).text
    assert model.requests == [], "not even for the greeting"
    await api.press(offer, "Let the model write")
    assert "it gets each question" in (await api.said(5, PRIVATE)).text
    assert TRUE in (await told(api, QUESTION, PRIVATE, PRIVATE)).text
    asked = len(model.requests)
    assert "Nobody else gets any of it" in (await told(api, "/privacy no", PRIVATE, PRIVATE)).text
    await told(api, QUESTION, PRIVATE, PRIVATE)
    assert len(model.requests) == asked


async def test_for_a_group_an_admin_says_yes(
    api: BotApi, started: Dateline, model: FakeModel
) -> None:
    api.admins.add(ADMIN)
    refused = await told(api, f"/privacy{ME} yes", GROUP, MEMBER)
    assert "Only this group's admins" in refused.text
    await told(api, f"/ask{ME} {QUESTION}", GROUP, MEMBER)
    assert model.requests == []
    await told(api, f"/privacy{ME} yes", GROUP, ADMIN)
    assert TRUE in (await told(api, f"/ask{ME} {QUESTION}", GROUP, MEMBER)).text
    assert QUESTION not in started.log.read_text()


async def test_forgetting_begins_no_limit_anew(
    api: BotApi, dateline: Dateline, model: FakeModel
) -> None:
    dateline.settings |= {"OPENAI_BASE_URL": model.url, "DATELINE_CHAT_TOKENS_A_DAY": "5000"}
    await dateline.start()
    limit = "The limit for the language model is reached"
    reached: list[str] = []
    while not reached or limit not in reached[-1]:
        reached.append((await told(api, QUESTION, PRIVATE, PRIVATE)).text)
        assert len(reached) < 100
    await told(api, "/privacy forget now", PRIVATE, PRIVATE)
    assert limit in (await told(api, QUESTION, PRIVATE, PRIVATE)).text
    assert await dateline.stop() == 0
