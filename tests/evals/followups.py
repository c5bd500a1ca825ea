"""Follow-ups: is who is meant by "he" and "she" understood, asked back, or mistaken?

    python -m tests.evals.followups [--news DIR] [--most 300] [--show]

Two sets. `talks/` has articles and talks of our own: for each turn the words of the stored sentence
that answers it ("a|b": either), "@A" where it may be completed with that name, "?A,B" where asking
back for one of these is right too, "-" where there is no answer. Of real news (`--news`, as for
tests.evals.answers) pairs of questions are made by rule: an article's sentence that opens with a
person's full name becomes "Who ...?", and a later one of the same article in which the family name
says something becomes "What did he say about ...?", with words of that sentence and the pronoun
that prevails in the whole article (not where the given name forbids it). A follow-up is understood
where the stored sentence is shown or the question was completed with that name; wrong is whatever
else is shown. Last, the news's own questions, which need no conversation, are put after an answer
on two persons: how many are left as they are?
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.app.answers import Answers, open_answers
from bot.app.house import open_house
from bot.grounding.claims import Answer, Exchange
from bot.grounding.conversation import understood
from bot.grounding.people import exchange_of
from bot.settings import load_settings
from bot.text.genders import gender
from bot.text.names import name_mentions
from bot.text.sentences import sentence_spans
from bot.text.words import content_terms
from tests.evals.answers import NOWHERE, Row, read
from tests.evals.archives import fill

TALKS = Path(__file__).parent / "talks"
NAMES = ("Ada Kern", "Ivo Brandt")
BEFORE = Exchange(
    "Who resigned?", "Who resigned?", ("Minister Ada Kern resigned after Ivo Brandt left.",)
)
OUTCOMES = ("understood", "asked back", "nothing found", "wrong")
REMEMBERED = 6  # exchanges
FEWEST_PRONOUNS, PREVAILS = 3, 0.8
_SAID = r"(?:said|told|added|explained|warned|argued)\b"
_GENDERED = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she", "hers": "she"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions on one article: the second means `name`, and `sentence` answers it."""

    first: str
    second: str
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A follow-up with what became of it."""

    asked: str
    outcome: str
    standalone: str


async def talks() -> list[Heard]:
    """The talks of our own, but for the first question of each."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(load_settings({"DATELINE_DATA": folder}, NOWHERE)) as house:
            await fill(house, TALKS / "articles.jsonl")
            async with open_answers(house) as answers:
                rows = read(TALKS / "talks.jsonl")
                return [turn for row in rows for turn in await _talk(answers, row["talk"])]


async def _talk(answers: Answers, turns: Sequence[tuple[str, str]]) -> list[Heard]:
    thread: list[Exchange] = []
    heard = []
    for asked, expected in turns:
        answer = await answers.answer(asked, thread=thread[-REMEMBERED:])
        thread.append(exchange_of(answer))
        heard.append(Heard(asked, _became(answer, expected), _understood(answer)))
    return heard


def _understood(answer: Answer) -> str:
    return " or ".join(answer.asks.names) if answer.asks else answer.standalone


def _became(answer: Answer, expected: str) -> str:
    wanted = expected.split("|")
    names = [name for name in wanted[0][1:].split(",") if name] if wanted[0][:1] == "?" else None
    if answer.asks:
        right = names is not None and set(names) <= set(answer.asks.names)
        return "understood" if right else "asked back"
    if not answer.claims:
        return "understood" if "-" in wanted else "nothing found"
    words = [each.lstrip("@") for each in wanted if each[:1] not in ("?", "-")]
    meant = [each[1:] for each in wanted if each[:1] == "@"]
    if any(name in answer.standalone.partition("[")[0] for name in meant):
        return "understood"
    shown = " ".join(claim.text for claim in answer.claims)
    return "understood" if any(each in shown for each in words) else "wrong"


def pairs(articles: Path, most: int) -> list[Pair]:
    """At most so many pairs, each of another article, drawn at random."""
    rows = read(articles)
    random.Random(1).shuffle(rows)
    found: list[Pair] = []
    for row in rows:
        if pair := next(_pairs_of(row.get("text") or ""), None):
            found.append(pair)
        if len(found) == most:
            break
    return found


