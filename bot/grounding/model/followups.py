"""Follow-ups made standalone by a model, on the leash of the conversation.

The rules come first: a question that they leave as it is points back to nothing and is not sent,
nor is a reply to what was asked back. What a model makes of the others is believed only where every
name and number in it stands in the conversation or in the question, and where the rules would ask
whom it means only where it names just one of these; otherwise, and whenever the model fails, the
rules' own version holds. Fails where a model picks the wrong one of two names that were both
talked about.
"""

from __future__ import annotations

from collections.abc import Sequence

import prompts
from bot.errors import ModelError
from bot.grounding.claims import Asks, Exchange, Understood
from bot.grounding.conversation import understood
from bot.grounding.model.desk import Desk, Payer
from bot.grounding.model.server import ModelRequest
from bot.grounding.model.wire import STANDALONE_QUESTION, escaped, question_block, read_question
from bot.text.names import name_mentions
from bot.text.numbers import number_mentions, same_amount
from bot.text.words import terms

EXCHANGES = 3  # that a model is shown
QUESTION_TOKENS = 120
PROMPT = "standalone_question"


class FollowUps:
    """Resolves follow-ups with a model; an instance is for one payer."""

    def __init__(self, desk: Desk, payer: Payer, seconds: float) -> None:
        self._desk, self._payer, self._seconds = desk, payer, seconds

    async def resolve(self, question: str, thread: Sequence[Exchange]) -> Understood:
        """Return `question` in words that need no conversation."""
        by_rules = understood(question, thread)
        if not thread or thread[-1].asks or (by_rules.text == question and not by_rules.asks):
            return by_rules
        told = [exchange for exchange in thread if not exchange.asks]
        try:
            by_model = await self._ask(question, told[-EXCHANGES:])
        except ModelError:
            return by_rules
        sure = by_rules.asks is None or names_one_of(by_model, by_rules.asks)
        believed = sure and brings_nothing_in(by_model, question, told)
        return Understood(by_model) if believed else by_rules

    async def _ask(self, question: str, thread: Sequence[Exchange]) -> str:
        prompt = prompts.load(PROMPT)
        request = ModelRequest(
            prompt.fill(),
            f"{_told(thread)}\n{question_block(question)}",
            PROMPT,
            STANDALONE_QUESTION,
            QUESTION_TOKENS,
        )
        version = f"{PROMPT}:{prompt.version}"
        completion = await self._desk.ask(request, self._payer, version, self._seconds)
        return read_question(completion.content)


def _told(thread: Sequence[Exchange]) -> str:
    return "\n".join(map(_exchange, thread))


def _exchange(one: Exchange) -> str:
    answered = escaped(" ".join(one.sentences)) or "nothing"
    return f"Asked: {escaped(one.standalone)}\nAnswered: {answered}"


def names_one_of(made: str, asks: Asks) -> bool:
    """Whether just one of those who may be meant is named."""
    words = set(terms(made))
    return sum(not words.isdisjoint(terms(name)[-1:]) for name in asks.names) == 1


def brings_nothing_in(made: str, question: str, thread: Sequence[Exchange]) -> bool:
    """Whether every name and number of `made` stands in the conversation or the question."""
    known = " \n ".join(
        [question, *(text for one in thread for text in (one.standalone, *one.sentences))]
    )
    words = set(terms(known))
    names = all(set(terms(name.text)) <= words for name in name_mentions(made))
    numbers = number_mentions(known)
    return names and all(
        any(same_amount(number, other) for other in numbers) for number in number_mentions(made)
    )
