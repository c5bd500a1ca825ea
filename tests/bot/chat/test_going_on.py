from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest

from bot.chat.dialogue import Dialogue
from bot.chat.heard import Kind
from bot.chat.message import Message
from bot.chat.subscribing import Subscribing
from bot.clock import SystemClock
from bot.grounding.claims import Claim
from storage.chats import Chats
from storage.database import Database
from storage.records import ChatKind
from storage.subscriptions import Subscriptions
from tests.bot.chat.briefing_samples import ScriptedBriefer
from tests.bot.chat.samples import HERALD, SENTENCE, ScriptedAnswers, claim
from tests.bot.chat.talk import Talk, talk


class ScriptedFurther:
    """Says one thing more, once; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[int], list[str]]] = []

    async def on(
        self, article_ids: Sequence[int], said: Collection[str], language: str
    ) -> tuple[Claim, ...]:
        self.asked.append((list(dict.fromkeys(article_ids)), sorted(set(said))))
        return (claim(HERALD, text="They left."),) if len(self.asked) == 1 else ()


@pytest.fixture
def further() -> ScriptedFurther:
    return ScriptedFurther()


@pytest.fixture
def dialogue(database: Database, chats: Chats, further: ScriptedFurther) -> Dialogue:
    clock = SystemClock()
    subscribing = Subscribing(ScriptedBriefer(), Subscriptions(database), chats, clock)
    return Dialogue(ScriptedAnswers(), chats, clock, subscribing=subscribing, further=further)


@pytest.fixture
async def private(dialogue: Dialogue, chats: Chats) -> Talk:
    return await talk(dialogue, chats, "telegram:1", ChatKind.PRIVATE)


def buttons(message: Message) -> dict[str, str]:
    return {button.label: button.payload for row in message.buttons for button in row}


async def test_more_is_said_once_and_can_be_asked_about(
    private: Talk, further: ScriptedFurther
) -> None:
    answer = await private.ask("who came?", 1, shown_as=2)
    (more,) = await private.say(buttons(answer)["More on this"], 2, kind=Kind.PRESSED)
    assert more.turn_id != answer.turn_id
    assert further.asked == [([1, 2], [SENTENCE])]
    assert "[1] Demo Herald" in await private.read("/sources")
    assert "nothing more on this" in await private.read("/more")


async def test_pressing_again_says_what_was_not_said_yet(
    private: Talk, further: ScriptedFurther
) -> None:
    answer = await private.ask("who came?", 1, shown_as=2)
    pressed = buttons(answer)["More on this"]
    assert "They left." in await private.read(pressed, 2, kind=Kind.PRESSED)
    assert "nothing more on this" in await private.read(pressed, 2, kind=Kind.PRESSED)
    assert [ids for ids, _ in further.asked] == [[1, 2], [1, 2]], "it is the answer's story still"


async def test_more_can_be_asked_for_in_words(private: Talk, further: ScriptedFurther) -> None:
    await private.ask("who came?", 1, shown_as=2)
    assert "They left." in await private.read("tell me more", 2)
    assert further.asked == [([1, 2], [SENTENCE])]


async def test_before_any_answer_there_is_no_more(private: Talk) -> None:
    assert "no answer here yet" in await private.read("/more")


async def test_what_was_not_answered_can_be_followed(private: Talk) -> None:
    nothing = await private.ask("nothing of Ada Kern?", 1, shown_as=2)
    payload = buttons(nothing)["Follow this topic"]
    assert "In which city's time?" in await private.read(payload, 2, kind=Kind.PRESSED)
    assert "08:00 Europe/Berlin" in await private.read("Berlin", 3)
    assert "Ada Kern" in await private.read("/subscriptions")


async def test_the_start_offers_a_daily_briefing(private: Talk) -> None:
    (start,) = await private.say("/start")
    payload = buttons(start)["Daily briefing"]
    assert "In which city's time?" in await private.read(payload, 2, kind=Kind.PRESSED)


async def test_a_button_of_another_chat_does_nothing(
    private: Talk, dialogue: Dialogue, chats: Chats, further: ScriptedFurther
) -> None:
    answer = await private.ask("who came?", 1, shown_as=2)
    other = await talk(dialogue, chats, "telegram:2", ChatKind.PRIVATE)
    for action in ("more", "follow"):
        pressed = await other.read(f"{action}:{answer.turn_id}", 2, kind=Kind.PRESSED)
        assert "too old" in pressed
    assert further.asked == []


async def test_in_a_group_only_admins_follow(dialogue: Dialogue, chats: Chats) -> None:
    group = await talk(dialogue, chats, "telegram:-1", ChatKind.GROUP)
    nothing = await group.ask("/ask@bot nothing of Ada Kern?", 1, shown_as=2)
    group.manages = False
    payload = buttons(nothing)["Follow this topic"]
    assert "Only this group's admins" in await group.read(payload, 2, kind=Kind.PRESSED)


async def test_where_nothing_can_be_sent_nothing_is_followed(
    dialogue: Dialogue, chats: Chats
) -> None:
    terminal = await talk(dialogue, chats, "terminal", ChatKind.TERMINAL)
    (nothing,) = await terminal.say("nothing of Ada Kern?")
    assert buttons(nothing) == {}
