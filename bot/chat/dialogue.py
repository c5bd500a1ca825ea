"""The one conversation of all transports: what was heard becomes messages to show.

    Heard -> command, question or button -> Answerer -> turn kept -> Message

Conversations are threads of turns. In a private chat a question goes on from the last turn; in a
group, where several people talk, only a reply goes on, from the turn of the message it replies to.
A turn is looked up within its own chat alone, so that nothing crosses from one chat into another.
A question that is heard twice (after a crash between answering and acknowledging) is answered from
the turn that was kept the first time, and not at all once that answer has been shown.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Protocol

from bot.briefings.briefing import Briefing
from bot.chat import told
from bot.chat.answers import answer_message, sources_message
from bot.chat.call import Call, Manages, everybody_manages
from bot.chat.clean import one_line, shorten
from bot.chat.copies import Stories, copies_of
from bot.chat.going_on import Further, GoingOn
from bot.chat.heard import Command, Heard, Kind, command_in
from bot.chat.language_choice import LanguageChoice
from bot.chat.message import Button, Message, fits_a_button, notice, outside, paragraph
from bot.chat.privacy import Privacy
from bot.chat.questions import fault_of
from bot.chat.starting import Starting
from bot.chat.subscribing import Subscribing
from bot.chat.words.languages import ORIGINAL
from bot.chat.words.phrases import Phrases
from bot.chat.words.small_talk import asks_for_more, is_small_talk
from bot.clock import Clock
from bot.grounding.claims import Answer, Asker, Exchange, Watch, nobody_watches
from bot.grounding.conversation import without_context
from bot.text.words import terms
from prompts import load
from storage.chats import Chats
from storage.records import Chat, ChatKind, NewTurn, Turn

REMEMBERED = 8  # turns that a follow-up question is understood from
PRESSED = (
    "ask",
    "brief",
    "feeds",
    "language",
    "privacy",
    "subscribe",
)  # commands that a button can give
NOT_IN_TERMINAL = ("subscribe", "subscriptions", "unsubscribe")
_LABEL = 40  # characters of a button
_QUOTED = 90  # characters of a question that is quoted


class Answers(Protocol):
    """Answers a question, as bot.grounding does."""

    async def answer(
        self, question: str, *, thread: Sequence[Exchange] = (), asker: Asker, watch: Watch
    ) -> Answer:
        """Answer `question` of `asker`, in the light of the exchanges of `thread`."""
        ...


async def nothing_to_try() -> Sequence[str]:
    """No questions to offer at the start."""
    return ()


class Dialogue:
    """The conversation with everybody; holds no state of any chat.

    `tries` gives questions to offer at the first contact, such as the archive can answer.
    Without `subscribing` there are no briefings, without `starting` no feeds to choose, without
    `stories` no copies are named, without `privacy` nobody else gets a chat's words, without
    `further` there is nothing more on an answer.
    """

    def __init__(
        self,
        answers: Answers,
        chats: Chats,
        clock: Clock,
        tries: Callable[[], Awaitable[Sequence[str]]] = nothing_to_try,
        subscribing: Subscribing | None = None,
        starting: Starting | None = None,
        stories: Stories | None = None,
        privacy: Privacy | None = None,
        further: Further | None = None,
    ) -> None:
        self._answers = answers
        self._chats = chats
        self._clock = clock
        self._tries = tries
        self._subscribing = subscribing
        self._starting = starting
        self._stories = stories
        self._privacy = privacy or Privacy(chats, clock)
        self._going_on = GoingOn(chats, clock, further, stories, subscribing)
        self._on_turns: dict[str, Callable[[Call, Turn], Awaitable[list[Message]]]] = {
            "sources": self._sources_of,
            "more": self._going_on.more,
            "follow": self._going_on.follow,
        }
        self._commands: dict[str, Callable[[Call], Awaitable[list[Message]]]] = {
            "start": self._start,
            "help": self._help,
            "ask": self._ask,
            "sources": self._sources,
            "more": self._more,
            "reset": self._reset,
            "language": LanguageChoice(chats).language,
            "privacy": self._privacy.privacy,
        }
        if subscribing:
            self._commands |= {
                "brief": subscribing.brief,
                "subscribe": subscribing.subscribe,
                "subscriptions": subscribing.listing,
                "unsubscribe": subscribing.unsubscribe,
            }
        if starting:
            self._commands["feeds"] = starting.feeds

    async def hear(
        self,
        chat: Chat,
        heard: Heard,
        manages: Manages = everybody_manages,
        watch: Watch = nobody_watches,
    ) -> list[Message]:
        """Return what to show for what a person did in `chat`; nothing where silence is right."""
        if heard.kind is Kind.PRESSED:
            return await self._pressed(Call(chat, heard, heard.text, manages, watch))
        command = command_in(heard.text) or Command("ask", "", heard.text)
        call = Call(chat, heard, command.argument, manages, watch)
        if heard.kind is Kind.EDITED and (turn := await self._turn_of_question(call)):
            return await self._answer_anew(call, turn) if command.name == "ask" else []
        act = self._commands.get(command.name)
        if not act:
            return [notice(call.phrases.unknown_command(shorten(command.name, _LABEL)))]
        return await act(call)

    async def shown(self, message: Message, ids: Sequence[int]) -> None:
        """Note that `message` is now to be seen as the messages of these ids."""
        if message.turn_id is not None and ids:
            await self._chats.set_message(message.turn_id, ids[0])
            await self._chats.also_shown(message.turn_id, ids[1:])
        elif message.about is not None:
            await self._chats.also_shown(message.about, ids)

    async def brief(self, chat: Chat, briefing: Briefing) -> Message:
        """Keep a briefing that is to be sent to `chat` and return its message."""
        assert self._subscribing, "briefings come only from who knows of subscriptions"
        return await self._subscribing.keep(chat, briefing)

    async def welcome_back(self, chat: Chat) -> None:
        """A chat that had refused messages takes them again."""
        await self._chats.set_blocked(chat.id, False)
        if self._subscribing:
            await self._subscribing.welcome_back(chat)

    async def let_in(self, chat: Chat, language: str | None) -> None:
        """Somebody whose app speaks `language` let the bot into a group."""
        if language and chat.language is None:
            await self._chats.set_language(chat.id, language)

    def menu(self, language: str = ORIGINAL) -> dict[str, str]:
        """Each command that is offered, with a few words in a language on what it does."""
        said = Phrases(language).menu()
        return {name: said[name] for name in self._commands if name in said}

    # Commands

    async def _start(self, call: Call) -> list[Message]:
        questions = [q for q in await self._tries() if fits_a_button(f"ask:{q}")]
        buttons = [[Button(shorten(q, _LABEL), f"ask:{q}", q)] for q in questions]
        if self._subscribing and call.chat.kind is not ChatKind.TERMINAL:
            buttons.append([Button(call.phrases.daily_briefing(), "subscribe:", "/subscribe")])
        text = f"{call.phrases.what_it_is()}\n\n{call.phrases.just_ask()}"
        feeds = await self._starting.offer(call) if self._starting else []
        return [notice(text, buttons), *feeds, *self._privacy.offer(call)]

    async def _help(self, call: Call) -> list[Message]:
        if call.chat.kind is ChatKind.GROUP:
            return [notice(load("help_group", call.language).fill(bot=call.heard.bot))]
        if call.chat.kind is ChatKind.PRIVATE:
            more = call.phrases.edit_to_correct()
            return [notice(load("help", call.language).fill(more=more))]
        text = load("help", call.language).fill(more=call.phrases.how_to_leave())
        return [notice("\n".join(line for line in text.split("\n") if not _is_refused(line)))]

    async def _ask(self, call: Call) -> list[Message]:
        if fault := _fault(call):
            return [notice(fault)]
        if turn := await self._turn_of_question(call):
            return [] if turn.message_id is not None else [self._message(call, turn)]
        parent = await self._goes_on_from(call)
        if taken := await self._taken_as_a_place(call, parent):
            return taken
        if is_small_talk(call.argument, call.language):
            return [notice(call.phrases.hello())]
        if parent and asks_for_more(call.argument, call.language):
            return await self._more(call)
        return [await self._answer(call, parent.id if parent else None)]

    async def _sources(self, call: Call) -> list[Message]:
        turn, is_last = await self._turn_that_told(call)
        if not turn:
            return [notice(call.phrases.no_sources_yet())]
        return _headed(await self._sources_of(call, turn), call, None if is_last else turn)

    async def _sources_of(self, call: Call, turn: Turn) -> list[Message]:
        asked = "" if call.heard.kind is Kind.PRESSED else call.argument.strip("[] ")
        return [_shown_sources(call, turn, asked)]

    async def _more(self, call: Call) -> list[Message]:
        turn, is_last = await self._turn_that_told(call)
        if not turn:
            return [notice(call.phrases.no_sources_yet())]
        more = await self._going_on.more(call, turn)
        return _headed(more, call, None if is_last else turn)

    async def _turn_that_told(self, call: Call) -> tuple[Turn | None, bool]:
        """The turn that is replied to, else the newest that told something, and if it is the last.

        A question that was not answered does not hide what was told before it.
        """
        if turn := await self._turn_replied_to(call):
            return turn, True
        recent = await self._chats.recent_turns(call.chat.id, REMEMBERED)
        told_something = (turn for turn in recent if told.from_json(turn.answer).sources)
        turn = next(told_something, recent[0] if recent else None)
        return turn, bool(turn and turn.id == recent[0].id)

    async def _reset(self, call: Call) -> list[Message]:
        await self._chats.reset(call.chat.id)
        return [notice(call.phrases.forgotten())]

    async def _pressed(self, call: Call) -> list[Message]:
        action, _, value = call.argument.partition(":")
        if action in PRESSED and action in self._commands:
            heard = replace(call.heard, kind=Kind.SAID, text=value, message_id=None)
            return await self._commands[action](replace(call, heard=heard, argument=value))
        if action == "meant":
            return await self._meant(call, value)
        number = int(value) if value.isdecimal() else 0
        turn = await self._chats.turn(call.chat.id, number)
        act = self._on_turns.get(action)
        if not act or not turn:
            return [notice(call.phrases.pressed_in_vain())]
        return await act(call, turn)

    async def _meant(self, call: Call, value: str) -> list[Message]:
        """One of those who may be meant was pressed: "turn:place"."""
        number, _, place = value.partition(":")
        asking = await self._chats.turn(call.chat.id, int(number)) if number.isdecimal() else None
        names = told.from_json(asking.answer).names if asking else ()
        if not asking or place not in map(str, range(len(names))):
            return [notice(call.phrases.pressed_in_vain())]
        name = names[int(place)]
        heard = replace(call.heard, kind=Kind.SAID, text=name, message_id=None)
        return [await self._answer(replace(call, heard=heard, argument=name), asking.id)]

    # Answers

    async def _answer_anew(self, call: Call, turn: Turn) -> list[Message]:
        if call.argument == turn.question or _fault(call):
            return []
        message = await self._answer(call, turn.parent_id, turn)
        return [replace(message, replaces=turn.message_id)]

    async def _answer(self, call: Call, parent_id: int | None, old: Turn | None = None) -> Message:
        thread = await self._chats.thread(parent_id, REMEMBERED) if parent_id is not None else []
        answer = await self._answers.answer(
            call.argument, thread=_exchanges(thread), asker=_asker(call), watch=call.watch
        )
        copies = await copies_of(answer.claims, self._stories) if self._stories else ()
        turn = NewTurn(
            chat_id=call.chat.id,
            parent_id=parent_id,
            question=call.argument,
            standalone=answer.standalone,
            answer=told.to_json(told.told(answer, copies)),
            message_id=old.message_id if old else None,
            question_message_id=call.heard.message_id,
        )
        kept = await self._chats.replace_turn(old.id, turn) if old else None
        return self._message(call, kept or await self._chats.add_turn(turn, self._clock.now()))

    def _message(self, call: Call, turn: Turn) -> Message:
        kept = told.from_json(turn.answer)
        hint = self._hint(call, turn, kept)
        offers = self._going_on.offers(call, turn)
        return answer_message(kept, turn.id, call.phrases, hint, offers)

    def _hint(self, call: Call, turn: Turn, kept: told.Told) -> str:
        """What helps with an abstention: how it was understood, or how to go on in a group."""
        taken_for = without_context(kept.standalone)
        completed = not set(terms(taken_for)).issubset(terms(turn.question))
        if kept.asks != told.NAME and completed:
            return call.phrases.looked_for(shorten(one_line(taken_for), _QUOTED))
        waits = turn.parent_id is None or kept.asks == told.NAME
        in_group = call.chat.kind is ChatKind.GROUP
        return call.phrases.reply_to_go_on() if in_group and waits else ""

    async def _goes_on_from(self, call: Call) -> Turn | None:
        if turn := await self._turn_replied_to(call):
            return turn
        in_group = call.chat.kind is ChatKind.GROUP
        return None if in_group else await self._chats.last_turn(call.chat.id)

    async def _taken_as_a_place(self, call: Call, parent: Turn | None) -> list[Message] | None:
        if not parent or not self._subscribing:
            return None
        asked = told.from_json(parent.answer).asks == told.ZONE
        return await self._subscribing.zone_given(call, parent) if asked else None

    async def _turn_replied_to(self, call: Call) -> Turn | None:
        if call.heard.reply_to is None:
            return None
        return await self._chats.turn_by_message(call.chat.id, call.heard.reply_to)

    async def _turn_of_question(self, call: Call) -> Turn | None:
        if call.heard.message_id is None:
            return None
        return await self._chats.turn_by_question(call.chat.id, call.heard.message_id)


def _is_refused(line: str) -> bool:
    """Whether a line of the help tells of a command that the terminal refuses."""
    return line.partition(" ")[0].removeprefix("/") in NOT_IN_TERMINAL


def _headed(messages: list[Message], call: Call, turn: Turn | None) -> list[Message]:
    """The messages below the question of the turn that they belong to, where it is given."""
    question = one_line(without_context(turn.standalone)) if turn else ""
    if not question:
        return messages
    head = paragraph(outside(call.phrases.on_question(shorten(question, _QUOTED))))
    return [replace(messages[0], items=(head, *messages[0].items)), *messages[1:]]


def _shown_sources(call: Call, turn: Turn, asked: str) -> Message:
    """All sources of a turn, or the one whose number was asked for."""
    kept = told.from_json(turn.answer)
    if not kept.sources:
        return notice(call.phrases.nothing_cited())
    number = int(asked) if asked.isdecimal() and len(asked) < _LABEL else 0
    if asked and not 1 <= number <= len(kept.sources):
        return notice(call.phrases.no_such_source(len(kept.sources)))
    return replace(sources_message(kept, call.phrases, number or None), about=turn.id)


def _exchanges(turns: Sequence[Turn]) -> list[Exchange]:
    """What follow-ups may point back to, of the turns in which something was said."""
    exchanges = (told.exchange(turn.question, told.from_json(turn.answer)) for turn in turns)
    return [each for each in exchanges if each.standalone or each.sentences]


def _fault(call: Call) -> str:
    """What keeps the question from being asked, for people; empty where nothing does."""
    command = command_in(call.heard.text) is not None
    return fault_of(call.argument, call.phrases, command=command)


def _asker(call: Call) -> Asker:
    """Who asks: in the terminal it is whoever set the model, and that is a yes to it."""
    chat = call.chat
    remote = chat.kind is ChatKind.TERMINAL or chat.model_consent is True
    return Asker(chat.id, call.heard.user_id, call.language, remote)
