"""What answers questions: the archive, and for those who may, the language model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.app.house import House
from bot.app.precedence import Precedence
from bot.grounding.answer import Answerer
from bot.grounding.claims import Answer, Asker, Exchange, Watch, nobody_watches
from bot.text.language import guess_language

if TYPE_CHECKING:
    from bot.app.model import Writers

OPERATOR = Asker()  # whoever set the model has agreed to it


class Answers:
    """Answers everybody from one archive, each with the writer that they agreed to."""

    def __init__(self, answerer: Answerer, writers: Writers | None, precedence: Precedence) -> None:
        self._answerer = answerer
        self._writers = writers
        self._precedence = precedence

    async def answer(
        self,
        question: str,
        *,
        thread: Sequence[Exchange] = (),
        as_of: datetime | None = None,
        asker: Asker | None = None,
        watch: Watch = nobody_watches,
    ) -> Answer:
        """Answer `question` of `asker`, understood in the light of `thread` (oldest first).

        Without an asker it is the operator's, who is answered in the language of the question.
        `watch` is told when a model begins to read.
        """
        asker = asker or replace(OPERATOR, language=guess_language(question))
        writer = self._writers.writer(asker, watch) if self._writers else None
        with self._precedence.first():
            return await self._answerer.answer(question, thread=thread, as_of=as_of, writer=writer)

    async def from_stored(self, question: str) -> Answer:
        """Answer a question of nobody's, for which no model should be paid."""
        with self._precedence.first():
            return await self._answerer.answer(question)


@asynccontextmanager
async def open_answers(house: House, patience: float | None = None) -> AsyncIterator[Answers]:
    """Open what answers, as patient as an Answerer; the model's part only where one is set."""
    answerer = Answerer(house.archive, house.index, house.clock, patience=patience)
    if not house.settings.model_is_set:
        yield Answers(answerer, None, house.precedence)
        return
    from bot.app.model import Writers
    from bot.grounding.model.server import get_ready

    if patience is not None:  # it stays, and the first question should not wait for this
        await get_ready()
    writers = Writers(house)
    try:
        yield Answers(answerer, writers, house.precedence)
    finally:
        await writers.close()
