import json

import pytest

from bot.cli import main


@pytest.fixture
def batch(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "claims.jsonl"

    def write(*rows):
        file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
        return str(file)

    return write


def row(id_, claim, *sources):
    return {"id": id_, "claim": claim, "sources": list(sources)}


STORED = "Kim inspected twelve bombers on Saturday."


def test_verdicts_come_in_order_with_their_ids(batch, capsys):
    file = batch(row(1, STORED, STORED), row("b", STORED.replace("twelve", "forty"), STORED))
    assert main(["check", "--batch", file]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"id": 1, "supported": True, "score": 1.0, "reasons": []}
    assert (second["id"], second["supported"]) == ("b", False)
    assert any("number" in reason for reason in second["reasons"])


def test_a_bad_line_is_named_and_the_good_are_done(batch, capsys):
    file = batch("{oops", {"id": 2}, {"claim": "x", "sources": "y"}, row(4, STORED, STORED))
    assert main(["check", "--batch", file]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["id"] == 4
    assert [line.split(": ")[1] for line in printed.err.splitlines()] == [
        "line 1",
        "line 2 (id 2)",
        "line 3",
    ]


def test_no_sources_support_nothing(batch, capsys):
    assert main(["check", "--batch", batch(row(1, STORED))]) == 0
    assert json.loads(capsys.readouterr().out)["supported"] is False


def test_a_missing_file_is_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--batch", "nowhere.jsonl"]) == 1
    assert "nowhere.jsonl" in capsys.readouterr().err
