"""What Telegram's faults mean: how long to wait, what to say, whether a message may have arrived.

Observed (python-telegram-bot 22.8): 401 and 404 are InvalidToken; BadRequest and TimedOut are kinds
of NetworkError; a page of HTML with status 200 is a bare TelegramError; descriptions may quote a
whole response. What is logged is therefore put together here, and never carries an address.
"""

from __future__ import annotations

import logging
import random
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.clean import shorten

LONGEST_WAIT = 30.0  # seconds between two attempts, unless Telegram asks for more
_FIRST_WAIT = 0.5
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def seconds_to_wait(error: TelegramError, attempt: int) -> float:
    """How long to wait after failed attempt number `attempt` (from 1)."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
    longest = min(_FIRST_WAIT * 2.0 ** min(attempt - 1, 10), LONGEST_WAIT)
    return longest * random.uniform(0.75, 1.0)  # noqa: S311 - spreads attempts, guards nothing


def may_have_arrived(error: TelegramError) -> bool:
    """Whether the request may have taken effect although it failed."""
    if isinstance(error, (BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter)):
        return False
    return not isinstance(error.__cause__, _NEVER_LEFT)


def description(error: TelegramError) -> str:
    """What is wrong and, where something can be done, what to do; one line."""
    match error:
        case RetryAfter():
            return f"Telegram asks to wait {seconds_to_wait(error, 1):g} seconds (429)"
        case Conflict() if "webhook" in error.message:
            return "a webhook is set for this bot, which keeps it from polling (409 Conflict)"
        case Conflict():
            return (
                "another program is polling with this bot's token (409 Conflict): "
                "stop it, or get this bot a token of its own from @BotFather"
            )
        case InvalidToken():
            return "Telegram refuses TELEGRAM_BOT_TOKEN (401): check it with @BotFather"
        case TimedOut():
            return "Telegram did not answer in time"
        case BadRequest() | Forbidden():
            return f"Telegram refused: {shorten(error.message, 160)}"
        case NetworkError():
            return f"Telegram cannot be reached or is out of order ({_kind(error)})"
        case _:
            return "what answers at TELEGRAM_API_URL is not the Bot API (no JSON)"


def _kind(error: NetworkError) -> str:
    if isinstance(error.__cause__, httpx.HTTPError):
        return type(error.__cause__).__name__
    return shorten(error.message.partition(". Parsing the server response")[0], 80)


class Fault:
    """Tells the log of a fault when it begins, when it turns into another, and when it is over."""

    def __init__(self, log: logging.Logger, doing: str) -> None:
        self._log = log
        self._doing = doing
        self._now = ""

    def begins(self, what: str) -> None:
        """Something is wrong; the same again is not told again."""
        if what != self._now:
            self._log.warning("%s: %s; trying on", self._doing, what)
        self._now = what

    def is_over(self) -> None:
        """It works (again)."""
        if self._now:
            self._log.warning("%s works again", self._doing)
        self._now = ""
