from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot import briefings
from bot.chat.words import languages
from bot.chat.words.languages import LANGUAGES, ORIGINAL, catalogue, spoken
from bot.chat.words.phrases import Phrases
from bot.grounding.model.composer import UNPROVEN
from bot.grounding.model.desk import AWAY, LIMIT
from bot.news.feeds.opml import parse_opml

CHAT = Path(languages.__file__).parents[1]
SHOWING = ("own", "outside", "notice", "plain", "Span", "Button", "paragraph")
TRANSLATED = [language for language in LANGUAGES if language != ORIGINAL]
ROOT = Path(__file__).parents[4]
OWN_LANGUAGE = re.compile(r"\b(auf Deutsch|en français|en español)$")
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
    return single + remarks() + starter_topics(), plural


def remarks() -> list[str]:
    """What bot.briefings says of requests that it cannot do, and grounding of a model."""
    found = [AWAY, LIMIT, UNPROVEN]
    for file in Path(briefings.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "UsageError", f"{file.name}: a RequestError is translated"
                if node.func.id == "Remark":
                    said = node.args[0]
                    assert isinstance(said, ast.Constant), f"{file.name}:{node.lineno}"
                    found.append(str(said.value))
    return found


def starter_topics() -> list[str]:
    """The names of the topics whose feeds are offered, but those that are in their own language."""
    outlines = parse_opml((ROOT / "seeds" / "feeds.opml").read_bytes())
    topics = dict.fromkeys(outline.topic or "" for outline in outlines)
    return [topic for topic in topics if not OWN_LANGUAGE.search(topic)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_with_the_same_placeholders(language: str) -> None:
    single, plural = texts()
    assert len(single) > 50
    translations = catalogue(language)
    own = languages.FOLDER / f"{language}.po"
    with own.open("rb") as file:
        known = {message.id: message.string for message in read_po(file)}
    for text in single:
        translated = translations.gettext(text)
        assert known.get(text) or text == ", ", text
        assert Counter(PLACEHOLDER.findall(translated)) == Counter(PLACEHOLDER.findall(text))
    for one, many in plural:
        for count in (0, 1, 2, 3, 5, 11, 21, 100, 102):
            translated = translations.ngettext(one, many, count)
            assert translated not in (one, many)
            translated.format(count)


def test_nothing_that_is_shown_goes_past_the_catalogues() -> None:
    """Words in the calls that make messages would be read in English by everybody."""
    files = [file for file in CHAT.rglob("*.py") if "words" not in file.parts]
    assert len(files) > 15
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in SHOWING:
                worded = {text for text in literals(node.args[0]) if re.search("[A-Za-z]", text)}
                assert worded <= names_of_prompts(node), f"{file.name}:{node.lineno}"


def literals(node: ast.AST) -> Iterator[str]:
    constants = (one for one in ast.walk(node) if isinstance(one, ast.Constant))
    return (one.value for one in constants if isinstance(one.value, str))


def names_of_prompts(node: ast.AST) -> set[str]:
    calls = (one for one in ast.walk(node) if isinstance(one, ast.Call))
    return {name for call in calls if ast.unparse(call.func) == "load" for name in literals(call)}


def test_topics_of_the_list_are_called_in_the_language() -> None:
    german = Phrases("de")
    assert [german.starter_topic(name) for name in ("World", "Chess", "")] == ["Welt", "Chess", ""]


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


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de-AT", "de"), ("ES", "es"), ("ar_EG", "ar"), ("en", "en"), ("fi", None), (None, None)],
)
def test_the_language_of_a_tag(tag: str | None, language: str | None) -> None:
    assert spoken(tag) == language


def test_what_is_not_spoken_is_said_in_english() -> None:
    assert Phrases("xx").sources_button() == "Sources"
