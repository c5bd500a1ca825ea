"""The words that dates are made of, read into classes.

Every language says dates with a few dozen words. words.txt lists them by class (a month, a
weekday, "last", "ago", a unit ...), and one grammar over classes (rules) serves all
languages. Names of months and weekdays of languages other than English come from Babel's locale
data, which is loaded when such a text is read.

English months that are also words (march, may, august) and short forms (Sat, Mar) count fully
only with a capital, and then still need company: a day, a year or a preposition.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class Word(NamedTuple):
    """A word, number or mark of a text as the grammar sees it.

    `code` is its class, one character: those of words.txt, and d day number, y year, n other
    number, k short year ('87), D decade, r bare decade (90s), I numeric date, J day and month in
    figures, R month that needs company, V one in small letters, c comma, p point, ( and ) and /
    as they are, s possessive, C capitalised English word, X and Z a P and Y with a capital, _ any
    other.
    """

    code: str
    value: int
    name: str
    start: int
    end: int


Entry = tuple[str, int, str]  # code, value, name

_NUMBERS = (
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)"
    r"|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})(?![\d.]\d|\d)"
    r"|\d{1,2}/\d{1,2}(?![\d/])"
    r"|(?:(?:1\d|20)\d0[ ]?|['’]\d0|\b\d0)['’]?s\b"
    r"|['’]\d\d(?!\w)"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])"
)
_HAN = r"(?:\d{4}年\s?)?\d{1,2}月\s?\d{1,2}日|[\u3040-\u30ff\u3400-\u9fff]"
_WORDS = r"['’]s\b|[^\W\d_]++(?!\d)|\w+|\S"
_ANCHORS = frozenset("MWwSHKuUEQYP")
_DATED = re.compile(r"\d{4}|\d0['’]?s|\d[-/.月]\d|\d(?:st|nd|rd|th)|\b[qh]\d", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_YEAR = 2150  # later four-figure numbers are house numbers and prices
_FIGURES = re.compile(r"\d+")
_TITLED = {"P": "X", "Y": "Z"}  # "Entertainment Tonight", "Sunday Night Football"
_MARKS = {",": "c", ".": "p", "(": "(", ")": ")", "/": "/", "'s": "s", "’s": "s"}
_AMBIGUOUS = re.compile("may|march|august|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The date words of one language and how to find them."""

    language: str
    entries: dict[str, Entry]
    pattern: re.Pattern[str]
    anchors: frozenset[str]  # words of which every expression has one, if no dated figure


def read_words(text: str, language: str) -> list[Word]:
    """All words, numbers and marks of a text with their classes, in order; none without a date."""
    lexicon = _lexicon(language)
    words = _LETTERS.findall(text.lower())
    if lexicon.anchors.isdisjoint(words) and _DATED.search(text) is None:
        return []
    return [
        Word(*_entry(match[0], language), match.start(), match.end())
        for match in lexicon.pattern.finditer(text)
    ]


@lru_cache(maxsize=20_000)
def _entry(text: str, language: str) -> Entry:
    lexicon = _lexicon(language)
    mark = _MARKS.get(text)
    if mark is not None:
        return mark, 0, ""
    if text[0].isdecimal() or (text[0] in "'’" and text[1:2].isdecimal()):
        return _figure(text)
    entry = lexicon.entries.get(" ".join(text.lower().split()))
    if entry is None:
        return ("C" if text[0].isupper() and language == "en" else "_"), 0, ""
    if lexicon.language == "en":
        return _with_case(entry, text)
    return entry


def _with_case(entry: Entry, text: str) -> Entry:
    """Weigh an English word by its capital."""
    code, value, name = entry
    capital = text[0].isupper()
    if code == "w" and not capital:
        return "_", 0, ""
    if capital and code in _TITLED:
        return _TITLED[code], value, name
    if code == "M" and _AMBIGUOUS.fullmatch(text.lower()):
        return ("R" if capital else "V"), value, name
    return entry


def _figure(text: str) -> Entry:
    """The class of something that starts with a digit or is a short year."""
    if text[-1] == "s" or "月" in text or "/" in text or not text[0].isdecimal():
        return _dated_figure(text)
    digits = _FIGURES.match(text)
    assert digits is not None  # it starts with a digit
    if text[-2:] in ("st", "nd", "rd", "th"):
        return "o", int(digits[0][:4]), text
    if digits[0] != text:
        return ("I" if len(re.split("[-.]", text)) == 3 else "n"), 0, text
    number = int(text) if len(text) <= 4 else 0
    if len(text) <= 2 and 1 <= number <= 31:
        return "d", number, text
    if len(text) == 4 and 1000 <= number <= _LAST_YEAR:
        return "y", number, text
    return "n", number, text


def _dated_figure(text: str) -> Entry:
    """Decades, short years, and dates with strokes or in Chinese and Japanese figures."""
    figures = _FIGURES.findall(text)
    if text[-1] == "s":
        if len(figures[0]) not in (2, 4) or figures[0][-1] != "0":  # "two Model 3s"
            return "_", 0, ""
        year = full_year(figures[0])
        bare = text[0].isdecimal() and len(figures[0]) == 2
        return ("r" if bare else "D"), year, ""
    if not text[0].isdecimal():
        return "k", full_year(figures[0]), ""
    return ("J" if len(figures) == 2 and "月" not in text else "I"), 0, text


def full_year(figures: str) -> int:
    """The year that four or two figures mean; two lie between 1930 and 2029."""
    year = int(figures)
    return year if len(figures) == 4 else year + (2000 if year < 30 else 1900)


@lru_cache(maxsize=32)
def _lexicon(language: str) -> Lexicon:
    words = _listed()
    entries = dict(words.get(language, {}))
    if language != "en":
        entries = _names(language) | entries
    # What is more than one run of letters needs an alternative of its own; the longest first.
    phrases = sorted((key for key in entries if not key.isalpha()), key=len, reverse=True)
    spelled = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    before = rf"(?:{spelled})(?:(?<=\W)|(?!\w))|" if spelled else ""
    pattern = re.compile(rf"{_HAN}|(?<!\w)(?:{before}{_NUMBERS})|{_WORDS}", re.IGNORECASE)
    anchors = (key for key, entry in entries.items() if entry[0] in _ANCHORS)
    first_words = frozenset(_LETTERS.findall(key)[0] for key in anchors if not key[-1].isdigit())
    return Lexicon(language, entries, pattern, first_words)


@lru_cache(maxsize=1)
def _listed() -> dict[str, dict[str, Entry]]:
    """The words of words.txt by language."""
    listed: dict[str, dict[str, Entry]] = {}
    lines = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            head, words = line.split(": ", 1)
            language, code = head.split()
            for item in words.split():
                word, _, value = item.partition("=")
                listed.setdefault(language, {})[word.replace("_", " ")] = _listed_entry(code, value)
    return listed


def _listed_entry(code: str, value: str) -> Entry:
    if value.lstrip("-").isdigit() and code not in "HK":
        return code, int(value), ""
    return code, 0, value


def _names(language: str) -> dict[str, Entry]:
    """Months and weekdays from Babel; nothing for a language it does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[str, Entry] = {}
    for width, code in (("abbreviated", "R"), ("wide", "M")):
        for month, name in locale.months["format"][width].items():
            names[name.lower().rstrip(".")] = (code, month, "")
    for context in ("stand-alone", "format"):
        for weekday, name in locale.days[context]["wide"].items():
            names[name.lower()] = ("W", weekday, "")
    return names | {
        name.lower(): ("M", month, "")
        for month, name in locale.months["stand-alone"]["wide"].items()
    }
