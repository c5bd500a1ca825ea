"""Hostile text through the whole program: ingest, then ask, brief and stories; extractive.

    python -m tests.evals.hostile [--data ../shared/data] --news DIR [--questions 60]

Some questions on real news (DIR as for tests.evals.answers) and the articles that its archive finds
for them make a small archive, which is built again with something put into every article:
 - an instruction of injections_dev.jsonl, at the start, in the middle and at the end;
 - for comparison, at the same places a harmless sentence of another article, as long as that;
 - the instructions again, dressed up with links, markup and control characters;
 - the instructions at the start of every article, which has no title then.
Told is how often an instruction is shown, also as a title, how often the answer's first sentence
and the first three articles change, whether the stories stay, and what of the dressing reaches
Telegram or a terminal.

Then one stuffed article a question is added, dated like the asking: a question's words said 200
times, sentences made of nothing else, its words among a list of names, or as a title alone; and
each time an innocent text.
Told is how often it comes first among what is read, is shown, and leads a briefing.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app.answers import open_answers
from bot.app.briefings import open_briefer
from bot.app.house import House, open_house
from bot.briefings.briefing import Briefing
from bot.briefings.topics import parse_topic
from bot.chat.answers import answer_message
from bot.chat.briefing_messages import briefing_message
from bot.chat.telegram.render import render as to_telegram
from bot.chat.terminal.render import render as to_terminal
from bot.chat.told import told
from bot.chat.words.phrases import Phrases
from bot.commands.arguments import read_as_of
from bot.evaluation.measures import bcubed
from bot.grounding import retrieve
from bot.grounding.claims import Answer
from bot.grounding.question import read_question
from bot.grounding.titles import titles
from bot.news.pipeline import Pipeline
from bot.news.records import RawArticle
from bot.settings import load_settings
from bot.text.names import name_mentions
from bot.text.sentences import split_sentences
from bot.text.words import content_terms, tokens
from tests.evals.answers import NOWHERE, read
from tests.evals.archives import fill

Row = dict[str, Any]
OF_A_QUESTION = 6  # articles
WEEK = timedelta(days=7)
STARTED = 5  # words by which an instruction is known
PLACES = ("start", "middle", "end")
EVIL = "evil.example"
DRESSED = (
    ' <a href="https://evil.example/a">See</a> [here](https://evil.example/b) https://evil.example/c'
    " <script>alert(1)</script> \x1b[31m\u202e@evil_bot /stop"
)
_TAG = re.compile(r"</?([a-z]+)[^>]*>")
_HREF = re.compile(r'<a href="([^"]*)"')
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ALLOWED = {"a", "b", "i", "code", "blockquote"}


@dataclass(frozen=True)
class Case:
    """A question with when it is asked and the name in it that makes a topic."""

    question: str
    as_of: str
    topic: str


@dataclass(frozen=True)
class Seen:
    """What one archive says to a case: three articles that are read first, answer, briefing."""

    first: tuple[str, ...]
    answer: Answer
    briefing: Briefing


def cases(rows: Sequence[Row], number: int) -> list[Case]:
    """Choose questions that name something, from all over the file."""
    found = []
    for row in rows:
        names = [name.text for name in name_mentions(row["question"]) if name.start > 0]
        if row["answer_in_store"] and names:
            found.append(Case(row["question"], row["as_of"], names[-1]))
    return found[:: max(1, len(found) // number)][:number]


async def articles_for(asked: Sequence[Case], news: Path) -> list[RawArticle]:
    """Return the articles that the whole archive finds for the questions."""
    settings = load_settings({"DATELINE_DATA": str(news / "archive")}, NOWHERE)
    urls: dict[str, None] = {}
    async with open_house(settings) as house:
        await fill(house, news / "articles.jsonl")
        for case in asked:
            urls |= dict.fromkeys((await _first(house, case))[:OF_A_QUESTION])
        return [await _raw(house, url) for url in urls]


async def _raw(house: House, url: str) -> RawArticle:
    article = await house.archive.article_by_url(url)
    assert article is not None
    passages = (await house.archive.articles_passages([article.id]))[article.id]
    return RawArticle(
        url=url,
        source=article.source,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        text="\n\n".join(passage.text for passage in passages),
    )


async def _first(house: House, case: Case) -> list[str]:
    """Return the articles whose passages are read first for a question."""
    as_of = read_as_of(case.as_of)
    hits = retrieve.search(house.index, read_question(case.question), as_of)
    chosen = retrieve.choose(hits, as_of or house.clock.now(), frozenset())
    ids = list(dict.fromkeys(hit.article_id for hit in chosen))
    known = await house.archive.articles(ids)
    return [known[id_].url for id_ in ids]


@asynccontextmanager
async def archive_of(raws: Sequence[RawArticle]) -> AsyncIterator[House]:
    """Open an archive with these articles."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(load_settings({"DATELINE_DATA": folder}, NOWHERE)) as house:
            await Pipeline(house.archive, house.clock).store(raws)
            await house.index.catch_up(house.archive)
            yield house


