from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.chat.dialogue import Dialogue
from bot.chat.heard import Kind
from bot.chat.terminal import render as render_terminal
from bot.clock import SystemClock
from storage.chats import Chats
from storage.records import ChatKind
from tests.bot.chat.samples import ScriptedAnswers
from tests.bot.chat.talk import Talk, talk


async def tries() -> Sequence[str]:
    return ["What was seen?", "long " * 20]


@pytest.fixture
def answers() -> ScriptedAnswers:
    return ScriptedAnswers()


@pytest.fixture
def dialogue(answers: ScriptedAnswers, chats: Chats) -> Dialogue:
    return Dialogue(answers, chats, SystemClock(), tries)


@pytest.fixture
async def private(dialogue: Dialogue, chats: Chats) -> Talk:
    return await talk(dialogue, chats, "telegram:1", ChatKind.PRIVATE)


@pytest.fixture
async def group(dialogue: Dialogue, chats: Chats) -> Talk:
    return await talk(dialogue, chats, "telegram:-1", ChatKind.GROUP)


async def test_start_says_what_it_is_and_offers_questions_that_fit_a_button(private: Talk) -> None:
    (message,) = await private.say("/start")
    assert "I brief you on news topics" in render_terminal.render(message, 80)
    assert [b.payload for row in message.buttons for b in row] == ["ask:What was seen?"]
    (answer,) = await private.say("ask:What was seen?", 3, kind=Kind.PRESSED)
    assert answer.turn_id


async def test_help_in_a_group_names_the_bot(private: Talk, group: Talk) -> None:
    assert "/ask a question" in await private.read("/help")
    assert "/ask@news_bot a question" in await group.read("/help@news_bot", bot="news_bot")


async def test_private_questions_go_on_from_the_last_answer(
    private: Talk, answers: ScriptedAnswers
) -> None:
    await private.say("one?")
    await private.say("/ask two?")
    await private.say("/reset")
    await private.say("three?")
    assert answers.asked == [("one?", []), ("two?", ["one?"]), ("three?", [])]


async def test_a_reply_carries_the_conversation_of_its_message(
    private: Talk, group: Talk, answers: ScriptedAnswers
) -> None:
    for one in (private, group):
        answers.asked.clear()
        await one.ask("first?", 1, shown_as=2)
        await one.ask("other?", 3, shown_as=4)
        await one.ask("and then?", 5, shown_as=6, reply_to=2)
        assert answers.asked[-1] == ("and then?", ["first?"])


async def test_in_a_group_only_a_reply_goes_on(group: Talk, answers: ScriptedAnswers) -> None:
    await group.ask("/ask@bot one?", 1, shown_as=2)
    await group.ask("/ask@bot two?", 3, shown_as=4)
    assert answers.asked == [("one?", []), ("two?", [])]


async def test_nothing_crosses_between_chats(
    private: Talk, group: Talk, answers: ScriptedAnswers
) -> None:
    message = await private.ask("secret?", 1, shown_as=2)
    await group.ask("open?", 1, shown_as=2, reply_to=2)
    await group.say("next?", 3, reply_to=2)
    assert answers.asked[1:] == [("open?", []), ("next?", ["open?"])]
    pressed = await group.read(f"sources:{message.turn_id}", 9, kind=Kind.PRESSED)
    assert pressed == "This button is too old. Ask again, and I will look anew."


async def test_sources_of_the_last_answer_of_a_reply_and_of_a_button(private: Talk) -> None:
    assert "no answer here yet" in await private.read("/sources")
    message = await private.ask("one?", 1, shown_as=2)
    await private.ask("about nothing?", 3, shown_as=4)
    assert "nothing cited" in await private.read("/sources", 4, reply_to=4)
    sources = await private.read("/sources")
    assert sources.startswith("On the earlier question “one?”:\n\n[1] Demo Courier")
    assert "[1] Demo Courier" in await private.read("/sources", 5, reply_to=2)
    pressed = await private.read(f"sources:{message.turn_id}", 2, kind=Kind.PRESSED)
    assert "[1] Demo Courier" in pressed


async def test_a_reply_to_sources_or_to_a_later_part_goes_on_too(
    group: Talk, answers: ScriptedAnswers
) -> None:
    (message,) = await group.say("/ask@bot one?", 1)
    await group.dialogue.shown(message, [2, 3])
    await group.ask("/sources@bot", 4, shown_as=5, reply_to=2)
    await group.say("two?", 6, reply_to=5)
    await group.say("three?", 7, reply_to=3)
    assert answers.asked[1:] == [("two?", ["one?"]), ("three?", ["one?"])]


async def test_an_edited_question_is_answered_anew_in_place(
    private: Talk, answers: ScriptedAnswers
) -> None:
    await private.ask("before?", 1, shown_as=2)
    await private.ask("on?", 3, shown_as=4)
    (message,) = await private.say("/ask on it?", 3, kind=Kind.EDITED)
    assert (message.replaces, answers.asked[-1]) == (4, ("on it?", ["before?"]))
    assert "on it?:" in render_terminal.render(message, 200)
    assert await private.say("on it?", 3, kind=Kind.EDITED) == []
    assert await private.say("/help", 3, kind=Kind.EDITED) == []
    await private.say("next?", 5)
    assert answers.asked[-1] == ("next?", ["before?", "on it?"])


