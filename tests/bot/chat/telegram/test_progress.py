"""What a person sees while a model writes, against the strict fake server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.chat.telegram.chats import TelegramChats
from bot.grounding.claims import Reading
from storage.database import Database
from storage.placeholders import Placeholders
from tests.bot.chat.bots import bot_on
from tests.bot.chat.samples import ScriptedAnswers
from tests.fakes.botapi import BOT, BotApi, Sent

ME = f"@{BOT['username']}"
PRIVATE, GROUP = 1, -100
SHOWN = "Reading 6 articles from 3 outlets…"


@pytest.fixture
def answers() -> ScriptedAnswers:
    scripted = ScriptedAnswers()
    scripted.reading = Reading(6, 3)
    return scripted


@pytest.fixture
async def bot(
    api: BotApi, answers: ScriptedAnswers, database: Database
) -> AsyncIterator[TelegramChats]:
    async with bot_on(api, answers, database) as telegram:
        yield telegram


async def test_a_private_chat_sees_a_draft_and_then_the_answer(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers
) -> None:
    await api.say("who?")
    await api.until(lambda a: a.drafts)
    assert api.messages == []
    answers.written.set()
    assert (await api.said(1)).texts[0].startswith("who?: ")
    assert api.drafts == [(PRIVATE, SHOWN)]
    methods = [call.method for call in api.calls]
    assert methods.index("sendMessageDraft") < methods.index("sendMessage")
    assert api.refused == []


async def test_without_a_model_there_is_no_draft_and_no_placeholder(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers
) -> None:
    answers.reading = None
    await api.say("who?")
    await api.say(f"/ask{ME} who?", GROUP)
    await api.said(1)
    assert len((await api.said(1, GROUP)).texts) == 1
    assert api.drafts == []


async def test_in_a_group_a_placeholder_is_edited_into_the_answer(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers, database: Database
) -> None:
    asked = await api.say(f"/ask{ME} who?", GROUP)
    placeholder = await api.said(1, GROUP)
    assert placeholder.text == SHOWN
    assert placeholder.params["reply_parameters"]["message_id"] == asked
    answers.written.set()
    await api.until(lambda _: placeholder.edits)
    first, second = placeholder.texts
    assert (first, second.partition(":")[0]) == (SHOWN, "who?")
    await api.say("and then?", GROUP, reply_to=placeholder)
    await api.said(2, GROUP)
    assert answers.asked[-1] == ("and then?", ["who?"])
    assert api.refused == []


@pytest.mark.parametrize(
    "failure",
    [
        {"status": 404, "description": "Not Found"},
        {"status": 400, "description": "Bad Request: method is not supported"},
    ],
)
async def test_a_server_without_drafts_is_asked_once_and_typing_goes_on(
    bot: TelegramChats,
    api: BotApi,
    answers: ScriptedAnswers,
    caplog: pytest.LogCaptureFixture,
    failure: dict[str, Any],
) -> None:
    api.fail("sendMessageDraft", times=None, **failure)
    answers.written.set()
    for count in (1, 2):
        await api.say("who?")
        await api.said(count)
    assert len(api.called("sendMessageDraft")) == 1
    assert len(api.called("sendChatAction")) == 2
    assert caplog.text.count("takes no drafts") == 1


@pytest.mark.parametrize(
    "failure", [{"status": 429, "parameters": {"retry_after": 60}}, {"delay": 60}]
)
async def test_a_draft_that_fails_or_hangs_never_delays_the_answer(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers, failure: dict[str, Any]
) -> None:
    api.fail("sendMessageDraft", times=None, **failure)
    answers.written.set()
    await api.say("who?")
    assert (await api.said(1, seconds=10)).text.startswith("who?: ")


@pytest.mark.parametrize("reason", ["message can't be edited", "SOMETHING_NEW"])
async def test_a_placeholder_that_cannot_be_edited_gives_way_to_one_answer(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers, reason: str
) -> None:
    api.fail("editMessageText", status=400, description=f"Bad Request: {reason}")
    answers.written.set()
    await api.say(f"/ask{ME} who?", GROUP)
    await api.until(lambda a: a.called("deleteMessage") and not a.pending)
    (answer,) = api.in_chat(GROUP)
    assert answer.texts[0].startswith("who?: ")


async def test_a_placeholder_that_was_deleted_gives_way_to_the_answer(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers
) -> None:
    await api.say(f"/ask{ME} who?", GROUP)
    api.messages.remove(await api.said(1, GROUP))
    answers.written.set()
    assert (await api.said(1, GROUP)).text.startswith("who?: ")


@pytest.mark.parametrize(("status", "may_be_there"), [(502, True), (400, False)])
async def test_no_placeholder_no_harm(
    bot: TelegramChats,
    api: BotApi,
    answers: ScriptedAnswers,
    database: Database,
    status: int,
    may_be_there: bool,
) -> None:
    api.fail("sendMessage", status=status, description="Bad Request: no")
    answers.written.set()
    update_id = await api.say(f"/ask{ME} who?", GROUP)
    answer = await api.said(1, GROUP)
    assert answer.texts[0].startswith("who?: ")
    assert ("it is out of date" in answer.text) is may_be_there
    assert await Placeholders(database).get(update_id) is None


async def killed_while_writing(
    bot: TelegramChats, api: BotApi, database: Database, update: dict[str, Any]
) -> Sent:
    """Let the bot be killed with a placeholder of the update sent and kept; return that."""
    killed = asyncio.create_task(bot.handle(update))
    placeholder = await api.said(1, GROUP)
    while not await Placeholders(database).get(update["update_id"]):
        pass
    killed.cancel()
    with pytest.raises(asyncio.CancelledError):
        await killed
    return placeholder


async def test_the_next_attempt_at_an_update_edits_the_placeholder_of_the_first(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers, database: Database
) -> None:
    update = {"update_id": 77, "message": api.message(f"/ask{ME} who?", GROUP, 5)}
    placeholder = await killed_while_writing(bot, api, database, update)
    answers.written.set()
    assert await bot.handle(json.loads(json.dumps(update))) is None
    assert len(api.in_chat(GROUP)) == 1
    assert placeholder.text.startswith("who?: ")
    assert await Placeholders(database).get(77) is None


async def test_a_placeholder_of_unknown_id_is_owned_up_to_and_not_sent_again(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers, database: Database
) -> None:
    placeholders = Placeholders(database)
    await placeholders.intend(79)  # and then a crash
    answers.written.set()
    update = {"update_id": 79, "message": api.message(f"/ask{ME} who?", GROUP, 5)}
    assert await bot.handle(update) is None
    (answer,) = api.in_chat(GROUP)
    assert answer.texts[0].startswith("who?: ")
    assert "it is out of date" in answer.text
    assert await placeholders.get(79) is None
    assert api.called("deleteMessage") == []


async def test_what_cannot_be_answered_is_said_in_place_of_the_placeholder(
    bot: TelegramChats, api: BotApi, database: Database
) -> None:
    update = {"update_id": 78, "message": api.message(f"/ask{ME} who?", GROUP, 5)}
    placeholder = await killed_while_writing(bot, api, database, update)
    await bot.apologize(update)
    assert "went wrong" in placeholder.text
    assert len(api.in_chat(GROUP)) == 1


async def test_an_edited_question_changes_its_answer_without_more_messages(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers
) -> None:
    answers.written.set()
    asked = await api.say("who?")
    sent = await api.said(1)
    api.drafts.clear()
    await api.edit(asked, "why?")
    await api.until(lambda _: sent.edits)
    assert [text.partition(":")[0] for text in sent.texts] == ["who?", "why?"]
    assert api.drafts == []
