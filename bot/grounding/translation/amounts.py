"""Amounts and days of a text in one of several languages, as values that can be compared.

Digits are read by the marks of the language (1.234,5 in German, 1 234,5 in Russian, ١٬٢٣٤٫٥ in
Arabic), magnitudes by CLDR's names for them, small numbers by words.txt; English by
bot.text.numbers. What belongs to a date is no amount: dates are compared as days.

Known to fail: numbers above a hundred written out, compounds ("einundzwanzig"), and duals.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache

from bot.grounding.translation.lexicon import folded, number_words
from bot.text.dates import DateMention, date_mentions, relation
from bot.text.numbers import number_mentions
from bot.text.words import stem, tokens

_SOME_DAY = datetime(2000, 6, 15, tzinfo=UTC)  # relative days are compared as of one and the same
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_MARKS = {"en": (",", "."), "es": (".", ","), "de": (".", ","), "ru": (" ", ","), "ar": ("٬", "٫")}
_FIGURES = re.compile(r"\d+(?:[.,٬٫\u00a0\u202f ]\d+)*")
_FOLLOWING = 3  # words after a number in which its magnitude is looked for


def missing_amounts(
    claim: str, language: str, texts: Sequence[tuple[str, str]], published: datetime | None
) -> Iterator[str]:
    """The amounts of a claim that none of the (text, language) pairs states."""
    stated = {value for text, of in texts for value, _ in amounts(text, of, published)}
    for value, words in amounts(claim, language, published):
        if value not in stated:
            yield words


def missing_days(
    claim: str, language: str, texts: Sequence[tuple[str, str]], published: datetime | None
) -> Iterator[str]:
    """The dates of a claim that no text names; a claim may name a longer time."""
    stated = [one for text, of in texts for one in days(text, of, published)]
    for one in days(claim, language, published):
        if not any(_is_within(other, one) for other in stated):
            yield one.text


def _is_within(stored: DateMention, said: DateMention) -> bool:
    """Whether a stored date lies in one that is said; weekdays are read alike in both languages.

    Which week a bare weekday means is told by the verb's tense, which not every language shows.
    """
    if relation(said, stored) in ("same", "contains"):
        return True
    bare = said.relative and stored.relative and said.first == said.last
    return bare and stored.first == stored.last and said.first.weekday() == stored.first.weekday()


def days(text: str, language: str, published: datetime | None) -> list[DateMention]:
    """The date expressions of a text."""
    return date_mentions(text.translate(_DIGITS), published or _SOME_DAY, language)


def amounts(text: str, language: str, published: datetime | None) -> list[tuple[float, str]]:
    """The values of a text with their words; dates are left out."""
    text = text.translate(_DIGITS)
    for mention in days(text, language, published):
        text = text[: mention.start] + ";" * (mention.end - mention.start) + text[mention.end :]
    found = _english(text) if language == "en" else _read(text, language)
    return list(found)


def _english(text: str) -> Iterator[tuple[float, str]]:
    for number in number_mentions(text):
        words = text[number.start : number.end]
        yield number.value, words
        if number.upper is not None:
            yield number.upper, words


def _read(text: str, language: str) -> Iterator[tuple[float, str]]:
    for match in _FIGURES.finditer(text):
        for figures in _parted(match[0], language):
            value = _value(figures, language)
            yield round(value * _magnitude(text[match.end() :], language), 6), figures
    words = [(folded(token.text), token) for token in tokens(text)]
    for word, token in words:
        if value := number_words(language).get(word, 0.0):
            yield round(value * _magnitude(text[token.end :], language), 6), token.text


def _parted(figures: str, language: str) -> list[str]:
    """Figures that a space groups are one number only where the language groups so."""
    spaced = re.sub(r"[\u00a0\u202f]", " ", figures)
    if " " not in spaced or (
        language == "ru" and re.fullmatch(r"\d{1,3}(?: \d{3})+(?:,\d+)?", spaced)
    ):
        return [spaced]
    return spaced.split()


def _value(figures: str, language: str) -> float:
    group, point = _MARKS[language]
    if language == "ar" and not re.search("[٬٫]", figures):
        group, point = (",", ".")
    plain = (
        figures.replace(group, "")
        if re.fullmatch(
            rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d+)?", figures
        )
        else figures
    )
    plain = plain.replace(point, ".") if plain.count(point) == 1 else plain
    try:
        return float(plain)
    except ValueError:  # a version, a score or a clock: compared by its figures
        return float(re.sub(r"\D", "", figures))


def _magnitude(after: str, language: str) -> float:
    if not re.match(r"[\s\u00a0-]?[^\W\d]", after):
        return 1.0
    words = tuple(stem(token.text, language) for token in tokens(after[:60])[:_FOLLOWING])
    known = _magnitudes(language)
    sizes = (known[words[:n]] for n in range(len(words), 0, -1) if words[:n] in known)
    return next(sizes, 1.0)


@cache
def _magnitudes(language: str) -> Mapping[tuple[str, ...], float]:
    """CLDR's words for thousand, million and so on, long and short, stemmed."""
    from babel import Locale

    formats = Locale(language).compact_decimal_formats
    found: dict[tuple[str, ...], float] = {}
    for style in ("long", "short"):
        for by_power in formats.get(style, {}).values():
            for power, pattern in by_power.items():
                zeros = str(pattern.pattern).count("0")
                words = tokens(re.sub("[0'¤]", " ", str(pattern.pattern)).replace("\u00a0", " "))
                if words and zeros:
                    key = tuple(stem(word.text, language) for word in words)
                    found.setdefault(key, float(power) / 10 ** (zeros - 1))
    return found
