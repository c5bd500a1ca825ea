"""What answers questions: the answerer on the open archive and index."""

from __future__ import annotations

from bot.app.house import House
from bot.grounding.answer import Answerer


def answerer(house: House) -> Answerer:
    """Make what answers from the house's archive, extractively."""
    return Answerer(house.archive, house.index, house.clock)
