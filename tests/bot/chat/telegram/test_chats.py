"""The bot against the strict fake server, updates handled as they are fetched."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from bot.chat.dialogue import Dialogue
from bot.chat.telegram.chats import TelegramChats, introduce, make_bot, running
from bot.clock import SystemClock
from bot.errors import DatelineError
from storage.chats import Chats
from storage.database import Database
from storage.placeholders import Placeholders
from storage.records import ChatKind
from tests.bot.chat.bots import bot_on
from tests.bot.chat.samples import ScriptedAnswers
from tests.fakes.botapi import BOT, TOKEN, BotApi

ME = f"@{BOT['username']}"
GROUP = -100


async def tries() -> Sequence[str]:
    return ["What was seen?"]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server
        assert not [call for call in server.calls if call.status == 400], "the bot was refused"


@pytest.fixture
def answers() -> ScriptedAnswers:
    return ScriptedAnswers()


@pytest.fixture
async def bot(
    api: BotApi, answers: ScriptedAnswers, database: Database
) -> AsyncIterator[TelegramChats]:
    async with bot_on(api, answers, database, tries) as telegram:
        yield telegram


async def handled(api: BotApi) -> None:
    """Wait until every update so far is done with: the next request acknowledges them."""
    await api.until(lambda a: not a.pending)


async def test_a_private_question_is_answered_with_links_and_buttons(
    bot: TelegramChats, api: BotApi
) -> None:
    await api.say("what was seen?")
    sent = await api.said(1)
    assert sent.text.startswith("what was seen?: Six guests saw bombers & <missiles> on Saturday.")
    assert [e.url for e in sent.entities[:2]] == [
        "https://courier.example/heyday",
        "https://herald.example/ties",
    ]
    assert sent.params["link_preview_options"] == {"is_disabled": True}
    assert [call.params["action"] for call in api.called("sendChatAction")] == ["typing"]


async def test_every_press_is_answered_and_shows_the_sources(
    bot: TelegramChats, api: BotApi
) -> None:
    await api.say("what was seen?")
    query = await api.press(await api.said(1), "Sources")
    sources = await api.said(2)
    assert "The same report as [2]." in sources.text
    assert [e.kind for e in sources.entities].count("blockquote") == 2
    assert [c.params["callback_query_id"] for c in api.called("answerCallbackQuery")] == [query]


async def test_a_button_of_another_chat_shows_nothing(bot: TelegramChats, api: BotApi) -> None:
    await api.say("secret?", chat_id=1)
    await api.press(await api.said(1), "Sources", chat_id=2)
    assert "too old" in (await api.said(1, chat_id=2)).text


async def test_start_offers_a_question_to_tap(bot: TelegramChats, api: BotApi) -> None:
    await api.say("/start deep-link")
    await api.press(await api.said(1), "What was seen?")
    assert (await api.said(2)).text.startswith("What was seen?: Six guests")


async def test_a_group_is_answered_only_when_it_asks(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers
) -> None:
    ignored = ["hello", "/ask who?", "/ask@other_bot who?", f"{ME} who?", "/help"]
    for text in ignored:
        await api.say(text, GROUP)
    asked = await api.say(f"/ask{ME} first?", GROUP)
    first = await api.said(1, GROUP)
    assert first.params["reply_parameters"]["message_id"] == asked
    await api.say("second?", GROUP, reply_to=first)
    await api.said(2, GROUP)
    await api.say(f"/ask{ME.upper()} third?", GROUP)
    await api.said(3, GROUP)
    assert answers.asked == [("first?", []), ("second?", ["first?"]), ("third?", [])]


async def test_a_reply_to_a_person_is_no_question(bot: TelegramChats, api: BotApi) -> None:
    message = api.message("I think so", GROUP, 5)
    message["reply_to_message"] = api.message("Really?", GROUP, 6)
    await api.put("message", message)
    await handled(api)
    assert api.messages == []


async def test_a_forum_topic_is_answered_in_itself(bot: TelegramChats, api: BotApi) -> None:
    await api.say(f"/ask{ME} who?", GROUP, is_topic_message=True, message_thread_id=7)
    assert (await api.said(1, GROUP)).params["message_thread_id"] == 7


async def test_a_closed_topic_is_answered_in_the_group(bot: TelegramChats, api: BotApi) -> None:
    api.fail("sendMessage", status=400, description="Bad Request: message thread not found")
    await api.say(f"/ask{ME} who?", GROUP, is_topic_message=True, message_thread_id=7)
    assert "message_thread_id" not in (await api.said(1, GROUP)).params
    api.calls.clear()  # the refusal was meant to be


async def test_an_edited_question_changes_the_answer_in_place(
    bot: TelegramChats, api: BotApi
) -> None:
    asked = await api.say("what?")
    sent = await api.said(1)
    await api.edit(asked, "why?")
    await api.until(lambda a: sent.edits == 1)
    assert sent.text.startswith("why?: ")
    assert len(api.in_chat(1)) == 1


async def test_an_edit_of_a_deleted_answer_sends_it_anew(bot: TelegramChats, api: BotApi) -> None:
    asked = await api.say("what?")
    api.messages.remove(await api.said(1))
    await api.edit(asked, "why?")
    assert (await api.said(1)).text.startswith("why?: ")
    api.calls.clear()  # the refused edit was meant to be


async def test_other_bots_and_service_messages_are_left_alone(
    bot: TelegramChats, api: BotApi
) -> None:
    other = {"id": 77, "is_bot": True, "first_name": "B", "username": "b_bot"}
    await api.put("message", api.message(f"/ask{ME} who?", GROUP, 77) | {"from": other})
    pinned = api.message("", 1, 1) | {"pinned_message": api.message("x", 1, 1)}
    await api.put("message", pinned | {"text": None})
    await handled(api)
    assert api.messages == []


async def test_an_anonymous_admin_is_a_person(bot: TelegramChats, api: BotApi) -> None:
    admin = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    group = {"id": GROUP, "type": "supergroup", "title": "G"}
    message = api.message(f"/ask{ME} who?", GROUP, 1)
    await api.put("message", message | {"from": admin, "sender_chat": group})
    assert (await api.said(1, GROUP)).text.startswith("who?: ")


async def test_a_picture_without_words_gets_a_clear_line(bot: TelegramChats, api: BotApi) -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    message = api.message("", 1, 1) | {"photo": photo}
    message.pop("text")
    await api.put("message", message)
    assert "I see no words" in (await api.said(1)).text


async def test_a_group_that_migrates_keeps_its_conversation(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers
) -> None:
    await api.say(f"/ask{ME} first?", GROUP)
    first = await api.said(1, GROUP)
    new = -1_001_000_000_100
    await api.put("message", api.message("", GROUP, 5) | {"migrate_to_chat_id": new, "text": None})
    first.chat_id = new
    await api.say("second?", new, reply_to=first)
    await api.until(lambda a: len(a.in_chat(new)) == 2)
    assert answers.asked[-1] == ("second?", ["first?"])


async def test_a_migration_met_while_sending_is_followed(
    bot: TelegramChats, api: BotApi, chats: Chats
) -> None:
    new = -1_001_000_000_101
    api.migrated[GROUP] = new
    await api.say(f"/ask{ME} first?", GROUP)
    assert (await api.said(1, new)).text.startswith("first?: ")
    api.calls.clear()  # the refusal that told of the migration


async def test_who_blocks_the_bot_is_remembered_and_others_are_served(
    bot: TelegramChats, api: BotApi, chats: Chats
) -> None:
    api.blocked.add(1)
    await api.say("who?", chat_id=1)
    await api.say("who?", chat_id=2)
    await api.said(1, chat_id=2)
    now = SystemClock().now()
    assert (await chats.ensure("telegram:1", ChatKind.PRIVATE, now)).blocked
    api.blocked.clear()
    await api.say("and now?", chat_id=1)
    await api.said(1, chat_id=1)
    assert not (await chats.ensure("telegram:1", ChatKind.PRIVATE, now)).blocked


async def test_a_group_speaks_the_language_of_who_let_the_bot_in_until_an_admin_chooses(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers
) -> None:
    admin = {"id": 7, "is_bot": False, "first_name": "A", "language_code": "de"}
    added = {
        "chat": {"id": GROUP, "type": "group", "title": "G"},
        "from": admin,
        "date": 1_700_000_000,
        "old_chat_member": {"user": BOT, "status": "left"},
        "new_chat_member": {"user": BOT, "status": "member"},
    }
    await api.put("my_chat_member", added)
    await api.say(f"/ask{ME} nothing?", GROUP, user_id=8)
    assert "Nicht in meinen Quellen" in (await api.said(1, GROUP)).text
    await api.say(f"/language{ME} es", GROUP, user_id=8)
    assert "Admins" in (await api.said(2, GROUP)).text
    api.admins.update((7, abs(GROUP)))
    await api.say(f"/language{ME}", GROUP, user_id=7)
    await api.press(await api.said(3, GROUP), "Español")
    assert (await api.said(4, GROUP)).text == "A partir de ahora hablo español aquí."
    await api.put("my_chat_member", added)
    await api.say(f"/ask{ME} nothing?", GROUP, user_id=8)
    assert "fuentes" in (await api.said(5, GROUP)).text


async def test_who_asks_is_known_by_id_or_by_the_chat_they_speak_for(
    bot: TelegramChats, api: BotApi, answers: ScriptedAnswers
) -> None:
    await api.say(f"/ask{ME} who?", GROUP, user_id=8)
    await api.said(1, GROUP)
    for count, (sender, speaks_for) in enumerate(((1087968824, GROUP), (136817688, -1009)), 2):
        account = {"id": sender, "is_bot": True, "first_name": "G", "username": "x_bot"}
        chat = {
            "id": speaks_for,
            "type": "channel" if speaks_for != GROUP else "group",
            "title": "C",
        }
        message = api.message(f"/ask{ME} who?", GROUP, 1)
        await api.put("message", message | {"from": account, "sender_chat": chat})
        await api.said(count, GROUP)
    assert [asker.user_id for asker in answers.askers] == [8, GROUP, -1009]


async def test_who_speaks_for_a_channel_does_not_manage_a_group(
    bot: TelegramChats, api: BotApi
) -> None:
    account = {"id": 136817688, "is_bot": True, "first_name": "C", "username": "Channel_Bot"}
    chat = {"id": -1009, "type": "channel", "title": "C"}
    message = api.message(f"/language{ME} de", GROUP, 1)
    await api.put("message", message | {"from": account, "sender_chat": chat})
    assert "Only this group's admins" in (await api.said(1, GROUP)).text


async def test_being_blocked_is_learned_from_an_update(
    bot: TelegramChats, api: BotApi, chats: Chats
) -> None:
    def member(status: str) -> dict[str, Any]:
        extra = {"until_date": 0} if status == "kicked" else {}
        return {"user": BOT, "status": status} | extra

    changed = {
        "chat": {"id": 1, "type": "private", "first_name": "P"},
        "from": {"id": 1, "is_bot": False, "first_name": "P"},
        "date": 1_700_000_000,
        "old_chat_member": member("member"),
        "new_chat_member": member("kicked"),
    }
    await api.put("my_chat_member", changed)
    await handled(api)
    assert (await chats.ensure("telegram:1", ChatKind.PRIVATE, SystemClock().now())).blocked


async def test_only_those_allowed_are_answered(
    api: BotApi, answers: ScriptedAnswers, database: Database
) -> None:
    async with bot_on(api, answers, database, allowed=[2, GROUP]):
        await api.say("who?", chat_id=1)
        await api.say("who?", chat_id=2)
        await api.say(f"/ask{ME} who?", GROUP)
        await api.said(1, GROUP)
    assert [call.params["chat_id"] for call in api.called("sendMessage")] == [2, GROUP]


@pytest.mark.parametrize(
    "failure",
    [
        {"status": 429, "description": "Too Many Requests", "parameters": {"retry_after": 1}},
        {"status": 502, "description": "Bad Gateway"},
        {"status": 502, "body": b"<html>Bad Gateway</html>"},
        {"status": 200, "body": b"<html>Welcome to the hotel</html>"},
        {"drop": True},
        {"status": 401, "description": "Unauthorized"},
        {"status": 409, "description": "Conflict: terminated by other getUpdates request"},
    ],
)
@pytest.mark.parametrize("method", ["sendMessage", "getUpdates"])
async def test_faults_are_told_once_without_the_token_and_survived(
    method: str,
    failure: dict[str, Any],
    api: BotApi,
    answers: ScriptedAnswers,
    database: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    api.fail(method, times=2, **failure)
    async with bot_on(api, answers, database):
        await api.say("who?")
        await api.said(1)
    warnings = [r for r in caplog.records if r.levelno >= logging.WARNING]
    assert [w.getMessage().endswith("; trying on") for w in warnings].count(True) == 1
    assert TOKEN not in caplog.text
    assert TOKEN.partition(":")[2] not in caplog.text


async def test_a_webhook_in_the_way_is_removed(
    api: BotApi, answers: ScriptedAnswers, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    text = "Conflict: can't use getUpdates method while webhook is active"
    api.fail("getUpdates", status=409, description=text)
    async with bot_on(api, answers, database):
        await api.say("who?")
        await api.said(1)
    assert [c.params for c in api.called("deleteWebhook")] == [{"drop_pending_updates": False}]
    assert "webhook" in caplog.text


async def test_one_flooded_chat_does_not_hold_up_another(bot: TelegramChats, api: BotApi) -> None:
    wait = {"retry_after": 60}
    api.fail("sendMessage", status=429, parameters=wait, chat_id=1, times=None)
    flooded = asyncio.create_task(
        bot.handle({"update_id": 900, "message": api.message("who?", 1, 1)})
    )
    await api.say("who?", chat_id=2)
    await api.said(1, chat_id=2, seconds=10)
    assert not flooded.done()
    flooded.cancel()


async def test_a_wrong_token_stops_the_start_with_a_clear_line(api: BotApi) -> None:
    with pytest.raises(DatelineError, match="refuses TELEGRAM_BOT_TOKEN") as caught:
        async with running(make_bot("1:wrong", api.url)):
            pass
    assert "1:wrong" not in str(caught.value)


async def test_the_start_waits_for_a_server_that_is_away(
    api: BotApi, answers: ScriptedAnswers, database: Database
) -> None:
    api.fail("getMe", status=502, times=2)
    async with bot_on(api, answers, database) as telegram:
        await introduce(telegram.bot, lambda language: {"help": f"in {language}"})
    menus = [
        (c.params.get("language_code"), c.params["commands"]) for c in api.called("setMyCommands")
    ]
    assert menus[0] == (None, [{"command": "help", "description": "in en"}])
    assert [code for code, _ in menus[1:]] == ["es", "de", "ru", "ar"]


async def test_what_breaks_is_handed_back(
    api: BotApi, database: Database, chats: Chats, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(ScriptedAnswers):
        async def answer(self, question: str, **_: Any) -> Any:
            raise ZeroDivisionError

    async with running(make_bot(TOKEN, api.url)) as app:
        dialogue = Dialogue(Broken(), chats, SystemClock())
        telegram = TelegramChats(app, dialogue, chats, SystemClock(), Placeholders(database))
        update = {"update_id": 5, "message": api.message("private words?", 1, 1)}
        assert isinstance(await telegram.handle(update), ZeroDivisionError)
        await telegram.apologize(update)
    assert "went wrong" in (await api.said(1)).text
    assert "private words" not in caplog.text


async def test_a_private_chat_is_spoken_to_in_its_persons_language(
    bot: TelegramChats, api: BotApi
) -> None:
    for language, said in (("de-AT", "Nicht in meinen Quellen"), ("fi", "Nicht in meinen Quellen")):
        count = len(api.in_chat(1))
        person = {"id": 1, "is_bot": False, "first_name": "P", "language_code": language}
        await api.put("message", api.message("nothing?", 1, 1) | {"from": person})
        assert (await api.said(count + 1)).text.startswith(said)
