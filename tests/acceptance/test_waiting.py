"""What a person sees while a model writes, with the real program: never a word unchecked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from tests.acceptance.person import ME
from tests.acceptance.running import Dateline
from tests.fakes.botapi import BotApi, Sent
from tests.fakes.model import FakeModel, Reply, sentences

PRIVATE, GROUP = 1, -100
QUESTION = "what did Kim inspect?"
TRUE = "Kim inspected bombers able to carry nuclear weapons, KCNA said."
LIE = "Kim inspected forty tanks."
QUOTE = "Kim inspected bombers able to carry nuclear weapons"
READING = "Reading 2 articles from 2 outlets…"


@pytest.fixture
async def writing(dateline: Dateline, model: FakeModel) -> Dateline:
    """An installation with a model of its own machine, which asks nobody for consent."""
    dateline.settings |= {"OPENAI_BASE_URL": model.url, "DATELINE_MODEL_SECONDS": "60"}
    return dateline


def gated(reply: Reply) -> tuple[Reply, asyncio.Event]:
    """The reply, held back until the event is set."""
    gate = asyncio.Event()
    return Reply(reply.body, gate=gate), gate


async def test_a_private_chat_sees_what_is_read_and_then_what_is_checked(
    api: BotApi, writing: Dateline, model: FakeModel
) -> None:
    reply, gate = gated(sentences((TRUE, "P1", QUOTE), (LIE, "P1", QUOTE)))
    model.script(reply)
    await writing.start()
    await api.say(QUESTION)
    await api.until(lambda a: a.drafts)
    assert api.messages == []
    gate.set()
    answer = await api.said(1)
    assert TRUE in answer.text
    assert LIE not in "".join(answer.texts)
    assert set(api.drafts) == {(PRIVATE, READING)}
    assert api.refused == []
    assert await writing.stop() == 0


async def test_in_a_group_one_message_says_it_first_and_answers_then(
    api: BotApi, writing: Dateline, model: FakeModel
) -> None:
    reply, gate = gated(sentences((LIE, "P1", QUOTE)))
    model.script(reply)
    await writing.start()
    await api.say(f"/ask{ME} {QUESTION}", GROUP)
    placeholder = await api.said(1, GROUP)
    assert placeholder.text == READING
    gate.set()
    await api.until(lambda _: placeholder.edits)
    assert "could not be checked" in placeholder.text
    assert "bombers" in placeholder.text
    assert LIE not in "".join(placeholder.texts)
    assert await writing.stop() == 0
    assert len(api.in_chat(GROUP)) == 1
    assert api.drafts == []
    assert api.refused == []


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_killed_while_the_model_writes_it_completes_the_placeholder(
    api: BotApi, writing: Dateline, model: FakeModel
) -> None:
    model.script(Reply(None))
    await writing.start()
    await api.say(f"/ask{ME} {QUESTION}", GROUP)
    placeholder = await api.said(1, GROUP)
    await api.until(lambda a: len(a.called("sendChatAction")) > 1)  # so its id is kept by now
    await writing.kill()
    model.script(sentences((TRUE, "P1", QUOTE)))
    await writing.start()
    await api.until(lambda _: placeholder.edits)
    assert TRUE in placeholder.text
    assert await writing.stop() == 0
    assert api.in_chat(GROUP) == [placeholder]


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_killed_while_the_placeholder_is_sent_it_answers_anew_and_owns_up(
    api: BotApi, writing: Dateline, model: FakeModel
) -> None:
    model.script(sentences((TRUE, "P1", QUOTE)))
    api.fail("sendMessage", chat_id=GROUP, delay=0.5, arrives=True)
    await writing.start()
    await api.say(f"/ask{ME} {QUESTION}", GROUP)
    await api.until(lambda a: a.called("sendMessage"), seconds=60)
    await writing.kill()
    placeholder = await api.said(1, GROUP)
    await writing.start()
    answer = await api.said(2, GROUP, seconds=60)
    assert TRUE in answer.text
    assert "it is out of date" in answer.text
    assert await writing.stop() == 0
    assert api.in_chat(GROUP) == [placeholder, answer]
    assert placeholder.texts == [READING]


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_a_server_without_drafts_and_a_placeholder_that_is_gone(
    api: BotApi, writing: Dateline, model: FakeModel
) -> None:
    api.fail("sendMessageDraft", status=404, description="Not Found", times=None)
    model.script(sentences((TRUE, "P1", QUOTE)))
    await writing.start()
    await api.say(QUESTION)
    assert TRUE in (await api.said(1)).text
    assert api.called("sendChatAction")

    reply, gate = gated(sentences((TRUE, "P1", QUOTE)))
    model.script(reply)
    await api.say(f"/ask{ME} {QUESTION}", GROUP)
    api.messages.remove(await api.said(1, GROUP))
    gate.set()
    answer: Sent = await api.said(1, GROUP)
    assert TRUE in answer.text
    assert await writing.stop() == 0
    assert api.in_chat(GROUP) == [answer]
    assert writing.log.read_text().count("takes no drafts") == 1


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_no_model_no_draft(api: BotApi, dateline: Dateline) -> None:
    await dateline.start()
    await api.say(QUESTION)
    await api.say(f"/ask{ME} {QUESTION}", GROUP)
    assert "bombers" in (await api.said(1)).text
    assert len((await api.said(1, GROUP)).texts) == 1
    assert api.drafts == []


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_the_limit_of_one_user_does_not_stop_another_of_the_same_group(
    api: BotApi, writing: Dateline, model: FakeModel
) -> None:
    writing.settings["DATELINE_USER_REQUESTS_A_MINUTE"] = "1"
    model.script(sentences((TRUE, "P1", QUOTE)))
    await writing.start()
    for count, user in enumerate((7, 7, 8), 1):
        await api.say(f"/ask{ME} {QUESTION}", GROUP, user_id=user)
        await api.until(_answers(count))
    first, second, third = api.in_chat(GROUP)
    limit = "The limit for the language model is reached"
    assert [limit in sent.text for sent in (first, second, third)] == [False, True, False]
    assert len(second.texts) == 1, "who may not ask the model sees no placeholder"
    assert len(model.requests) == 2


def _answers(count: int) -> Callable[[BotApi], bool]:
    return lambda api: sum(sent.text != READING for sent in api.in_chat(GROUP)) == count
