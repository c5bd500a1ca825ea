"""Briefings brought to Telegram's chats, for bot.briefings.delivery: each sent at most once."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from bot.briefings.briefing import Briefing
from bot.briefings.delivery import Blocked, MayHaveArrived, SurelyFailed
from bot.chat.dialogue import Dialogue
from bot.chat.message import Message
from bot.chat.telegram.sending import ChatClosedError, ChatMovedError, Sender, Target, UnsureError
from bot.chat.telegram.updates import chat_id_of, chat_key
from bot.errors import DeliveryError
from storage.chats import Chats
from storage.errors import StorageError
from storage.records import Chat

log = logging.getLogger(__name__)


class TelegramDelivery:
    """Sends briefings through `sender`; a bot.briefings.delivery.Sender."""

    def __init__(self, sender: Sender, dialogue: Dialogue, chats: Chats) -> None:
        self._sender = sender
        self._dialogue = dialogue
        self._chats = chats

    async def send(self, chat: Chat, thread_id: int, briefing: Briefing) -> Sequence[int]:
        """Send a briefing to a chat (or a forum topic in it) and return its messages' ids.

        Raises SurelyFailed, MayHaveArrived or Blocked.
        """
        chat_id = chat_id_of(chat.key)
        if chat_id is None:
            raise Blocked("this chat is not on Telegram")
        message = await self._dialogue.brief(chat, briefing)
        ids = await self._send(Target(chat_id, thread_id or None, once=True), message)
        await self._note(message, ids)
        return ids

    async def _send(self, target: Target, message: Message) -> list[int]:
        try:
            return await self._sender.show(target, message)
        except ChatClosedError as error:
            raise Blocked(str(error)) from error
        except ChatMovedError as error:
            await self._chats.migrate(chat_key(target.chat_id), chat_key(error.new_id))
            raise SurelyFailed(str(error), timedelta()) from error
        except UnsureError as error:
            raise _outcome(error) from error
        except DeliveryError as error:  # refused: nothing arrived
            raise SurelyFailed(str(error)) from error

    async def _note(self, message: Message, ids: Sequence[int]) -> None:
        """Remember where it is shown; it has arrived, so a failure must not look like one."""
        try:
            await self._dialogue.shown(message, ids)
        except StorageError as error:
            log.warning("replies to a briefing will not be understood: %s", error)


def _outcome(error: UnsureError) -> SurelyFailed | MayHaveArrived:
    if error.arrived or not error.certain:
        return MayHaveArrived(str(error), error.arrived)
    wait = error.retry_after
    return SurelyFailed(str(error), None if wait is None else timedelta(seconds=wait))
