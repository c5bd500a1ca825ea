"""The one way to a model: limits before a request, the ledger and the circuit breaker after it.

Whoever wants a model's reply asks at the desk. It refuses, without a request, while the model is
left alone after failures or a limit is reached; it writes down what every request took, and says a
failure once in the log, in the few words of its ModelError: never a text of a reader or an article.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.errors import ModelError
from bot.grounding.model.breaker import Breaker
from bot.grounding.model.server import Completion, ModelRequest, ModelServer
from bot.grounding.model.tokens import estimated_tokens

log = logging.getLogger(__name__)

AWAY = (
    "The language model does not answer at the moment; this is put together from the stored "
    "sentences themselves."
)
LIMIT = (
    "The limit for the language model is reached; this is put together from the stored sentences "
    "themselves."
)


class ModelAway(ModelError):
    """The model is left alone or failed; `AWAY` says so to a reader."""


class LimitReached(ModelError):
    """A limit forbids the request; `LIMIT` says so to a reader."""


@dataclass(frozen=True, slots=True)
class Payer:
    """For whom a request is: the chat and the user that it counts for, None where nobody's."""

    purpose: str  # "answer", "briefing", "repair", "question"
    chat_id: int | None = None
    user_id: int | None = None
    edition_id: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that may be asked and taken; 0 means no limit."""

    requests_a_minute: int  # of one user
    chat_tokens_a_day: int
    bot_tokens_a_day: int


@dataclass(frozen=True, slots=True)
class Prices:
    """Price of a million tokens, in any currency."""

    input: float
    output: float

    def micros(self, completion: Completion) -> int:
        """The price of a reply in millionths of the currency."""
        return round(
            self.input * completion.prompt_tokens + self.output * completion.completion_tokens
        )


@dataclass(frozen=True, slots=True)
class Spent:
    """What was taken so far: of the payer's user in a minute, of its chat and of all in a day."""

    user_requests: int
    chat_tokens: int
    bot_tokens: int


class Ledger(Protocol):
    """Where requests are written down and the breaker's state is kept."""

    async def spent(self, payer: Payer, minute: timedelta, day: timedelta) -> Spent:
        """Return what was taken up to now."""
        ...

    async def write(self, payer: Payer, prompt: str, completion: Completion, micros: int) -> None:
        """Write one request down; `prompt` is the version of the prompt."""
        ...

    async def breaker(self) -> Breaker:
        """Return the state of the circuit breaker."""
        ...

    async def set_breaker(self, breaker: Breaker) -> None:
        """Keep the state of the circuit breaker."""
        ...


class Desk:
    """Where a model is asked."""

    def __init__(
        self, server: ModelServer, ledger: Ledger, clock: Clock, limits: Limits, prices: Prices
    ) -> None:
        self._server, self._ledger, self._clock = server, ledger, clock
        self._limits, self._prices = limits, prices
        self._counting = asyncio.Lock()

    @property
    def model(self) -> str:
        """The model's name."""
        return self._server.model

    async def ask(
        self,
        request: ModelRequest,
        payer: Payer,
        prompt_version: str,
        seconds: float,
        begins: Callable[[], None] = lambda: None,
    ) -> Completion:
        """Ask the model, within `seconds`; `begins` is called where it is really going to be asked.

        Raises ModelAway while it rests or when it fails, LimitReached at a limit.
        """
        breaker = await self._ledger.breaker()
        if breaker.rests(self._clock.now()):
            raise ModelAway(f"left alone for a while: {breaker.reason}")
        await self._check_limits(request, payer)
        begins()
        try:
            completion = await self._server.complete(request, seconds)
        except ModelError as error:
            await self._note_failure(str(error))
            raise ModelAway(str(error)) from None
        if breaker.failures:
            await self._ledger.set_breaker(Breaker())
        micros = self._prices.micros(completion)
        await self._ledger.write(payer, prompt_version, completion, micros)
        return completion

    async def misunderstood(self, reason: str) -> None:
        """Count a reply that could not be understood as a failure of the model."""
        await self._note_failure(reason)

    async def _note_failure(self, reason: str) -> None:
        """Count a failure, of several requests at once each, and say it once."""
        async with self._counting:
            before = await self._ledger.breaker()
            failed = before.failed(reason, self._clock.now())
            await self._ledger.set_breaker(failed)
        if failed.rests_until:
            until = failed.rests_until.strftime("%H:%M:%S UTC")
            log.warning("model %s: %s; left alone until %s", self.model, reason, until)
        elif reason != before.reason:
            log.warning("model %s: %s", self.model, reason)

    async def _check_limits(self, request: ModelRequest, payer: Payer) -> None:
        spent = await self._ledger.spent(payer, timedelta(minutes=1), timedelta(days=1))
        needed = estimated_tokens(request.system + request.user) + request.most_tokens
        limits = self._limits
        for name, most, would_be in (
            ("requests of one user a minute", limits.requests_a_minute, spent.user_requests + 1),
            ("tokens of one chat a day", limits.chat_tokens_a_day, spent.chat_tokens + needed),
            ("tokens of all a day", limits.bot_tokens_a_day, spent.bot_tokens + needed),
        ):
            if most and would_be > most:
                log.info("model %s: limit reached: %s", self.model, name)
                raise LimitReached(name)
