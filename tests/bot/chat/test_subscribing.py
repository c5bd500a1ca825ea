from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.chat.dialogue import Dialogue
from bot.chat.heard import Kind
from bot.chat.subscribing import Subscribing
from storage.chats import Chats
from storage.database import Database
from storage.records import ChatKind
from storage.subscriptions import Subscriptions
from tests.bot.chat.briefing_samples import ScriptedBriefer
from tests.bot.chat.samples import ScriptedAnswers
from tests.bot.chat.talk import Talk, talk

NOW = datetime(2023, 9, 17, 9, 30, tzinfo=UTC)


class StoppedClock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture
def answers() -> ScriptedAnswers:
    return ScriptedAnswers()


@pytest.fixture
def dialogue(answers: ScriptedAnswers, chats: Chats, database: Database) -> Dialogue:
    subscriptions = Subscriptions(database)
    subscribing = Subscribing(ScriptedBriefer(), subscriptions, chats, StoppedClock())
    return Dialogue(answers, chats, StoppedClock(), subscribing=subscribing)


@pytest.fixture
async def private(dialogue: Dialogue, chats: Chats) -> Talk:
    return await talk(dialogue, chats, "telegram:1", ChatKind.PRIVATE)


@pytest.fixture
async def group(dialogue: Dialogue, chats: Chats) -> Talk:
    return await talk(dialogue, chats, "telegram:-1", ChatKind.GROUP)


async def test_a_briefing_can_be_asked_about_and_shows_its_sources(
    private: Talk, answers: ScriptedAnswers
) -> None:
    message = await private.ask("/brief north korea", 1, shown_as=2)
    assert "[1] Demo Courier" in await private.read("/sources", 3)
    pressed = await private.read(f"sources:{message.turn_id}", 2, kind=Kind.PRESSED)
    assert "[1] Demo Courier" in pressed
    await private.say("who was there?", 4)
    assert answers.asked == [("who was there?", ["/brief north korea"])]


async def test_a_reply_to_a_briefing_in_a_group_goes_on_from_it(
    group: Talk, answers: ScriptedAnswers
) -> None:
    await group.ask("/brief@bot north korea", 1, shown_as=2)
    await group.say("who was there?", 3, reply_to=2)
    assert answers.asked == [("who was there?", ["/brief north korea"])]


async def test_a_briefing_that_was_shown_is_not_shown_again(private: Talk) -> None:
    await private.ask("/brief north korea", 1, shown_as=2)
    assert await private.say("/brief north korea", 1) == []


async def test_everything_given_subscribes_at_once(private: Talk) -> None:
    said = await private.read("/subscribe 08:00 Europe/Berlin north korea")
    assert said == (
        "Every day at 08:00 Europe/Berlin I send a briefing here on north korea. "
        "The first comes on Monday, 18 September."
    )
    listed = await private.read("/subscriptions")
    assert listed.startswith("1. 08:00 Europe/Berlin · north korea\n")


async def test_the_zone_is_asked_for_by_city(private: Talk, answers: ScriptedAnswers) -> None:
    await private.ask("what happened?", 1, shown_as=2)
    asked = await private.ask("/subscribe 12:15 north korea", 3, shown_as=4)
    assert asked.turn_id
    assert "no time zone or city" in await private.read("Nowheria", 5)
    assert "Every day at 12:15 Asia/Tokyo" in await private.read("Tokyo", 6)
    await private.say("and then?", 7)
    assert answers.asked[-1] == ("and then?", ["what happened?"])


async def test_a_question_instead_of_a_city_is_answered(
    private: Talk, answers: ScriptedAnswers
) -> None:
    await private.ask("/subscribe", 1, shown_as=2)
    await private.say("what did they say on Friday about Berlin?", 3)
    assert answers.asked == [("what did they say on Friday about Berlin?", [])]


async def test_in_a_group_the_city_is_a_reply(group: Talk, answers: ScriptedAnswers) -> None:
    await group.ask("/subscribe@bot 7am", 1, shown_as=2)
    assert "Every day at 07:00 Europe/Paris" in await group.read("Paris", 3, reply_to=2)


async def test_only_admins_decide_for_a_group(group: Talk) -> None:
    group.manages = False
    for text in ("/subscribe@bot 08:00 UTC iran", "/unsubscribe@bot all"):
        assert "Only this group's admins" in await group.read(text)
    group.manages = True
    await group.ask("/subscribe@bot", 1, shown_as=2)
    group.manages = False
    assert "Only this group's admins" in await group.read("Berlin", 3, reply_to=2)


async def test_unsubscribing_by_number_and_all(private: Talk) -> None:
    assert "Nothing is sent here yet" in await private.read("/subscriptions")
    for text in ("08:00 UTC iran", "08:00 UTC bitcoin", "20:00 UTC iraq"):
        await private.say(f"/subscribe {text}")
    assert "Say which one" in await private.read("/unsubscribe")
    assert await private.read("/unsubscribe 2") == "Stopped: bitcoin"
    assert await private.read("/unsubscribe all") == "Stopped: iran and iraq"
    assert "There is no subscription here" in await private.read("/unsubscribe all")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/subscribe 25:99 Nowhere", "'25:99' is no time of day"),
        ("/subscribe 08:00 UTC the of and", "holds only words that stand in every article"),
        ("/brief " + "word " * 500, "topic"),
        ("/brief the", "holds only words that stand in every article"),
    ],
)
async def test_bad_requests_get_a_clear_line(private: Talk, text: str, said: str) -> None:
    assert said in await private.read(text)


async def test_a_terminal_takes_briefings_but_no_subscription(
    dialogue: Dialogue, chats: Chats
) -> None:
    terminal = await talk(dialogue, chats, "terminal", ChatKind.TERMINAL)
    assert "Daily briefings come on Telegram" in await terminal.read("/subscribe 08:00 UTC iran")
    assert "1. Kim & Shoigu" in await terminal.read("/brief iran")


async def test_a_chat_that_comes_back_gets_its_briefings_again(
    private: Talk, database: Database, chats: Chats
) -> None:
    await private.say("/subscribe 08:00 UTC iran")
    subscriptions = Subscriptions(database)
    await subscriptions.pause(private.chat.id)
    await chats.set_blocked(private.chat.id, True)
    await private.dialogue.welcome_back(private.chat)
    (one,) = await subscriptions.of_chat(private.chat.id, 0)
    assert one.active
    chat = await chats.chat(private.chat.id)
    assert chat
    assert not chat.blocked
