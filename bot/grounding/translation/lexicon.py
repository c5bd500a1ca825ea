"""The small words of the languages that a claim and its evidence may be in, and how words compare.

What grammar closes (negations, words of saying, of doubt, numbers up to a hundred) stands in
words.txt, since no packaged lexicon has it for these languages. What Unicode's CLDR has (names of
countries, cities, months, magnitudes) is taken from there, by Babel.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from bot.grounding.verification.vocabulary import SPEECH
from bot.text.words import tokens

LANGUAGES = ("en", "es", "de", "ru", "ar")


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words of one class, folded: whole ones, and beginnings of which any ending will do."""

    words: frozenset[str]
    beginnings: tuple[str, ...] = ()

    def has(self, word: str) -> bool:
        """Whether a folded word is of the class."""
        return word in self.words or (bool(self.beginnings) and word.startswith(self.beginnings))


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """In small letters, without accents and vowel points; й stays a letter of its own."""
    word = word.casefold().replace("ё", "е").replace("й", "\0")
    plain = unicodedata.normalize("NFKD", word.replace("أ", "ا").replace("إ", "ا"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return plain.replace("\0", "й")


def folded_words(text: str) -> list[str]:
    """All words of a text, folded; the "n't" of a verb is a word of its own."""
    return [
        word
        for token in tokens(text)
        for word in (
            ("n't",) if token.text.lower().endswith(("n't", "n’t")) else (folded(token.text),)
        )
    ]


@cache
def word_class(language: str, name: str) -> WordClass:
    """A class of a language; empty where it has none."""
    if (language, name) == ("en", "say"):
        return WordClass(SPEECH)
    entries = _listing().get((language, name), "").split()
    whole = frozenset(folded(word) for word in entries if not word.endswith("*"))
    return WordClass(whole, tuple(folded(word[:-1]) for word in entries if word.endswith("*")))


def says(words: list[str], language: str, name: str) -> bool:
    """Whether any of these folded words is of a class of a language."""
    of = word_class(language, name)
    return any(of.has(word) for word in words)


@cache
def number_words(language: str) -> Mapping[str, float]:
    """Small numbers in words, folded."""
    pairs = (entry.split("=") for entry in _listing().get((language, "number"), "").split())
    return {folded(word): float(value) for word, value in pairs}


@cache
def _listing() -> Mapping[tuple[str, str], str]:
    lines = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {(head.split()[0], head.split()[1]): words for head, _, words in rows}
