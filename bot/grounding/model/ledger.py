"""The desk's ledger, kept in storage: spendings, and the breaker's state through a restart."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import Clock
from bot.grounding.model.breaker import BREAKER, Breaker, breaker_from
from bot.grounding.model.desk import Payer, Spent
from bot.grounding.model.server import Completion
from storage import marks
from storage.database import Database
from storage.records import Spending
from storage.usage import Total, Usage


class StorageLedger:
    """Implements bot.grounding.model.desk.Ledger on a database."""

    def __init__(self, database: Database, clock: Clock, model: str) -> None:
        self._database, self._clock, self._model = database, clock, model
        self._usage = Usage(database)

    async def spent(self, payer: Payer, minute: timedelta, day: timedelta) -> Spent:
        """Return what was taken up to now; nobody's user or chat has taken nothing."""
        now = self._clock.now()
        user = chat = Total(0, 0, 0, 0)
        if payer.user_id is not None:
            user = await self._usage.total(now - minute, user_id=payer.user_id)
        if payer.chat_id is not None:
            chat = await self._usage.total(now - day, chat_id=payer.chat_id)
        everyone = await self._usage.total(now - day)
        return Spent(user.requests, _tokens(chat), _tokens(everyone))

    async def write(self, payer: Payer, prompt: str, completion: Completion, micros: int) -> None:
        """Write one request down."""
        await self._usage.add(
            Spending(
                at=self._clock.now(),
                chat_id=payer.chat_id,
                purpose=payer.purpose,
                edition_id=payer.edition_id,
                model=self._model,
                prompt_hash=prompt,
                input_tokens=completion.prompt_tokens,
                output_tokens=completion.completion_tokens,
                micros=micros,
                user_id=payer.user_id,
            )
        )

    async def breaker(self) -> Breaker:
        """Return the state of the circuit breaker."""
        return breaker_from(await marks.get(self._database, BREAKER))

    async def set_breaker(self, breaker: Breaker) -> None:
        """Keep the state of the circuit breaker."""
        await marks.put(self._database, BREAKER, breaker.to_text())


def _tokens(total: Total) -> int:
    return total.input_tokens + total.output_tokens
