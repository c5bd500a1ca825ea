"""The real program through awkward input, crashes, signals and a server that misbehaves."""

from __future__ import annotations

import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.acceptance.person import Person
from tests.acceptance.running import Dateline
from tests.fakes.botapi import TOKEN, BotApi

PRIVATE = 1
LEASE = timedelta(seconds=21)  # after which others take over what a killed process held
BAD_INPUT = (
    "?!…",
    "👍",
    'AND OR NOT ( " : * ^',
    "\u202ewhat did Kim inspect\u202c",
    "ماذا تفقد كيم؟",
    "Что осмотрел Ким?",
    "what " * 800,
)


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_awkward_questions_are_answered_and_the_next_one_too(
    api: BotApi, dateline: Dateline
) -> None:
    await dateline.start()
    person = Person(api, PRIVATE)
    for question in BAD_INPUT:
        assert (await person.ask(question)).text
    assert "bombers" in (await person.ask("what did Kim inspect?")).text
    assert api.refused == []


async def test_what_was_asked_before_a_crash_is_answered_after_it(
    api: BotApi, dateline: Dateline
) -> None:
    await dateline.start()
    await Person(api, PRIVATE).ask("what did Kim inspect?")
    for chat_id in range(2, 12):
        await api.say("what did Kim inspect?", chat_id)
    await api.said(1, chat_id=2)
    await dateline.kill()
    dateline.now_is(datetime.now(UTC) + LEASE)
    await dateline.start()
    for chat_id in range(2, 12):
        assert "bombers" in (await api.said(1, chat_id)).text
    assert await dateline.stop() == 0


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_it_stops_on_ctrl_c_without_a_word_too_many(api: BotApi, dateline: Dateline) -> None:
    await dateline.start()
    await api.until(lambda a: a.called("getUpdates"))
    assert await dateline.stop(signal.SIGINT) in (0, 130)
    assert "Traceback" not in dateline.log.read_text()


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_a_wrong_token_is_one_clear_line(api: BotApi, dateline: Dateline) -> None:
    dateline.settings["TELEGRAM_BOT_TOKEN"] = "1:wrong-token"
    await dateline.start()
    assert await dateline.ended() == 1
    log = dateline.log.read_text()
    assert "TELEGRAM_BOT_TOKEN" in log
    assert "wrong-token" not in log
    assert "Traceback" not in log


@pytest.mark.parametrize("level", ["info", "debug"])
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_the_log_never_holds_the_token_or_a_question(
    api: BotApi, dateline: Dateline, level: str
) -> None:
    dateline.settings["DATELINE_LOG_LEVEL"] = level
    for method in ("getUpdates", "sendMessage"):
        api.fail(method, status=502, body=b"<html>")
        api.fail(method, drop=True)
    await dateline.start()
    await Person(api, PRIVATE).ask("what did Kim inspect?")
    await dateline.stop()
    log = dateline.log.read_text()
    assert TOKEN.partition(":")[2] not in log
    assert "did Kim" not in log


async def test_a_second_run_on_the_same_data_is_refused(tmp_path: Path, api: BotApi) -> None:
    async with Dateline(tmp_path, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=api.url) as one:
        await one.start()
        await api.until(lambda a: a.called("getUpdates"))
        code, _, error = await one.command("run")
    assert code == 1
    assert len(error.strip().splitlines()) == 1
