"""What a model is sent: the system prompt filled in, the passages worth their tokens, the question.

Pure, so that what a request takes can be measured without asking anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import prompts
from bot.grounding.claims import Found, Material
from bot.grounding.model.packing import pack
from bot.grounding.model.wire import SentPassage, passage_blocks, question_block


@dataclass(frozen=True, slots=True)
class Orders:
    """How a model is asked: which prompt, how many sentences, in which language, how long."""

    prompt: str  # "answer" or "briefing"
    language: str  # its code: "de"
    language_name: str  # in English: "German"
    most_sentences: int
    seconds: float
    prompt_tokens: int
    repair: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """The two messages of a request; `sent` are its passages by the ids they are sent under."""

    system: str
    user: str
    sent: Mapping[str, Found]


def ask_about(material: Material, orders: Orders, count: Callable[[str], int]) -> Asking:
    """Lay out a request within `orders.prompt_tokens`; `count` counts the tokens of a text."""
    system = system_prompt(orders, orders.prompt)
    budget = orders.prompt_tokens - count(system + material.question)

    def block_tokens(text: str) -> int:
        return count(passage_blocks([SentPassage("P10", "An Outlet", None, text)]))

    packed = pack(material.found, budget, block_tokens)
    sent = {f"P{number}": found for number, found in enumerate(packed, 1)}
    user = blocks(sent)
    if material.question:
        user = f"{user}\n{question_block(material.question)}"
    return Asking(system, user, sent)


def system_prompt(orders: Orders, prompt: str) -> str:
    """The text of a prompt for these orders."""
    values = {"language": orders.language_name}
    if prompt != "repair":
        values["most"] = str(orders.most_sentences)
    return prompts.load(prompt).fill(**values)


def blocks(sent: Mapping[str, Found]) -> str:
    """The passages as data."""
    return passage_blocks(
        [
            SentPassage(id_, one.article.outlet or "", one.article.published, one.passage.text)
            for id_, one in sent.items()
        ]
    )
