"""A bot on the fake server whose updates are handled where they would be stored."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress

from bot.chat.dialogue import Answers, Dialogue, nothing_to_try
from bot.chat.telegram.chats import TelegramChats, make_bot, running
from bot.chat.telegram.polling import poll
from bot.clock import SystemClock
from storage.chats import Chats
from storage.database import Database
from storage.placeholders import Placeholders
from storage.records import NewUpdate
from tests.fakes.botapi import TOKEN, BotApi


@asynccontextmanager
async def bot_on(
    api: BotApi,
    answers: Answers,
    database: Database,
    tries: Callable[[], Awaitable[Sequence[str]]] = nothing_to_try,
    allowed: Sequence[int] = (),
) -> AsyncIterator[TelegramChats]:
    """Run a bot; every update must go well."""
    chats, clock = Chats(database), SystemClock()
    dialogue = Dialogue(answers, chats, clock, tries)
    async with running(make_bot(TOKEN, api.url)) as app:
        telegram = TelegramChats(app, dialogue, chats, clock, Placeholders(database), allowed)

        async def store(updates: Sequence[NewUpdate]) -> None:
            for update in updates:
                assert await telegram.handle(json.loads(update.payload)) is None

        task = asyncio.create_task(poll(app.bot, store))
        try:
            yield telegram
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
