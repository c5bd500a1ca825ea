"""Briefings in the conversation: /brief, /subscribe, /subscriptions, /unsubscribe.

A subscription needs a time zone. Where the chat's zone is not known, the request is kept as a turn
that asks for a city, and the next words (in a group: a reply to that question) are taken as its
answer. Words that are no place and look like a question are left to be answered as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.briefings.briefing import Briefing
from bot.briefings.requests import (
    SubscribeRequest,
    parse_subscribe,
    parse_unsubscribe,
    parse_zone,
)
from bot.briefings.subscriptions import Following, Line
from bot.briefings.topics import Topic, parse_topic
from bot.chat import told
from bot.chat.briefing_messages import briefing_message, told_in
from bot.chat.call import Call, phrases_of
from bot.chat.message import (
    Block,
    Button,
    Item,
    Message,
    Style,
    fits_a_button,
    notice,
    outside,
    own,
    paragraph,
)
from bot.chat.words.phrases import Phrases
from bot.clock import Clock
from bot.errors import RequestError
from bot.grounding.claims import Account, Watch
from storage.chats import Chats
from storage.records import (
    Chat,
    ChatKind,
    NewTurn,
    Turn,
)
from storage.subscriptions import Subscriptions

_PLACE_WORDS = 4  # a longer reply to "which city" is something else


class Briefs(Protocol):
    """Puts briefings together, as bot.briefings.briefer does."""

    async def asked(
        self, topic: Topic, now: datetime, language: str, *, watch: Watch, account: Account
    ) -> Briefing:
        """Brief on a topic as of `now`, whole."""
        ...


class Subscribing:
    """The part of the dialogue that is about briefings."""

    def __init__(
        self, briefer: Briefs, subscriptions: Subscriptions, chats: Chats, clock: Clock
    ) -> None:
        self._briefer = briefer
        self._subscriptions = subscriptions
        self._following = Following(subscriptions, clock)
        self._chats = chats
        self._clock = clock

    async def brief(self, call: Call) -> list[Message]:
        """Brief on the topic that the argument names, or on everything."""
        if await self._briefed_already(call):
            return []
        try:
            topic = parse_topic(call.argument, call.language)
        except RequestError as error:
            return [_refusal(error, call.phrases)]
        briefing = await self._briefer.asked(
            topic,
            self._clock.now(),
            call.language,
            watch=call.watch,
            account=Account(call.chat.id, call.heard.user_id),
        )
        return [await self.keep(call.chat, briefing, call.heard.message_id)]

    async def keep(self, chat: Chat, briefing: Briefing, asked_by: int | None = None) -> Message:
        """Keep a briefing as a turn, for questions on it, and return its message."""
        kept = told_in(briefing)
        turn = await self._add(chat, f"/brief {kept.standalone}".strip(), kept, asked_by)
        return briefing_message(briefing, turn.id, phrases_of(chat), self._clock.now())

    async def subscribe(self, call: Call) -> list[Message]:
        """Subscribe to the topic, time and zone of the argument, asking for what is not known."""
        if call.chat.kind is ChatKind.TERMINAL:
            return [notice(call.phrases.no_delivery_here())]
        if not await call.manages():
            return [notice(call.phrases.admins_only())]
        try:
            request = parse_subscribe(call.argument, call.chat.zone, call.language)
        except RequestError as error:
            return [_refusal(error, call.phrases)]
        if request.zone is None:
            return [await self._ask_for_zone(call)]
        return [await self._follow(call, request)]

    async def zone_given(self, call: Call, asking: Turn) -> list[Message] | None:
        """Take what was heard as the place that `asking` asked for; None where it is none."""
        if len(call.argument.split()) > _PLACE_WORDS or "?" in call.argument:
            return None
        if not await call.manages():
            return [notice(call.phrases.admins_only())]
        try:
            zone = parse_zone(call.argument, call.language)
            request = parse_subscribe(asking.question, zone, call.language)
        except RequestError as error:
            return [_refusal(error, call.phrases)]
        await self._settle(asking)
        return [await self._follow(call, request)]

    async def listing(self, call: Call) -> list[Message]:
        """List what is sent here."""
        if call.chat.kind is ChatKind.TERMINAL:
            return [notice(call.phrases.no_delivery_here())]
        lines = await self._lines(call)
        return [_list(lines, call.phrases) if lines else notice(call.phrases.nothing_subscribed())]

    async def unsubscribe(self, call: Call) -> list[Message]:
        """Stop the lines of the list that the argument names."""
        if call.chat.kind is ChatKind.TERMINAL:
            return [notice(call.phrases.no_delivery_here())]
        if not await call.manages():
            return [notice(call.phrases.admins_only())]
        lines = await self._lines(call)
        try:
            wanted = parse_unsubscribe(call.argument, len(lines))
        except RequestError as error:
            return [_refusal(error, call.phrases), *([_list(lines, call.phrases)] if lines else [])]
        gone = await self._following.leave(call.chat.id, call.heard.thread_id, wanted)
        return [_stopped(gone, call.phrases)]

    async def welcome_back(self, chat: Chat) -> None:
        """A chat that had refused messages takes them again: its briefings go on."""
        await self._subscriptions.resume(chat.id, self._clock.now())

    async def _briefed_already(self, call: Call) -> bool:
        if call.heard.message_id is None:
            return False
        turn = await self._chats.turn_by_question(call.chat.id, call.heard.message_id)
        return turn is not None and turn.message_id is not None

    async def _lines(self, call: Call) -> list[Line]:
        return await self._following.lines(call.chat.id, call.heard.thread_id)

    async def _ask_for_zone(self, call: Call) -> Message:
        last = await self._chats.last_turn(call.chat.id)
        kept = told.nothing_yet(asks=told.ZONE)
        parent = last.id if last else None
        turn = await self._add(call.chat, call.argument, kept, call.heard.message_id, parent)
        in_group = call.chat.kind is ChatKind.GROUP
        return replace(notice(call.phrases.which_city(by_reply=in_group)), turn_id=turn.id)

    async def _follow(self, call: Call, request: SubscribeRequest) -> Message:
        here = (call.chat.id, call.heard.thread_id)
        try:
            line = await self._following.follow(*here, request, call.language)
        except RequestError as error:
            return _refusal(error, call.phrases)
        if call.chat.zone is None:
            await self._chats.set_zone(call.chat.id, request.zone)
        return _confirmation(line, phrases_of(replace(call.chat, zone=request.zone)))

    async def _settle(self, asking: Turn) -> None:
        """What a turn asked has been answered."""
        settled = {name: getattr(asking, name) for name in NewTurn.__slots__}
        answer = told.to_json(told.nothing_yet())
        await self._chats.replace_turn(asking.id, NewTurn(**settled | {"answer": answer}))

    async def _add(
        self,
        chat: Chat,
        question: str,
        kept: told.Told,
        asked_by: int | None,
        parent_id: int | None = None,
    ) -> Turn:
        turn = NewTurn(
            chat_id=chat.id,
            parent_id=parent_id,
            question=question,
            standalone=kept.standalone,
            answer=told.to_json(kept),
            message_id=None,
            question_message_id=asked_by,
        )
        return await self._chats.add_turn(turn, self._clock.now())


def _confirmation(line: Line, phrases: Phrases) -> Message:
    name = line.topic.name
    words = (
        own(phrases.subscribed(_at(line, phrases))),
        outside(_topic(line, phrases), Style.BOLD),
        own(". " + phrases.first_comes(phrases.day(line.next_due))),
    )
    now = Button(phrases.brief_now(), f"brief:{name}", f"/brief {name}".strip())
    return Message((paragraph(*words),), ((now,),) if fits_a_button(now.payload) else ())


def _list(lines: Sequence[Line], phrases: Phrases) -> Message:
    listed = tuple(
        Block((own(f"{line.number}. {_at(line, phrases)} · "), outside(_topic(line, phrases))))
        for line in lines
    )
    return Message((Item(listed), paragraph(own(phrases.how_to_stop()))))


def _stopped(lines: Sequence[Line], phrases: Phrases) -> Message:
    names = phrases.listed([_topic(line, phrases) for line in lines])
    return Message((paragraph(own(phrases.stopped()), outside(names)),))


def _topic(line: Line, phrases: Phrases) -> str:
    return line.topic.name or phrases.everything()


def _at(line: Line, phrases: Phrases) -> str:
    return phrases.hour(line.subscription.at, line.subscription.zone)


def _refusal(error: RequestError, phrases: Phrases) -> Message:
    """What is wrong with a request; it repeats a person's words, which must not become links."""
    return Message((paragraph(outside(phrases.refusal(error))),))
