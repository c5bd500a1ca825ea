"""Somebody who talks to the bot on Telegram."""

from __future__ import annotations

from tests.fakes.botapi import BOT, BotApi, Sent

ME = f"@{BOT['username']}"


class Person:
    """Somebody who asks in a private chat, or in a group by command and then by reply."""

    def __init__(self, api: BotApi, chat_id: int) -> None:
        self.api = api
        self.chat_id = chat_id
        self.last: Sent | None = None

    async def ask(self, question: str) -> Sent:
        """Ask, going on from the last answer, and return the answer."""
        count = len(self.api.in_chat(self.chat_id))
        in_group = self.chat_id < 0
        text = f"/ask{ME} {question}" if in_group and not self.last else question
        reply_to = self.last if in_group else None
        await self.api.say(text, self.chat_id, reply_to=reply_to)
        self.last = await self.api.said(count + 1, self.chat_id)
        return self.last

    async def sources(self) -> Sent:
        """Press the last answer's Sources."""
        assert self.last
        count = len(self.api.in_chat(self.chat_id))
        await self.api.press(self.last, "Sources")
        return await self.api.said(count + 1, self.chat_id)
