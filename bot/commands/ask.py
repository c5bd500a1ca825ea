"""`dateline ask`: one question, or many of a JSONL file, answered from what is stored."""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.app.answers import Answers, open_answers
from bot.app.house import House, open_house
from bot.commands.arguments import read_as_of, read_lines
from bot.errors import UsageError
from bot.grounding.citations import answer_json
from bot.grounding.claims import Answer, Exchange
from bot.grounding.people import exchange_of
from bot.settings import Settings
from bot.text.escapes import without_escapes

THREAD = 6  # exchanges that a follow-up can point back to

Threads = defaultdict[Any, list[Exchange]]


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the answer; of a batch one JSON object a line, 1 where a line was malformed."""
    question = without_escapes(" ".join(options.question))
    as_of = read_as_of(options.as_of)
    if bool(options.batch) == bool(options.question):
        raise UsageError("ask: give a question, or --batch FILE.jsonl")
    async with open_house(settings) as house, open_answers(house) as answers:
        if options.batch:
            return await _batch(answers, options.batch, options.as_of)
        if options.json:
            answer = await answers.answer(question, as_of=as_of)
            print(json.dumps(answer_json(answer), ensure_ascii=False))
            return 0
        if fault := _fault(question):
            raise UsageError(fault)
        print(await _plain(await answers.answer(question, as_of=as_of), house, as_of))
    return 0


async def _batch(answers: Answers, path: Path, as_of: str | None) -> int:
    """Answer line by line; lines of one `chat` are one conversation that starts empty."""
    malformed = 0
    threads: Threads = defaultdict(list)
    for line in read_lines(path):
        row = line.row
        try:
            if row is None or not isinstance(row.get("question"), str):
                raise UsageError('no JSON object with a "question"')
            answer = await _answer(answers, row, threads, as_of)
        except UsageError as error:
            print(f"{path}: {line.name}: {error}", file=sys.stderr)
            malformed += 1
            continue
        print(json.dumps({"id": row.get("id"), **answer_json(answer)}, ensure_ascii=False))
    return 1 if malformed else 0


async def _answer(
    answers: Answers, row: dict[str, Any], threads: Threads, as_of: str | None
) -> Answer:
    moment = row.get("as_of") or as_of
    if moment is not None and not isinstance(moment, str):
        raise UsageError('"as_of" is no text')
    chat = row.get("chat")
    thread = threads[json.dumps(chat)] if chat is not None else []
    answer = await answers.answer(
        row["question"], thread=thread[-THREAD:], as_of=read_as_of(moment)
    )
    if chat is not None:
        thread.append(exchange_of(answer))
    return answer


def _fault(question: str) -> str:
    """What the chat says of a question that cannot be asked; empty where it can."""
    from bot.chat.questions import fault_of
    from bot.chat.words.phrases import Phrases

    return fault_of(question, Phrases())


async def _plain(answer: Answer, house: House, as_of: datetime | None) -> str:
    """The answer as the terminal chat shows it."""
    from bot.chat.answers import answer_message
    from bot.chat.copies import copies_of
    from bot.chat.terminal.render import render, screen_width
    from bot.chat.told import told
    from bot.chat.words.phrases import Phrases

    kept = told(answer, await copies_of(answer.claims, house.archive, as_of))
    return render(answer_message(kept, 0, Phrases()), screen_width())
