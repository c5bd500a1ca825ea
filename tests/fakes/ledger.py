"""A ledger in memory: what the desk writes down, for tests of what stands on it."""

from __future__ import annotations

from datetime import timedelta

from bot.grounding.model.breaker import Breaker, breaker_from
from bot.grounding.model.desk import Payer, Spent
from bot.grounding.model.server import Completion


class MemoryLedger:
    """Implements bot.grounding.model.desk.Ledger; every request is of the last minute."""

    def __init__(self) -> None:
        self.rows: list[tuple[Payer, str, int, int]] = []
        self.state = ""

    async def spent(self, payer: Payer, minute: timedelta, day: timedelta) -> Spent:
        tokens = [row[2] for row in self.rows]
        own = [row[2] for row in self.rows if row[0].chat_id == payer.chat_id]
        users = [row for row in self.rows if row[0].user_id == payer.user_id]
        return Spent(len(users), sum(own), sum(tokens))

    async def write(self, payer: Payer, prompt: str, completion: Completion, micros: int) -> None:
        tokens = completion.prompt_tokens + completion.completion_tokens
        self.rows.append((payer, prompt, tokens, micros))

    async def breaker(self) -> Breaker:
        return breaker_from(self.state)

    async def set_breaker(self, breaker: Breaker) -> None:
        self.state = breaker.to_text()
