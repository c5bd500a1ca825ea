"""The founding conversation, held with the real program on Telegram and in the terminal."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from tests.acceptance.running import SEEDS, Dateline
from tests.fakes.botapi import BOT, TOKEN, BotApi, Sent

ME = f"@{BOT['username']}"
PRIVATE, GROUP = 1, -100
BAD_INPUT = (
    "?!…",
    "👍",
    'AND OR NOT ( " : * ^',
    "\u202ewhat did Kim inspect\u202c",
    "ماذا تفقد كيم؟",
    "Что осмотрел Ким?",
    "what " * 800,
)


class Person:
    """Somebody who asks in a private chat, or in a group by command and then by reply."""

    def __init__(self, api: BotApi, chat_id: int) -> None:
        self.api = api
        self.chat_id = chat_id
        self.last: Sent | None = None

    async def ask(self, question: str) -> Sent:
        """Ask, going on from the last answer, and return the answer."""
        count = len(self.api.in_chat(self.chat_id))
        in_group = self.chat_id < 0
        text = f"/ask{ME} {question}" if in_group and not self.last else question
        reply_to = self.last if in_group else None
        await self.api.say(text, self.chat_id, reply_to=reply_to)
        self.last = await self.api.said(count + 1, self.chat_id, seconds=60)
        return self.last

    async def sources(self) -> Sent:
        """Press the last answer's Sources."""
        assert self.last
        count = len(self.api.in_chat(self.chat_id))
        await self.api.press(self.last, "Sources")
        return await self.api.said(count + 1, self.chat_id)


def stored(name: str) -> str:
    """The text of a seed, its white space folded."""
    return " ".join((SEEDS / name).read_text(encoding="utf-8").split())


def refusals(api: BotApi) -> list[str]:
    return [call.method for call in api.calls if call.status >= 400]


@pytest.mark.parametrize("chat_id", [PRIVATE, GROUP], ids=["private", "group"])
async def test_the_founding_conversation(api: BotApi, dateline: Dateline, chat_id: int) -> None:
    await dateline.start()
    person = Person(api, chat_id)
    first = await person.ask("what did Kim inspect?")
    for words in ("bombers", "hypersonic missiles", "warships", "(16 September 2023)"):
        assert words in first.text
    assert "Sergei Shoigu" in first.text
    assert "[1] Demo Courier, 17 Sep 2023 · [2] Demo Herald, 17 Sep 2023" in first.text
    assert "2 outlets, 1 origin (Demo Wire): copies of one report, not two" in first.text

    sources = await person.sources()
    quotes = [e.text for e in sources.entities if "blockquote" in e.kind]
    articles = stored("demo-courier.txt") + stored("demo-herald.txt")
    assert quotes
    assert all(" ".join(quote.split()) in articles for quote in quotes)
    assert "Kim talks of new heyday in ties with Russia · 17 Sep 2023, 06:40 UTC" in sources.text

    assert "Sergei Shoigu" in (await person.ask("who was with him?")).text
    assert "16 September 2023" in (await person.ask("when was that?")).text
    assert "sanctions" in (await person.ask("and what did the US say about it?")).text

    nothing = await person.ask("What did Xi Jinping say about the visit?")
    assert nothing.text.startswith("Not in my sources")
    assert "Searched 2 articles from 17 Sep 2023. Nearest: " in nothing.text
    assert not re.search(r"\[\d\]", nothing.text)
    assert refusals(api) == []
    assert await dateline.stop() == 0
    assert TOKEN not in dateline.log.read_text()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_awkward_questions_are_answered_and_the_next_one_too(
    api: BotApi, dateline: Dateline
) -> None:
    await dateline.start()
    person = Person(api, PRIVATE)
    for question in BAD_INPUT:
        assert (await person.ask(question)).text
    assert "bombers" in (await person.ask("what did Kim inspect?")).text
    assert refusals(api) == []


async def test_what_was_asked_before_a_crash_is_answered_after_it(
    api: BotApi, dateline: Dateline
) -> None:
    await dateline.start()
    await Person(api, PRIVATE).ask("what did Kim inspect?")
    for chat_id in range(2, 12):
        await api.say("what did Kim inspect?", chat_id)
    await api.said(1, chat_id=2)
    await dateline.kill()
    await dateline.start()
    for chat_id in range(2, 12):
        assert "bombers" in (await api.said(1, chat_id)).text
    assert await dateline.stop() == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_it_stops_on_ctrl_c_without_a_word_too_many(api: BotApi, dateline: Dateline) -> None:
    await dateline.start()
    await api.until(lambda a: a.called("getUpdates"))
    assert await dateline.stop(signal.SIGINT) in (0, 130)
    assert "Traceback" not in dateline.log.read_text()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_wrong_token_is_one_clear_line(api: BotApi, dateline: Dateline) -> None:
    dateline.settings["TELEGRAM_BOT_TOKEN"] = "1:wrong-token"
    await dateline.start()
    assert await dateline.ended() == 1
    log = dateline.log.read_text()
    assert "TELEGRAM_BOT_TOKEN" in log
    assert "wrong-token" not in log
    assert "Traceback" not in log


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_log_never_holds_the_token_or_a_question(api: BotApi, dateline: Dateline) -> None:
    dateline.settings["DATELINE_LOG_LEVEL"] = "debug"
    for method in ("getUpdates", "sendMessage"):
        api.fail(method, status=502, body=b"<html>")
        api.fail(method, drop=True)
    await dateline.start()
    await Person(api, PRIVATE).ask("what did Kim inspect?")
    await dateline.stop()
    log = dateline.log.read_text()
    assert TOKEN.partition(":")[2] not in log
    assert "did Kim" not in log


async def test_the_terminal_holds_the_same_conversation(tmp_path: Path) -> None:
    questions = "what did Kim inspect?\n/sources\nwho was with him?\nwhat did Xi Jinping say?\n"
    async with Dateline(tmp_path) as installed:
        code, shown, _ = await installed.command("run", typed=questions)
    assert code == 0
    assert "TELEGRAM_BOT_TOKEN" in shown.splitlines()[0]
    flowing = " ".join(shown.split())
    assert "hypersonic missiles and warships on Saturday (16 September 2023)" in flowing
    assert "copies of one report, not two confirmations" in flowing
    assert "https://demo-courier.example/world/kim-talks-of-new-heyday" in flowing
    assert "Not in my sources" in flowing
    assert "\x1b" not in shown


async def test_a_second_run_on_the_same_data_is_refused(tmp_path: Path, api: BotApi) -> None:
    async with Dateline(tmp_path, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=api.url) as one:
        await one.start()
        await api.until(lambda a: a.called("getUpdates"))
        code, _, error = await one.command("run")
    assert code == 1
    assert len(error.strip().splitlines()) == 1
