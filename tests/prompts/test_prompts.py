from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts
from prompts import PromptError, load, parse


def test_variables_are_filled() -> None:
    assert parse("t", "Dear $name, pay $$5 to ${whom}.").fill(name="Ann", whom="Bob") == (
        "Dear Ann, pay $5 to Bob."
    )


def test_missing_and_unknown_variables_are_named() -> None:
    prompt = parse("greeting", "Dear $name of $town")
    with pytest.raises(PromptError, match="greeting misses name, town and does not know age, hat"):
        prompt.fill(hat="x", age="3")


def test_a_stray_dollar_is_refused() -> None:
    with pytest.raises(PromptError, match=r"price has a \$ that opens no variable"):
        parse("price", "It costs $5")


@given(st.text())
def test_a_value_is_never_searched_for_variables(value: str) -> None:
    assert parse("t", "<$a>").fill(a=value) == f"<{value}>"


def test_the_version_follows_the_content_alone() -> None:
    assert parse("a", "same\n").version == parse("b", "same").version
    assert parse("a", "same").version != parse("a", "other").version


def test_a_missing_prompt_is_named_with_those_there_are() -> None:
    with pytest.raises(PromptError, match=r"no prompt nothing; there are: .*help"):
        load("nothing")


@pytest.mark.parametrize("name", ["../pyproject", "/etc/passwd", "help/../help"])
def test_a_name_never_leaves_the_folder(name: str) -> None:
    with pytest.raises(PromptError):
        load(name)


def test_an_untranslated_text_is_given_in_the_original() -> None:
    assert load("help", "xx") == load("help")


@pytest.mark.parametrize("file", sorted(prompts.FOLDER.glob("*.txt")), ids=lambda f: f.name)
def test_every_file_is_a_template(file: object) -> None:
    name, language = (*str(getattr(file, "name", "")).split("."), "txt")[:2]
    assert load(name, language).text


@pytest.mark.parametrize("file", sorted(prompts.FOLDER.glob("*.??.txt")), ids=lambda f: f.name)
def test_a_translation_has_the_variables_and_commands_of_its_original(file: Path) -> None:
    name, language, _ = file.name.split(".")
    original, translation = load(name), load(name, language)
    assert translation.text != original.text
    assert translation.variables == original.variables
    commands = re.compile(r"^/\w+", re.MULTILINE)
    assert commands.findall(translation.text) == commands.findall(original.text)