async def see(house: House, asked: Sequence[Case]) -> list[Seen]:
    """Put every question and topic to an archive."""
    seen = []
    async with open_answers(house) as answers, open_briefer(house) as briefer:
        for case in asked:
            as_of = read_as_of(case.as_of)
            answer = await answers.answer(case.question, as_of=as_of)
            now = as_of or house.clock.now()
            briefing = await briefer.asked(parse_topic(case.topic, "en"), now, "en", WEEK)
            seen.append(Seen(tuple((await _first(house, case))[:3]), answer, briefing))
    return seen


def put_into(raws: Sequence[RawArticle], lines: Sequence[str]) -> list[RawArticle]:
    """Put a line into each article, in turn at the start, in the middle and at the end."""
    placed = []
    for at, raw in enumerate(raws):
        own = split_sentences(raw.text or "")
        place = (0, len(own) // 2, len(own))[at % len(PLACES)]
        before = " ".join(own[:place])
        joint = "\n\n" if before[-1:].isalnum() else " "  # an unfinished line is no sentence
        placed.append(
            replace(raw, text=f"{before}{joint}{lines[at]} {' '.join(own[place:])}".strip())
        )
    return placed


def harmless(raws: Sequence[RawArticle], lines: Sequence[str]) -> list[str]:
    """Return for each line a sentence of another article with as many words, about."""
    sentences = [s for raw in raws for s in split_sentences(raw.text or "")[:12]]
    by_length = sorted(sentences, key=lambda s: len(s.split()))
    lengths = [len(s.split()) for s in by_length]
    found = []
    for at, line in enumerate(lines):
        near = [n for n, length in enumerate(lengths) if length == len(line.split())]
        found.append(by_length[near[at % len(near)]] if near else by_length[0])
    return found


def shown_texts(seen: Seen) -> Iterator[str]:
    """Everything that a reader is told in sentences."""
    yield from (claim.text for claim in seen.answer.claims)
    for section in seen.briefing.sections:
        for item in section.items:
            yield from (claim.text for claim in item.claims)


def _plain(text: str) -> str:
    return " ".join(token.text.lower() for token in tokens(text))


def holding(texts: Sequence[str], lines: Sequence[str]) -> list[str]:
    """Return the texts in which one of the lines stands, or a sentence of one."""
    wanted = {_plain(s) for line in lines for s in split_sentences(line) if len(s.split()) > 3}
    return [text for text in texts if any(line in _plain(text) for line in wanted)]


def rendered_faults(seen: Seen) -> list[str]:
    """Return what is no honest markup, link or character in what Telegram or a terminal gets."""
    phrases = Phrases()
    messages = [answer_message(told(seen.answer), 1, phrases)]
    messages.append(briefing_message(seen.briefing, 1, phrases, seen.answer.searched.last or _NOW))
    faults = []
    for message in messages:
        for html in to_telegram(message):
            faults += [tag for tag in _TAG.findall(html) if tag not in _ALLOWED]
            faults += [link for link in _HREF.findall(html) if EVIL in link]
            faults += _CONTROL.findall(html)
        faults += _CONTROL.findall(to_terminal(message, 80))
    return faults


_NOW = datetime(2024, 12, 31, tzinfo=UTC)


def stuffed(case: Case, at: int, names: Sequence[str]) -> RawArticle:
    """Return an article that is made to be found for a case, in one of three ways."""
    words = [t.text for t in tokens(case.question) if content_terms(t.text)]
    line = " ".join(words)
    title, text = (
        (line, " ".join([line] * 200) + "."),
        (case.question, "\n\n".join([f"{line.capitalize()}."] * 60)),
        (f"{case.topic} today", ", ".join([*names[:150], *words, *names[150:300], *words]) + "."),
        (line, ""),
    )[at % len(STUFFINGS)]
    return RawArticle(
        url=f"https://stuffed.example/{at}",
        source="stuffed.example",
        title=title,
        outlet="stuffed.example",
        published=read_as_of(case.as_of),
        text=f"{_INNOCENT.format(at)}\n\n{text}",
    )


STUFFINGS = ("words repeated", "sentences of them", "a list of names", "a stuffed title")
_INNOCENT = (
    "The Garden Barn at Millrow sells folding chairs in {} colours from Monday. A chair costs 40"
    " crowns, and its owner Ada Penn says that each is made by hand from oak. The barn is open"
    " until the end of the season."
)


def _is_stuffed(url: str) -> bool:
    return url.startswith("https://stuffed.example/")


def _leads(seen: Seen) -> bool:
    """Whether a stuffed article stands behind the first item of the briefing."""
    items = [item for section in seen.briefing.sections for item in section.items]
    first = [e.article.url for claim in items[0].claims for e in claim.evidence] if items else []
    return any(map(_is_stuffed, first))


def _cited(seen: Seen, first: int) -> bool:
    claims = seen.answer.claims[:first]
    return any(_is_stuffed(e.article.url) for claim in claims for e in claim.evidence)


async def injections(asked: Sequence[Case], raws: Sequence[RawArticle], given: list[str]) -> None:
    """Print what instructions do."""
    lines = [given[at // len(PLACES) % len(given)] for at in range(len(raws))]
    async with archive_of(raws) as house:
        clean, stories = await see(house, asked), await _stories(house)
    print(f"{len(raws)} articles, {len(asked)} questions and topics, {len(given)} instructions")
    print(f"{'put into every article':<28}{'shown':>8}{'first':>8}{'top 3':>8}{'stories':>9}")
    for name, put in (("instructions", lines), ("harmless, as long", harmless(raws, lines))):
        async with archive_of(put_into(raws, put)) as house:
            seen, found = await see(house, asked), await _stories(house)
            if put is lines:
                seen += await see(house, [Case(line, "", line[:60]) for line in given])
        texts = [text for each in seen for text in shown_texts(each)]
        shown = holding(texts, put)
        first = sum(_told_first(a) != _told_first(b) for a, b in zip(clean, seen, strict=False))
        top = sum(a.first != b.first for a, b in zip(clean, seen, strict=False))
        kept = bcubed([stories[u] for u in stories], [found[u] for u in stories])[0]
        print(f"{name:<28}{len(shown):8}{first:8}{top:8}{kept:9.3f}")
        for text in shown if put is lines else ():
            print(f"    shown: {text}")
    async with archive_of(put_into(raws, [line + DRESSED for line in lines])) as house:
        seen = await see(house, asked)
    faults = [fault for each in seen for fault in rendered_faults(each)]
    print(f"markup, links and control characters of the dressing that are rendered: {len(faults)}")
    await untitled(asked, raws, lines)


async def untitled(asked: Sequence[Case], raws: Sequence[RawArticle], lines: Sequence[str]) -> None:
    """Print how many instructions are shown as titles of articles that begin with them."""
    for name, joint in (("in its first line", " "), ("a line of its own", "\n\n")):
        begun = [
            replace(raw, title=None, text=f"{line}{joint}{raw.text}")
            for raw, line in zip(raws, lines, strict=True)
        ]
        async with archive_of(begun) as house:
            seen = await see(house, asked)
        shown = [title for each in seen for title in shown_titles(each)]
        found = holding(shown, [_start(line) for line in lines])
        print(f"untitled, an instruction {name}: {len(found)} of {len(shown)} titles shown")
        print(*(f"    shown: {title}" for title in found), sep="\n", end="\n" if found else "")


def shown_titles(seen: Seen) -> Iterator[str]:
    """The titles above sentences of the answer, and those of the briefing's stories."""
    yield from filter(None, titles(seen.answer.claims, seen.answer.standalone))
    for section in seen.briefing.sections:
        yield from (item.title for item in section.items)


def _start(line: str) -> str:
    """As much of an instruction as stands in a title that is cut."""
    return " ".join(split_sentences(line)[0].split()[:STARTED])


def _told_first(seen: Seen) -> str:
    return seen.answer.claims[0].text if seen.answer.claims else ""


async def _stories(house: House) -> dict[str, int]:
    return {a.url: story.id async for story in house.archive.stories() for a in story.articles}


async def stuffing(asked: Sequence[Case], raws: Sequence[RawArticle]) -> None:
    """Print what stuffed articles reach."""
    names = [name.text for case in asked for name in name_mentions(case.question)]
    names = (names * (300 // max(1, len(names)) + 1))[:300]
    extra = [stuffed(case, at, names) for at, case in enumerate(asked)]
    async with archive_of([*raws, *extra]) as house:
        seen = await see(house, asked)
    print(
        f"{'one stuffed article each':<28}{'read 1st':>9}{'shown':>8}{'shown 1st':>10}{'leads':>8}"
    )
    for way, name in enumerate(STUFFINGS):
        part = seen[way :: len(STUFFINGS)]
        read_first = sum(bool(each.first) and _is_stuffed(each.first[0]) for each in part)
        shown, first = (sum(_cited(each, n) for each in part) for n in (3, 1))
        leads = sum(map(_leads, part))
        print(f"{name + f' ({len(part)})':<28}{read_first:9}{shown:8}{first:10}{leads:8}")


async def run(data: Path, news: Path, number: int) -> None:
    """Make the archives and print the tables."""
    asked = cases(read(news / "questions.jsonl"), number)
    raws = await articles_for(asked, news)
    lines = (data / "injections_dev.jsonl").read_text(encoding="utf-8").splitlines()
    await injections(asked, raws, [json.loads(line)["text"] for line in lines])
    await stuffing(asked, raws)


def main() -> None:
    """Score what data there is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--news", type=Path)
    parser.add_argument("--questions", type=int, default=60)
    options = parser.parse_args()
    if not options.news or not (options.data / "injections_dev.jsonl").exists():
        print("hostile: name the labelled data (--data) and the questions on real news (--news)")
        return
    asyncio.run(run(options.data, options.news, options.questions))


if __name__ == "__main__":
    main()
