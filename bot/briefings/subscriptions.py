"""What a chat follows: its numbered list, following, leaving, and when the next briefing comes.

The list has one line for each topic, in the order of the day; its numbers are what /unsubscribe
takes. Who may change a group's list is decided by the chat side.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.briefings.requests import WHICH_CITY, SubscribeRequest, Unsubscribe
from bot.briefings.slots import Rhythm, next_slot
from bot.clock import Clock
from bot.errors import Remark, RequestError
from storage.records import FollowedTopic, NewSubscription, Subscription
from storage.subscriptions import Subscriptions

MOST_TOPICS = 30


@dataclass(frozen=True, slots=True)
class Line:
    """A topic that a chat follows, under its number; `next_due` is when it is briefed next."""

    number: int
    topic: FollowedTopic
    subscription: Subscription
    next_due: datetime


class Following:
    """The topics of chats (or of forum topics in them; `thread_id` 0 outside those)."""

    def __init__(self, subscriptions: Subscriptions, clock: Clock) -> None:
        self._subscriptions = subscriptions
        self._clock = clock

    async def lines(self, chat_id: int, thread_id: int) -> list[Line]:
        """Return the chat's list, in the order of the day."""
        subscriptions = await self._subscriptions.of_chat(chat_id, thread_id)
        due = await self._next_due(subscriptions)
        followed = ((s, topic) for s in subscriptions for topic in s.topics)
        return [Line(n, topic, s, due[s.id]) for n, (s, topic) in enumerate(followed, 1)]

    async def follow(
        self, chat_id: int, thread_id: int, request: SubscribeRequest, language: str
    ) -> Line:
        """Follow a topic; where it is followed already, it moves to the new time.

        `request.zone` must be known by now. Raises RequestError when the list is full.
        """
        if request.zone is None:
            raise RequestError(Remark("the city whose time counts is not known"), advice=WHICH_CITY)
        lines = await self.lines(chat_id, thread_id)
        topic = FollowedTopic(request.topic.key, request.topic.name)
        if len(lines) >= MOST_TOPICS and topic.key not in {line.topic.key for line in lines}:
            raise RequestError(
                Remark("{} topics are followed here already, which is the limit", (MOST_TOPICS,)),
                advice=Remark("Leave one with /unsubscribe first"),
            )
        wanted = NewSubscription(chat_id, thread_id, request.at, request.zone, language)
        await self._subscriptions.follow(wanted, topic, self._clock.now())
        lines = await self.lines(chat_id, thread_id)
        return next(line for line in lines if line.topic.key == topic.key)

    async def leave(self, chat_id: int, thread_id: int, which: Unsubscribe) -> list[Line]:
        """Leave lines of the list; returns those that are gone."""
        lines = await self.lines(chat_id, thread_id)
        gone = [line for line in lines if which.everything or line.number in which.numbers]
        for line in gone:
            await self._subscriptions.unfollow(chat_id, line.subscription.id, line.topic.key)
        return gone

    async def _next_due(self, subscriptions: list[Subscription]) -> dict[int, datetime]:
        now = self._clock.now()
        newest = {t.subscription_id: t.newest_due for t in await self._subscriptions.timings()}
        return {
            s.id: next_slot(Rhythm(s.at, s.zone, s.since, newest.get(s.id)), now)
            for s in subscriptions
        }
