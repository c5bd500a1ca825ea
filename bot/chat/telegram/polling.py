"""Updates fetched from Telegram: stored first, acknowledged by the next request.

Telegram forgets an update once a later offset is asked for, and repeats it until then. So the
offset moves only when the updates before it are in the inbox, which knows each by its id: a crash
at any point loses none and doubles none.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import NoReturn, TypeAlias

from telegram import Bot, Update
from telegram.error import Conflict, TelegramError

from bot.chat.telegram.faults import Fault, description, seconds_to_wait
from bot.chat.telegram.updates import WANTED, lane
from storage.errors import StorageError
from storage.records import NewUpdate

LONG_POLL = 25  # seconds that Telegram holds a request without updates
_STORAGE_WAIT = 2.0  # seconds

log = logging.getLogger(__name__)


Store: TypeAlias = Callable[[Sequence[NewUpdate]], Awaitable[object]]


async def poll(bot: Bot, store: Store) -> NoReturn:
    """Fetch updates for ever and give them to `store` before they are acknowledged."""
    fault = Fault(log, "fetching updates from Telegram")
    offset, failures = 0, 0
    while True:
        try:
            updates = await bot.get_updates(offset, timeout=LONG_POLL, allowed_updates=WANTED)
            await store([_stored(update) for update in updates])
        except TelegramError as error:
            if isinstance(error, Conflict) and "webhook" in error.message:
                await _unhook(bot)
            failures += 1
            fault.begins(description(error))
            await asyncio.sleep(seconds_to_wait(error, failures))
        except StorageError as error:
            fault.begins(f"they cannot be stored: {error}")
            await asyncio.sleep(_STORAGE_WAIT)
        else:
            failures = 0
            fault.is_over()
            offset = max((update.update_id + 1 for update in updates), default=offset)


async def _unhook(bot: Bot) -> None:
    """Remove the webhook that keeps this bot from polling; its updates stay with Telegram."""
    with suppress(TelegramError):
        await bot.delete_webhook(drop_pending_updates=False)
        log.warning("a webhook was set for this bot; it is removed, since this bot polls")


def _stored(update: Update) -> NewUpdate:
    payload = update.to_json()
    return NewUpdate(update.update_id, lane(json.loads(payload)), payload)
