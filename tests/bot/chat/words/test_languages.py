from __future__ import annotations

import ast
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.chat.words import languages
from bot.chat.words.languages import LANGUAGES, ORIGINAL, catalogue, spoken
from bot.chat.words.phrases import Phrases
from bot.grounding.model.composer import UNPROVEN
from bot.grounding.model.desk import AWAY, LIMIT

TRANSLATED = [language for language in LANGUAGES if language != ORIGINAL]
PATTERNS = ("EEEE, d MMMM", "EEEE, d MMMM y", "d MMM y")  # of dates
PLACEHOLDER = re.compile(r"\{[^}]*\}|/\w+")


def texts() -> tuple[list[str], list[tuple[str, str]]]:
    """The texts and the plural pairs that are passed through gettext."""
    single: list[str] = []
    plural: list[tuple[str, str]] = []
    files = [
        Path(languages.__file__).with_name(name)
        for name in ("phrases.py", "briefing_phrases.py", "wording.py")
    ]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            words = [a.value for a in node.args if isinstance(a, ast.Constant)]
            if node.func.attr == "_" and words:
                single.append(str(words[0]))
            elif node.func.attr == "_n":
                plural.append((str(words[0]), str(words[1])))
    return single, plural


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_with_the_same_placeholders(language: str) -> None:
    single, plural = texts()
    assert len(single) > 50
    translations = catalogue(language)
    for text in single:
        translated = translations.gettext(text)
        assert translated != text or text in ("Sources", *PATTERNS), text
        assert Counter(PLACEHOLDER.findall(translated)) == Counter(PLACEHOLDER.findall(text))
    for one, many in plural:
        for count in (0, 1, 2, 3, 5, 11, 21, 100, 102):
            translated = translations.ngettext(one, many, count)
            assert translated not in (one, many)
            translated.format(count)


def test_numbers_take_the_form_of_the_language() -> None:
    russian, arabic = Phrases("ru"), Phrases("ar")
    assert [russian.feeds_read(n, 0) for n in (1, 3, 11, 21)] == [
        "Прочитана 1 лента",
        "Прочитаны 3 ленты",
        "Прочитано 11 лент",
        "Прочитана 21 лента",
    ]
    assert arabic.feeds_read(12, 0) == "قرأت 12 مصدرا"
    assert arabic.feeds_read(100, 0) == "قرأت 100 مصدر"


def test_dates_are_written_as_the_language_does() -> None:
    moment = datetime(2023, 9, 17, 6, 40, tzinfo=UTC)
    assert Phrases("de").day(moment) == "Sonntag, 17. September"
    assert Phrases("de").date(moment) == "17. Sept. 2023"
    assert Phrases("es").day(moment, moment.replace(year=2024)).endswith("de septiembre de 2023")
    assert Phrases("es").date(moment) == "17 sept 2023"
    assert Phrases().day(moment) == "Sunday, 17 September"


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("note", [AWAY, LIMIT, UNPROVEN])
def test_what_is_said_of_the_model_is_said_in_the_language(language: str, note: str) -> None:
    assert Phrases().note(note) == note
    assert Phrases(language).note(note) != note


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de-AT", "de"), ("ES", "es"), ("ar_EG", "ar"), ("en", "en"), ("fi", None), (None, None)],
)
def test_the_language_of_a_tag(tag: str | None, language: str | None) -> None:
    assert spoken(tag) == language


def test_what_is_not_spoken_is_said_in_english() -> None:
    assert Phrases("xx").sources_button() == "Sources"
