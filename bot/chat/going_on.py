"""What the buttons under an answer do: more on it, or follow what was asked about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

from bot.briefings.more import topic_of
from bot.chat import told
from bot.chat.answers import answer_message
from bot.chat.call import Call
from bot.chat.copies import Stories, copies_of
from bot.chat.message import Message, notice
from bot.chat.subscribing import Subscribing
from bot.clock import Clock
from bot.grounding.claims import Claim
from storage.chats import Chats
from storage.records import ChatKind, NewTurn, Turn

MORE, FOLLOW = "more", "follow"
REMEMBERED = 8  # turns back of what has been said already


class Further(Protocol):
    """Says more of a story, as bot.briefings.more does."""

    async def on(
        self, article_ids: Sequence[int], said: Collection[str], language: str
    ) -> tuple[Claim, ...]:
        """Return claims on the story of the first article that `said` has not said."""
        ...


class GoingOn:
    """The part of the dialogue that goes on from an answer; every turn is of the calling chat."""

    def __init__(
        self,
        chats: Chats,
        clock: Clock,
        further: Further | None,
        stories: Stories | None,
        subscribing: Subscribing | None,
    ) -> None:
        self._chats = chats
        self._clock = clock
        self._further = further
        self._stories = stories
        self._subscribing = subscribing

    def offers(self, call: Call, turn: Turn) -> Collection[str]:
        """Which buttons the answer of a turn gets."""
        offered = {MORE} if self._further else set()
        here = call.chat.kind is not ChatKind.TERMINAL  # where nothing can be sent later
        if here and self._subscribing and topic_of(turn.standalone):
            offered.add(FOLLOW)
        return offered

    async def more(self, call: Call, turn: Turn) -> list[Message]:
        """Say what else there is on what a turn told, and after it what was said further."""
        turn = await self._newest(turn)
        claims = await self._more(call, turn) if self._further else ()
        if not claims:
            return [notice(call.phrases.nothing_more())]
        copies = await copies_of(claims, self._stories) if self._stories else ()
        kept = told.told_of(claims, turn.standalone, copies)
        new = NewTurn(
            chat_id=call.chat.id,
            parent_id=turn.id,
            question=turn.question,
            standalone=turn.standalone,
            answer=told.to_json(kept),
            message_id=None,
            question_message_id=None,
        )
        added = await self._chats.add_turn(new, self._clock.now())
        return [answer_message(kept, added.id, call.phrases, offers=self.offers(call, added))]

    async def follow(self, call: Call, turn: Turn) -> list[Message]:
        """Subscribe to what the question of a turn was about."""
        topic = topic_of(turn.standalone)
        if not topic or not self._subscribing:
            return [notice(call.phrases.pressed_in_vain())]
        heard = replace(call.heard, message_id=None)  # it holds the button, and asked for nothing
        return await self._subscribing.subscribe(replace(call, heard=heard, argument=topic))

    async def _newest(self, turn: Turn) -> Turn:
        """The turn that said most recently more to the same question."""
        for _ in range(REMEMBERED):
            further = await self._chats.continuation(turn)
            if further is None:
                return turn
            turn = further
        return turn

    async def _more(self, call: Call, turn: Turn) -> Sequence[Claim]:
        assert self._further
        thread = await self._chats.thread(turn.id, REMEMBERED)
        sources = [s for one in thread for s in told.from_json(one.answer).sources]
        said = [quote.text for source in sources for quote in source.quotes]
        cited = [s.article_id for s in told.from_json(_opening(thread).answer).sources]
        before = [source.article_id for source in sources]
        return await self._further.on([*cited, *before], said, call.language) if cited else ()


def _opening(thread: Sequence[Turn]) -> Turn:
    """The answer that a thread's last turn says more of; its first article tells of what."""
    *before, opening = thread
    for turn in reversed(before):
        if turn.question != opening.question:
            break
        opening = turn
    return opening