async def test_an_edit_of_what_was_never_answered_is_a_question(private: Talk) -> None:
    (message,) = await private.say("new?", 9, kind=Kind.EDITED)
    assert message.replaces is None
    assert message.turn_id


async def test_a_question_heard_again_is_answered_once(
    private: Talk, answers: ScriptedAnswers
) -> None:
    (message,) = await private.say("once?", 1)
    (again,) = await private.say("once?", 1)
    assert again == message
    await private.dialogue.shown(message, [2])
    assert await private.say("once?", 1) == []
    assert len(answers.asked) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "I see no words to search for."),
        ("?!", "I see no words to search for."),
        ("/ask", "Write your question after the command"),
        ("/ask  👍", "Write your question after the command"),
        ("/dance now", "I do not know /dance. /help says what there is."),
        ("x" * 5000, "That is 5,000 characters long; a question may have 4,096."),
    ],
)
async def test_what_is_no_question_gets_a_clear_line(private: Talk, text: str, said: str) -> None:
    assert said in await private.read(text)


@pytest.mark.parametrize("text", ["hi", "Thanks a lot!", "/ask who are you?"])
async def test_small_talk_gets_a_friendly_line(
    private: Talk, answers: ScriptedAnswers, text: str
) -> None:
    assert (await private.read(text)).startswith("I am a news bot, and glad to help.")
    assert answers.asked == []


async def test_sources_of_one_number(private: Talk) -> None:
    await private.say("one?")
    assert (await private.read("/sources 2")).startswith("[2] Demo Herald")
    assert (await private.read("/sources [٢]")).startswith("[2] Demo Herald")


@pytest.mark.parametrize("asked", ["[3]", "0", "99", "9" * 5000, "abc", "1, 2", "²", "-1"])
async def test_a_source_that_is_not_there_is_answered_with_those_that_are(
    private: Talk, asked: str
) -> None:
    await private.say("one?")
    assert await private.read(f"/sources {asked}") == "There are sources 1 to 2."


@pytest.mark.parametrize("payload", ["", "sources:", "sources:x", "sources:999", "²:²", "reset:1"])
async def test_unknown_buttons_do_nothing(private: Talk, payload: str) -> None:
    assert "too old" in await private.read(payload, 1, kind=Kind.PRESSED)


async def test_an_abstention_in_a_group_says_how_to_go_on(group: Talk) -> None:
    assert "reply to it" in await group.read("/ask@bot nothing?", 1)


async def test_an_abstention_says_how_a_follow_up_was_taken(private: Talk) -> None:
    assert "I took it for" not in await private.read("nothing?")
    assert "I took it for “and nothing of Ada Kern?”." in await private.read("and nothing of that?")


async def test_who_is_meant_is_asked_and_a_press_answers(
    private: Talk, answers: ScriptedAnswers
) -> None:
    asking = await private.ask("did he say?", 1, shown_as=2)
    assert await private.read("/sources") == await private.read("/sources", 2, reply_to=2)
    payloads = [button.payload for row in asking.buttons for button in row]
    assert payloads == [f"meant:{asking.turn_id}:0", f"meant:{asking.turn_id}:1"]
    (answered,) = await private.say(payloads[1], 2, kind=Kind.PRESSED)
    assert answers.asked[-1] == ("Jon Falk", ["did he say?"])
    assert "[1] Demo Courier" in render_terminal.render(answered, 80)


@pytest.mark.parametrize("place", ["2", "-1", "x", ""])
async def test_nobody_else_can_be_pressed(private: Talk, place: str) -> None:
    asking = await private.ask("did he say?", 1, shown_as=2)
    pressed = await private.read(f"meant:{asking.turn_id}:{place}", 2, kind=Kind.PRESSED)
    assert "too old" in pressed


async def test_in_a_group_a_reply_says_who_is_meant(group: Talk, answers: ScriptedAnswers) -> None:
    await group.ask("/ask@bot did he say?", 1, shown_as=2)
    assert "reply to it" in await group.read("/ask@bot did he say more?", 3)
    await group.ask("Jon Falk", 4, shown_as=5, reply_to=2)
    assert answers.asked[-1] == ("Jon Falk", ["did he say?"])


async def test_more_after_a_failure_says_on_which_question_it_is(private: Talk) -> None:
    await private.ask("one?", 1, shown_as=2)
    await private.ask("about nothing?", 3, shown_as=4)
    for asked in ("/more", "tell me more"):
        assert (await private.read(asked)).startswith("On the earlier question “one?”:")


async def test_two_people_in_a_group_talk_of_two_things(
    group: Talk, answers: ScriptedAnswers
) -> None:
    await group.ask("/ask@bot ships?", 1, shown_as=2)
    await group.ask("/ask@bot trains?", 3, shown_as=4)
    await group.ask("when?", 5, shown_as=6, reply_to=2)
    await group.ask("did he say?", 7, shown_as=8, reply_to=4)
    await group.ask("where?", 9, shown_as=10, reply_to=6)
    await group.ask("Jon Falk", 11, shown_as=12, reply_to=8)
    await group.ask("why?", 13, shown_as=14, reply_to=10)
    assert answers.asked[-2:] == [
        ("Jon Falk", ["trains?", "did he say?"]),
        ("why?", ["ships?", "when?", "where?"]),
    ]
