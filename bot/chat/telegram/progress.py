"""What a person on Telegram sees until the answer is there.

    typing, at once  ->  a model begins to read: a draft (private chat) or a placeholder (group)
                     ->  the answer: a message of its own, or the placeholder edited into it

A draft and a placeholder say what is being read and nothing of what was found, so nothing that is
shown has to be taken back. Without a model answers are instant, and there is only typing.

A draft is a courtesy: it fails without a word, is never waited for, and a server that does not
know drafts is not asked again. A placeholder is a message, so its id is kept until the answer
stands in its place: after a crash the next attempt at the same update edits it. That it is about
to be sent is kept before: a crash between its sending and the keeping of its id leaves it behind,
since a bot cannot look up what it has sent; then the answer is a message of its own and says so.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.chat.message import Message, Style, notice, own, paragraph
from bot.chat.telegram.sending import Sender, Target, UnsureError
from bot.chat.words.phrases import Phrases
from bot.errors import DeliveryError
from bot.grounding.claims import Reading
from storage.errors import StorageError
from storage.placeholders import LOST, Placeholders

TYPING_SECONDS = 4.5  # Telegram shows it for five
DRAFT_SECONDS = 25.0  # Telegram shows it for thirty
_GRACE = 0.5  # seconds that an answer waits for a courtesy under way, so that it comes after it

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Courtesies:
    """How to show that work is being done; shared by all chats.

    `drafts` turns False once the server has refused one.
    """

    bot: Bot
    sender: Sender
    placeholders: Placeholders
    drafts: bool = True


class Progress:
    """Shows one person that the answer to an update is on its way, while the block runs."""

    def __init__(
        self, courtesies: Courtesies, update_id: int, target: Target, phrases: Phrases
    ) -> None:
        self._shared = courtesies
        self._update_id = update_id
        self._target = target
        self._phrases = phrases
        self._private = target.chat_id > 0
        self._done = asyncio.Event()
        self._shown: list[asyncio.Task[None]] = []
        self._reads = False
        self._placing: asyncio.Task[None] | None = None
        self._placed: int | None = None

    async def __aenter__(self) -> Self:
        if not self._private:
            self._placed = await self._shared.placeholders.get(self._update_id)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        if self._shown:
            await asyncio.wait(self._shown, timeout=_GRACE)
        for task in self._shown:
            task.cancel()
        if self._placing:
            await asyncio.wait([self._placing])

    def types(self) -> None:
        """Show "typing" from now on."""
        self._shown.append(asyncio.create_task(self._repeat(self._type, TYPING_SECONDS)))

    def reading(self, reading: Reading) -> None:
        """Show what a model is reading; once is enough."""
        if self._reads:
            return
        self._reads = True
        text = self._phrases.reading(reading.articles, reading.outlets)
        if not self._private and self._placed is None:
            self._placing = asyncio.create_task(self._place(text))
        elif self._private and self._shared.drafts:
            draft = self._repeat(lambda: self._draft(text), DRAFT_SECONDS)
            self._shown.append(asyncio.create_task(draft))

    def in_place(self, messages: Sequence[Message]) -> list[Message]:
        """The messages, the first of them in place of the placeholder; after the block."""
        if self._placed == LOST and messages:
            said = paragraph(own(self._phrases.left_behind(), Style.ITALIC))
            return [replace(messages[0], items=(*messages[0].items, said)), *messages[1:]]
        if self._placed is None or not messages or messages[0].replaces is not None:
            return list(messages)
        return [replace(messages[0], replaces=self._placed), *messages[1:]]

    async def is_over(self, shown: Sequence[int]) -> None:
        """The answer is shown as messages of these ids: nothing stands in for it any more."""
        if self._placed is None:
            return
        if shown and self._placed not in (LOST, *shown):
            with suppress(TelegramError):  # it could not be edited, perhaps not deleted either
                await self._shared.bot.delete_message(self._target.chat_id, self._placed)
        await self._shared.placeholders.forget(self._update_id)

    # What is shown

    async def _repeat(self, show: Callable[[], Awaitable[None]], every: float) -> None:
        while not self._done.is_set():
            try:
                await show()
                async with asyncio.timeout(every):
                    await self._done.wait()
            except TimeoutError:
                continue
            except TelegramError:
                return  # a courtesy, whose failure the answer itself will tell

    async def _type(self) -> None:
        target = self._target
        await self._shared.bot.send_chat_action(
            target.chat_id, ChatAction.TYPING, message_thread_id=target.thread_id
        )

    async def _draft(self, text: str) -> None:
        target = self._target
        try:
            await self._shared.bot.send_message_draft(
                target.chat_id, self._update_id, text, message_thread_id=target.thread_id
            )
        except (BadRequest, InvalidToken):  # 400 and 404
            if self._shared.drafts:
                log.warning("the server takes no drafts (sendMessageDraft); typing is shown alone")
            self._shared.drafts = False
            raise

    async def _place(self, text: str) -> None:
        once = replace(self._target, once=True)
        kept = self._shared.placeholders
        try:
            await kept.intend(self._update_id)
            [self._placed] = await self._shared.sender.show(once, notice(text))
            await kept.put(self._update_id, self._placed)
        except DeliveryError as error:
            log.info("no placeholder was sent: %s", error)
            await self._unplaced(error)
        except StorageError as error:
            log.warning("a placeholder would be left behind by a crash: %s", error)

    async def _unplaced(self, error: DeliveryError) -> None:
        """Nothing is known to have been sent; forget it where that is certain."""
        if isinstance(error, UnsureError) and not error.certain:
            self._placed = LOST
            return
        with suppress(StorageError):
            await self._shared.placeholders.forget(self._update_id)
