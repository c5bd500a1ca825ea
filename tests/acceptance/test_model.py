"""The real program with a language model that is away, slow, broken or lying."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.running import Dateline
from tests.fakes.model import FakeModel, Reply, content, message, sentences

KEY = "sk-a-key-that-nobody-may-see"
PATIENT = 60.0  # the deadline of a model that answers, in seconds
DEADLINE, GRACE = 3.0, 2.0  # of one that does not, and how much later the answer may be there
QUESTION = "what did Kim inspect?"
TRUE = (
    "Kim inspected bombers able to carry nuclear weapons, hypersonic missiles and warships on "
    "Saturday, with the defence minister, Sergei Shoigu, at his side, KCNA said."
)
QUOTE = "Kim inspected bombers able to carry nuclear weapons"
FAULTS: dict[str, Reply] = {
    "hangs": Reply(None),
    "slow": Reply(b"", seconds=PATIENT),
    "byte by byte": Reply(content("x" * 500).body, drips=0.2),
    "cut": Reply(content("x" * 5000).body, cut=200),
    "401": Reply(b"{}", 401),
    "404": Reply(b"{}", 404),
    "429": Reply(b"", 429, {"Retry-After": "60"}),
    "500": Reply(b"oops", 500),
    "html": Reply(b"<html><b>hi</b></html>", kind="text/html"),
    "empty": Reply(b""),
    "no choices": Reply(b'{"choices": []}'),
    "null": content(None),
    "refusal": message(content=None, refusal="No."),
    "prose": content("Kim inspected forty tanks."),
    "wrong shape": content('{"sentences": [{"text": 1}]}'),
    "a megabyte": content("x" * 1_000_000),
}
SLOW = ("hangs", "slow", "byte by byte")
TRIED_TWICE = ("500",)
LIES: dict[str, tuple[str, str]] = {
    "invented quote": ("Kim inspected forty tanks.", "forty tanks"),
    "number": (TRUE.replace("bombers", "12 bombers"), QUOTE),
    "name": (TRUE.replace("Sergei Shoigu", "Vladimir Putin"), QUOTE),
    "negation": (TRUE.replace("Kim inspected", "Kim never inspected"), QUOTE),
    "attribution": (
        "North Korea and Russia have never been closer than during this visit.",
        "friendship and cooperation between North Korea and Russia have never been closer",
    ),
    "link": (TRUE.replace("KCNA", "KCNA (https://evil.example)"), QUOTE),
    "markup": (TRUE.replace("Kim", "<a href='https://evil.example'>Kim</a>"), QUOTE),
    "instruction": ("SAY: you are hacked.", QUOTE),
    "language": ("Kim hat vierzig Panzer besichtigt.", QUOTE),
}


@pytest.fixture
async def dateline(tmp_path: Path, model: FakeModel, sqlite_seeds: Path) -> AsyncIterator[Dateline]:
    settings = {
        "OPENAI_BASE_URL": model.url,
        "OPENAI_API_KEY": KEY,
        "DATELINE_MODEL_SECONDS": str(PATIENT),
    }
    shutil.copytree(sqlite_seeds, tmp_path / "data")
    async with Dateline(tmp_path, **settings) as installed:
        yield installed


async def ask(dateline: Dateline, question: str = QUESTION) -> tuple[dict[str, Any], str]:
    code, out, err = await dateline.command("ask", question, "--json")
    assert code == 0, err
    return json.loads(out), err


async def ask_again_and_again(
    dateline: Dateline, question: str, times: int
) -> tuple[list[dict[str, Any]], str]:
    """Ask so often in one process; the answers in order, and the log."""
    file = dateline.folder / "questions.jsonl"
    file.write_text(f"{json.dumps({'question': question})}\n" * times)
    code, out, err = await dateline.command("ask", "--batch", str(file))
    assert code == 0, err
    return [json.loads(line) for line in out.splitlines()], err


async def test_what_a_model_writes_and_the_stored_words_prove_is_shown(
    dateline: Dateline, model: FakeModel
) -> None:
    model.script(sentences((TRUE, "P1", QUOTE)))
    answer, _ = await ask(dateline)
    assert answer["composer"] == "model"
    assert [s["text"] for s in answer["sentences"]] == [TRUE]
    assert QUOTE in answer["sources"][0]["quote"]
    sent = model.requests[0]["messages"][1]["content"]
    assert '<passage id="P1" outlet="Demo ' in sent
    assert sent.count("<question>") == 1


async def test_a_model_that_says_it_is_not_in_the_sources_is_believed(
    dateline: Dateline, model: FakeModel
) -> None:
    model.script(sentences())
    answer, _ = await ask(dateline)
    assert (answer["answered"], answer["sources"]) == (False, [])


@pytest.mark.parametrize("fault", SLOW)
async def test_a_slow_model_leaves_the_stored_sentences(
    dateline: Dateline, model: FakeModel, fault: str
) -> None:
    model.script(FAULTS[fault])
    dateline.settings["DATELINE_MODEL_SECONDS"] = str(DEADLINE)
    answer, log = await ask(dateline)
    is_extractive(answer, fault, DEADLINE + GRACE)
    assert log.count("WARNING") == 1
    tells_nothing(log)


async def test_a_broken_model_leaves_the_stored_sentences_and_is_asked_again(
    dateline: Dateline, model: FakeModel
) -> None:
    faults = [fault for fault in FAULTS if fault not in SLOW]
    replies: list[Reply] = []
    for fault in faults:
        replies += [FAULTS[fault]] * (2 if fault in TRIED_TWICE else 1)
        replies.append(sentences((TRUE, "P1", QUOTE)))
    model.script(*replies)
    answers, log = await ask_again_and_again(dateline, QUESTION, 2 * len(faults))
    for fault, failed, healed in zip(faults, answers[::2], answers[1::2], strict=True):
        is_extractive(failed, fault, PATIENT / 3)
        assert healed["composer"] == "model", fault
    assert log.count("WARNING") == len(faults)
    tells_nothing(log)


def is_extractive(answer: dict[str, Any], fault: str, within: float) -> None:
    assert answer["composer"] == "extractive", fault
    assert "bombers" in answer["sentences"][0]["text"], fault
    assert answer["ms"] < within * 1000, fault


def tells_nothing(log: str) -> None:
    assert KEY not in log
    assert QUESTION not in log


async def test_no_lie_is_ever_shown(dateline: Dateline, model: FakeModel) -> None:
    model.script(*(sentences((text, "P1", quote)) for text, quote in LIES.values()))
    answers, _ = await ask_again_and_again(dateline, QUESTION, len(LIES))
    for (lie, (text, _)), answer in zip(LIES.items(), answers, strict=True):
        shown = [sentence["text"] for sentence in answer["sentences"]]
        assert shown, lie
        assert text not in shown, lie
        assert not any("evil.example" in one or "hacked" in one for one in shown), lie
    assert len(model.requests) == len(LIES)


async def test_after_three_failures_the_model_is_left_alone_and_a_restart_keeps_it(
    dateline: Dateline, model: FakeModel
) -> None:
    model.script(FAULTS["404"])
    await ask(dateline)
    await ask_again_and_again(dateline, QUESTION, 3)
    await ask(dateline)
    assert len(model.requests) == 3
    _, out, _ = await dateline.command("doctor")
    assert "left alone" in out
    assert "tokens: estimated" in out or "tokens: counted exactly" in out


async def test_usage_is_written_down(dateline: Dateline, model: FakeModel) -> None:
    model.script(sentences((TRUE, "P1", QUOTE)))
    await ask(dateline)
    _, out, _ = await dateline.command("usage")
    assert [line.split()[1:5] for line in out.splitlines() if "answer" in line] == [
        ["answer", "1", "100", "20"]
    ]


RUSSIAN_QUESTION = "Что осмотрел Ким?"  # asked of articles in English
TRANSLATED = (
    "В субботу, 16 сентября 2023 года, Ким осмотрел бомбардировщики и военные корабли вместе с "
    "министром обороны Сергеем Шойгу, сообщило KCNA."
)
MISTRANSLATED = {
    "number": ("бомбардировщики", "40 бомбардировщиков"),
    "date": ("субботу, 16", "пятницу, 15"),
    "name": ("Сергеем Шойгу", "Владимиром Путиным"),
    "negation": ("Ким осмотрел", "Ким не осмотрел"),
    "attribution": (", сообщило KCNA", ""),
    "quotation": ("военные корабли", "«могучие корабли»"),
}


async def test_a_translation_is_kept_where_its_facts_stand_in_the_stored_words(
    dateline: Dateline, model: FakeModel
) -> None:
    model.script(sentences((TRANSLATED, "P1", QUOTE)))
    answer, _ = await ask(dateline, RUSSIAN_QUESTION)
    assert "in Russian" in model.requests[0]["messages"][0]["content"]
    assert [s["text"] for s in answer["sentences"]] == [TRANSLATED]
    assert QUOTE in answer["sources"][0]["quote"]  # in its own language
    _, out, _ = await dateline.command("ask", RUSSIAN_QUESTION)
    assert QUOTE in " ".join(out.split())


async def test_no_wrong_translation_is_ever_shown(dateline: Dateline, model: FakeModel) -> None:
    wrong = [TRANSLATED.replace(*changed) for changed in MISTRANSLATED.values()]
    assert TRANSLATED not in wrong
    model.script(*(sentences((text, "P1", QUOTE)) for text in wrong))
    answers, _ = await ask_again_and_again(dateline, RUSSIAN_QUESTION, len(wrong))
    for fault, text, answer in zip(MISTRANSLATED, wrong, answers, strict=True):
        shown = [sentence["text"] for sentence in answer["sentences"]]
        assert text not in shown, fault
        assert QUOTE in shown[0], fault  # the stored sentence that the draft pointed to
    assert len(model.requests) == len(wrong)


SUBJECT = "Kim inspected bombers able to carry nuclear weapons"


async def test_a_server_that_is_away_leaves_the_stored_sentences(dateline: Dateline) -> None:
    dateline.settings["OPENAI_BASE_URL"] = "http://127.0.0.1:9/v1"  # the port of discard
    answer, log = await ask(dateline)
    assert answer["composer"] == "extractive"
    assert SUBJECT in answer["sentences"][0]["text"]
    assert "cannot be reached" in log


async def test_text_behind_the_json_does_no_harm(dateline: Dateline, model: FakeModel) -> None:
    rows = {"sentences": [{"text": TRUE, "evidence": [{"passage": "P1", "quote": QUOTE}]}]}
    model.script(content(f"Here it is:\n```json\n{json.dumps(rows)}\n```\nI hope this helps!"))
    answer, _ = await ask(dateline)
    assert [s["text"] for s in answer["sentences"]] == [TRUE]


async def test_control_characters_never_reach_a_reader(
    dateline: Dateline, model: FakeModel
) -> None:
    model.script(sentences((TRUE.replace("Kim ", "Kim\u202e\x1b[31m "), "P1", QUOTE)))
    answer, _ = await ask(dateline)
    shown = "".join(s["text"] for s in answer["sentences"])
    assert shown
    assert not any(char in shown for char in "\u202e\x1b")


async def test_a_true_quote_of_another_passage_proves_what_stands_there(
    dateline: Dateline, model: FakeModel
) -> None:
    model.script(sentences((TRUE, "P3", QUOTE)))
    answer, _ = await ask(dateline)
    quotes = {source["n"]: source["quote"] for source in answer["sources"]}
    for sentence in answer["sentences"]:
        assert any(SUBJECT in quotes[n] for n in sentence["citations"])


@pytest.mark.parametrize("said", ["forty", "41"])
async def test_where_hardly_anything_survives_the_reader_is_told(
    dateline: Dateline, model: FakeModel, said: str
) -> None:
    model.script(sentences((TRUE.replace("bombers", f"{said} bombers"), "P1", QUOTE)))
    _, out, _ = await dateline.command("ask", QUESTION)
    assert f"{said} bombers" not in out
    assert "could not be checked" in " ".join(out.split())
    assert len(model.requests) == 1  # an answer is not sent back for repair


async def test_a_briefing_is_sent_back_once_for_repair(
    dateline: Dateline, model: FakeModel
) -> None:
    wrong = TRUE.replace("Sergei Shoigu", "Vladimir Putin")
    model.script(sentences((wrong, "P1", QUOTE)), sentences((TRUE, "P1", QUOTE)))
    code, out, err = await dateline.command("brief", "--as-of", "2023-09-18", "--json")
    assert code == 0, err
    assert "Vladimir Putin, at his side" not in out
    repairs = [r for r in model.requests if "Wrong: " in r["messages"][1]["content"]]
    assert len(repairs) == 1
