"""What a model is sent: the system prompt filled in, the passages worth their tokens, the question.

Pure, so that what a request takes can be measured without asking anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

import prompts
from bot.grounding.claims import Found, Material
from bot.grounding.model.packing import pack
from bot.grounding.model.wire import SentPassage, passage_blocks, question_block

LONGEST_ID = "P10"


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
    budget = orders.prompt_tokens - count(system + question_block(material.question))

    packed = pack(material.found, budget, lambda one: count(blocks({LONGEST_ID: one}) + "\n"))
    sent = {f"P{number}": found for number, found in enumerate(packed, 1)}
    user = blocks(sent, by_story=not material.question)
    if material.question:
        user = f"{user}\n{question_block(material.question)}"
    return Asking(system, user, sent)


def system_prompt(orders: Orders, prompt: str) -> str:
    """The text of a prompt for these orders."""
    values = {"language": orders.language_name}
    if prompt != "repair":
        values["most"] = str(orders.most_sentences)
    return prompts.load(prompt).fill(**values)


def blocks(sent: Mapping[str, Found], *, by_story: bool = False) -> str:
    """The passages as data; `by_story` with a blank line where another story begins."""
    groups = groupby(sent.items(), key=lambda one: by_story and one[1].article.story_id)
    return "\n\n".join(passage_blocks([_sent(*one) for one in group]) for _, group in groups)


def _sent(id_: str, one: Found) -> SentPassage:
    return SentPassage(id_, one.article.outlet or "", one.article.published, one.passage.text)