def _pairs_of(text: str) -> Iterator[Pair]:
    pronoun = _prevailing(text)
    sentences = [" ".join(text[a:b].split()) for a, b in sentence_spans(text)] if pronoun else []
    for at, first in enumerate(sentences):
        name = next((m for m in name_mentions(first) if m.start == 0), None)
        if name is None or not re.fullmatch(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+", name.text):
            continue
        if gender(name.text) not in ("", pronoun):
            continue
        rest = re.match(r" ((?:was|is|has|had|\w+ed|won|said) .{20,120})\.$", first[name.end :])
        family = name.text.rpartition(" ")[2]
        for second in sentences[at + 1 :] if rest else ():
            said = re.match(rf"{re.escape(family)} {_SAID}(.*)", second)
            about = " ".join(list(dict.fromkeys(_words(said[1])))[:3]) if said else ""
            if rest and about:
                asked = f"What did {pronoun} say about {about}?"
                yield Pair(f"Who {rest[1]}?", asked, family, second)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\b[a-z]{5,}\b", text) if content_terms(word)]


def _prevailing(text: str) -> str:
    found = (_GENDERED.get(word.lower(), "") for word in re.findall(r"\w+", text))
    counted = Counter(filter(None, found))
    pronoun, times = next(iter(counted.most_common(1)), ("", 0))
    return pronoun if FEWEST_PRONOUNS <= times >= PREVAILS * counted.total() else ""


async def news(folder: Path, most: int) -> list[Heard]:
    """Pairs of real news; those of which the first question does not show the person are left."""
    made = pairs(folder / "articles.jsonl", most)
    settings = load_settings({"DATELINE_DATA": str(folder / "archive")}, NOWHERE)
    heard = []
    async with open_house(settings) as house:
        await fill(house, folder / "articles.jsonl")
        async with open_answers(house) as answers:
            for pair in made:
                first = await answers.answer(pair.first)
                if pair.name in " ".join(claim.text for claim in first.claims):
                    answer = await answers.answer(pair.second, thread=[exchange_of(first)])
                    asked = f"{pair.first} / {pair.second} [{pair.name}]"
                    heard.append(Heard(asked, _followed(answer, pair), _understood(answer)))
    return heard


def _followed(answer: Answer, pair: Pair) -> str:
    shown = " ".join(claim.text for claim in answer.claims)
    if answer.asks:
        return "asked back"
    if pair.name in answer.standalone.partition("[")[0] or pair.sentence[-40:] in shown:
        return "understood"
    return "wrong" if answer.claims else "nothing found"


def main(arguments: Sequence[str] = ()) -> int:
    """Print one line for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(list(arguments))
    print(f"{'':<12}{''.join(f'{name:>15}' for name in OUTCOMES)}{'of':>8}")
    _print("talks", asyncio.run(talks()), show=options.show)
    if options.news:
        _print("real news", asyncio.run(news(options.news, options.most)), show=options.show)
        _print_new_topics(read(options.news / "questions.jsonl"))
    return 0


def _print_new_topics(rows: Sequence[Row]) -> None:
    """What becomes of questions that need no conversation, asked in one."""
    counted: Counter[str] = Counter()
    for row in rows:
        made = understood(row["question"], [BEFORE])
        named = any(name in made.text for name in NAMES)
        kept = made.text == row["question"]
        became = "alone" if kept else "with a name" if named else "with the last topic"
        counted["asked back" if made.asks else became] += 1
    print("new topics: " + ", ".join(f"{name} {n}" for name, n in counted.most_common()))


def _print(name: str, heard: Sequence[Heard], *, show: bool) -> None:
    counted = Counter(one.outcome for one in heard)
    print(f"{name:<12}{''.join(f'{counted[each]:15}' for each in OUTCOMES)}{len(heard):8}")
    for one in heard if show else ():
        if one.outcome != "understood":
            print(json.dumps([one.outcome, one.asked, one.standalone], ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
