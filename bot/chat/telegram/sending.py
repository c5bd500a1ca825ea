"""Messages brought to Telegram: paced, in parts, tried again, one chat never holding up another.

Telegram takes about 30 messages a second in all; beyond that, or in a busy chat, it answers 429
with the seconds to wait. They count for the chat that was told so: flood limits are kept by chat.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.chat.message import Message
from bot.chat.telegram.faults import Fault, description, may_have_arrived, seconds_to_wait
from bot.chat.telegram.render import render
from bot.errors import DeliveryError

MESSAGES_A_SECOND = 25  # Telegram: about 30
ATTEMPTS = 8  # about two minutes where Telegram names no time itself
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_UNCHANGED = "message is not modified"
_NO_THREAD = ("message thread not found", "topic_closed", "topic_deleted")
_CLOSED = ("chat not found", "not enough rights", "have no rights", "peer_id_invalid")

T = TypeVar("T")
log = logging.getLogger(__name__)


class ChatClosedError(DeliveryError):
    """The chat takes no messages from the bot: blocked, kicked, or gone."""


class ChatMovedError(DeliveryError):
    """The group has become a supergroup with the id `new_id`."""

    def __init__(self, new_id: int) -> None:
        super().__init__("the group has become a supergroup")
        self.new_id = new_id


class UnsureError(DeliveryError):
    """A request failed that was not to be repeated.

    `arrived` are the ids of the parts that did arrive, `certain` says that no more did; then
    `retry_after` may hold the seconds that Telegram asked to wait.
    """

    def __init__(self, message: str, *, certain: bool, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.certain = certain
        self.retry_after = retry_after
        self.arrived: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes: a chat, a forum topic in it, the message that it replies to.

    With `once` nothing is tried again, since it may have arrived or be tried again elsewhere.
    """

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    once: bool = False


class Pace:
    """Lets at most `rate` callers a second pass, evenly."""

    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for the next free moment."""
        now = asyncio.get_running_loop().time()
        self._next = max(now, self._next + self._gap)
        await asyncio.sleep(self._next - now)


class Sender:
    """Sends and edits messages through `bot`."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._pace = Pace(MESSAGES_A_SECOND)
        self._quiet_until: dict[int, float] = {}
        self._fault = Fault(log, "sending to Telegram")

    async def show(self, target: Target, message: Message) -> list[int]:
        """Show a message and return the ids of the messages that hold it, in order.

        Raises ChatClosedError, ChatMovedError, UnsureError (only where `target.once`), or
        DeliveryError where Telegram kept failing.
        """
        pages = render(message)
        ids: list[int] = []
        try:
            for n, html in enumerate(pages, 1):
                keyboard = _keyboard(message) if n == len(pages) else None
                replaces = message.replaces if n == 1 else None
                ids.append(await self._place(target, replaces, html, keyboard))
                target = replace(target, reply_to=None)
        except UnsureError as error:
            error.arrived = tuple(ids)
            raise
        return ids

    async def _place(
        self, target: Target, replaces: int | None, html: str, keyboard: InlineKeyboardMarkup | None
    ) -> int:
        if replaces is None:
            return await self._send(target, html, keyboard)
        return await self._edit(target, replaces, html, keyboard)

    async def _send(self, target: Target, html: str, keyboard: InlineKeyboardMarkup | None) -> int:
        try:
            return await self._send_to(target, html, keyboard)
        except BadRequest as error:
            if target.thread_id and _says(error, _NO_THREAD):
                return await self._send(replace(target, thread_id=None), html, keyboard)
            raise DeliveryError(description(error)) from error

    async def _send_to(
        self, target: Target, html: str, keyboard: InlineKeyboardMarkup | None
    ) -> int:
        reply = (
            ReplyParameters(target.reply_to, allow_sending_without_reply=True)
            if target.reply_to
            else None
        )
        sent = await self._insist(
            target,
            lambda: self._bot.send_message(
                target.chat_id,
                html,
                message_thread_id=target.thread_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_parameters=reply,
                reply_markup=keyboard,
            ),
        )
        return sent.message_id

    async def _edit(
        self, target: Target, message_id: int, html: str, keyboard: InlineKeyboardMarkup | None
    ) -> int:
        try:
            await self._insist(
                target,
                lambda: self._bot.edit_message_text(
                    html,
                    target.chat_id,
                    message_id,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=NO_PREVIEW,
                    reply_markup=keyboard,
                ),
            )
        except BadRequest as error:
            if not _says(error, (_UNCHANGED,)):  # deleted, too old: it is said anew
                return await self._send(target, html, keyboard)
        return message_id

    async def _insist(self, target: Target, request: Callable[[], Awaitable[T]]) -> T:
        """Make a request until it succeeds or there is no sense in trying."""
        for attempt in range(1, ATTEMPTS + 1):
            await self._quiet(target.chat_id)
            await self._pace.turn()
            try:
                result = await request()
            except ChatMigrated as error:
                raise ChatMovedError(error.new_chat_id) from error
            except (Forbidden, BadRequest) as error:
                if isinstance(error, Forbidden) or _says(error, _CLOSED):
                    raise ChatClosedError(description(error)) from error
                raise
            except TelegramError as error:
                await self._failed(target, error, attempt)
            else:
                self._fault.is_over()
                return result
        raise DeliveryError("Telegram kept failing; see the log")

    async def _failed(self, target: Target, error: TelegramError, attempt: int) -> None:
        self._fault.begins(description(error))
        wait = seconds_to_wait(error, attempt)
        self._quiet_until[target.chat_id] = asyncio.get_running_loop().time() + wait
        if target.once:
            asked = wait if isinstance(error, RetryAfter) else None
            certain = not may_have_arrived(error)
            raise UnsureError(description(error), certain=certain, retry_after=asked) from error

    async def _quiet(self, chat_id: int) -> None:
        """Wait until messages to this chat are welcome again."""
        if until := self._quiet_until.get(chat_id):
            await asyncio.sleep(max(0.0, until - asyncio.get_running_loop().time()))
            self._quiet_until.pop(chat_id, None)


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    rows = [
        [InlineKeyboardButton(button.label, callback_data=button.payload) for button in row]
        for row in message.buttons
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _says(error: TelegramError, phrases: tuple[str, ...]) -> bool:
    return any(phrase in error.message.lower() for phrase in phrases)
