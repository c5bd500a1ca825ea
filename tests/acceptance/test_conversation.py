"""The founding conversation, held with the real program on Telegram and in the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.acceptance.person import Person
from tests.acceptance.running import ROOT, SEEDS, Dateline
from tests.fakes.botapi import TOKEN, BotApi

PRIVATE, GROUP = 1, -100


def stored(name: str) -> str:
    """The text of a seed, its white space folded."""
    return " ".join((SEEDS / name).read_text(encoding="utf-8").split())


@pytest.mark.parametrize("chat_id", [PRIVATE, GROUP], ids=["private", "group"])
async def test_the_founding_conversation(api: BotApi, dateline: Dateline, chat_id: int) -> None:
    await dateline.start()
    person = Person(api, chat_id)
    first = await person.ask("what did Kim inspect?")
    for words in ("bombers", "hypersonic missiles", "warships", "(16 September 2023)"):
        assert words in first.text
    assert "Sergei Shoigu" in first.text
    assert "[1] Demo Courier, 17 Sep 2023 · " in first.text
    assert "Demo Herald, 17 Sep 2023" in first.text
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
    assert api.refused == []
    assert await dateline.stop() == 0
    assert TOKEN not in dateline.log.read_text()


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_the_buttons_go_on_from_an_answer(api: BotApi, dateline: Dateline) -> None:
    await dateline.start()
    person = Person(api, PRIVATE)
    answer = await person.ask("what did Kim inspect?")
    presses = [await api.press(answer, "More on this")]
    more = await api.said(2)
    assert "[1] Demo " in more.text
    assert not set(answer.text.splitlines()[:1]) & set(more.text.splitlines())
    presses.append(await api.press(answer, "More on this", chat_id=2))
    assert "too old" in (await api.said(1, chat_id=2)).text

    nothing = await person.ask("What did Xi Jinping say about the visit?")
    presses.append(await api.press(nothing, "Follow this topic"))
    assert "In which city's time?" in (await api.said(4)).text
    await api.say("Berlin")
    assert "08:00 Europe/Berlin" in (await api.said(5)).text
    answered = [call.params["callback_query_id"] for call in api.called("answerCallbackQuery")]
    assert answered == presses
    assert api.refused == []
    assert await dateline.stop() == 0


async def test_the_session_in_the_readme_is_as_it_really_looks(tmp_path: Path) -> None:
    session = (ROOT / "README.md").read_text(encoding="utf-8").split("```\n")[1]
    told = [line for line in session.splitlines() if not line.startswith(("$ ", "> "))]
    typed = [line[2:] for line in session.splitlines() if line.startswith("> ")]
    async with Dateline(tmp_path) as installed:
        _, shown, _ = await installed.command("run", typed="\n".join(typed))
    assert [line for line in shown.splitlines() if line] == [line for line in told if line]


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
