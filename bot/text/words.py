"""Words, numbers and index terms.

A token is a run of letters and digits as a reader would count it: "Russia's" is Russia, "U.S." is
one word, "Jong-un" two, "don't" one, 1,000 and 3.5 one each. Prefixes that are written with and
without a hyphen ("co-operation") stay on their word, so that folding can make both the same.
Chinese, Japanese, Thai, Lao, Khmer and Burmese write no spaces: their runs come as pairs of
characters that overlap, the usual index unit for them.

A term is a token folded (case, diacritics, typography, British and American spelling) and, unless
it is a function word, stemmed. Terms are what the search index holds and what sentences are
compared by.

Where it fails: "US" written "us" cannot be told from the pronoun except after "the"; a stem joins
words that only look related ("universe", "university").
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import Stemmer

from bot.text.irregular import irregular_forms
from bot.text.spelling import one_spelling

_APOSTROPHES = "'’ʼ＇‛`´"
_MARKS = (  # combining signs, which \w leaves out
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u1000-\u109f\u17b4-\u17d3\u200c\u200d"
)
# Scripts without spaces: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1780-\u17d3\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)


def _word_pattern(letters: str, apostrophes: str) -> re.Pattern[str]:
    """Abbreviations with points, numbers with separators, words with an apostrophe or a prefix."""
    return re.compile(
        rf"[A-Za-z](?:\.[A-Za-z])+\b\.?"
        rf"|\d+(?:[.,]\d+)+{letters}*"
        rf"|(?:\b(?:[Cc]o|[Rr]e|[Pp]re|[Ee])-(?=[a-z]))?{letters}+(?:[{apostrophes}]{letters}+)*"
    )


_ASCII_WORD = _word_pattern("[A-Za-z0-9]", "'`")
_ANY_WORD = _word_pattern(rf"[\w{_MARKS}]", _APOSTROPHES)
_RUN = re.compile(rf"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]$")
_ELISION = re.compile(
    rf"(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|[dns]?[ae]ll|sull|un)[{_APOSTROPHES}]"
    r"(?=[aeiouhyàâéèêëîïôœùû])",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_STRIPPED = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SPECIAL = str.maketrans("łøđæœðþı", "lodaodti", "\u200c\u200d") | str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th", "ё": "е"} | dict.fromkeys(_APOSTROPHES, "'")
)
_BARRED = str.maketrans("łŁøØđĐ", "lLoOdD")
# Capitals that are not an abbreviation: emphasis, and the operators of a topic.
_SHOUTED = frozenset(["a", "and", "i", "no", "not", "or", "the"])

_STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
}
_MEMORY = 200_000  # words remembered per language, some 20 MB when full
_LONGEST_RUN = 32  # characters between blanks that are remembered


class Token(NamedTuple):
    """A word or number as it stands in a text: `text` is `source[start:end]`."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Split into words and numbers with their offsets, in order; punctuation is left out."""
    found: list[Token] = []
    for match in _pattern(text).finditer(text.replace("_", " ")):
        raw, start, end = match[0], match.start(), match.end()
        if raw.isascii() and raw.isalnum():  # most words: nothing to take off or to part
            found.append(Token(raw, start, end))
        else:
            found.extend(Token(text[left:right], left, right) for left, right in _parts(raw, start))
    return found


def _pattern(text: str) -> re.Pattern[str]:
    return _ASCII_WORD if text.isascii() else _ANY_WORD


def _parts(raw: str, at: int) -> list[tuple[int, int]]:
    """Offsets of the tokens in one raw match that starts at `at`."""
    if not raw.isascii() and _HAS_UNSPACED.search(raw):
        return [span for run in _RUN.finditer(raw) for span in _run_parts(run, at)]
    end = at + len(_POSSESSIVE.sub("", raw))
    elided = _ELISION.match(raw, 0, end - at)
    if elided is None:
        return [(at, end)]
    return [(at, at + elided.end() - 1), (at + elided.end(), end)]


def _run_parts(run: re.Match[str], at: int) -> list[tuple[int, int]]:
    """Overlapping pairs of an unspaced run; any other run whole."""
    start, end = at + run.start(), at + run.end()
    if end - start < 3 or not _HAS_UNSPACED.match(run[0]):
        return [(start, end)]
    return [(left, left + 2) for left in range(start, end - 1)]


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Lower-case, without diacritics and typographic variants, in one English spelling."""
    return one_spelling(_plain(word).replace("-", ""))


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    """Fold what any language shares; abbreviations lose their points, numbers their commas."""
    word = word.lower()
    if not word.isascii():
        word = _strip_diacritics(word).lower().translate(_SPECIAL)
    if word[:1].isdigit():
        return _SEPARATORS.sub("", word)
    return word.replace(".", "")


def _strip_diacritics(word: str) -> str:
    """Drop accents and vowel points; Cyrillic й stays a letter of its own, ß becomes ss."""
    if _CYRILLIC.search(word):
        return unicodedata.normalize("NFC", word)
    stripped = _STRIPPED.sub("", unicodedata.normalize("NFKD", word))
    return unicodedata.normalize("NFC", stripped.replace("ß", "ss"))


def unaccented(text: str) -> str:
    """The same text in Latin letters without accents, its capitals kept ("Müller" is "Muller")."""
    return text if text.isascii() else _strip_diacritics(text).translate(_BARRED)


def _folder(language: str) -> Callable[[str], str]:
    return fold if language == "en" else _plain


@lru_cache(maxsize=50_000)
def stem(word: str, language: str = "en") -> str:
    """Fold and stem (Snowball); function words and languages without a stemmer are only folded."""
    folded = _folder(language)(word)
    if folded in _stop_words(language):
        return folded
    if language == "en":
        folded = irregular_forms().get(folded, folded)
    stemmer = _stemmer(language)
    return folded if stemmer is None else str(stemmer.stemWord(folded))


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    name = _STEMMERS.get(language)
    return None if name is None else Stemmer.Stemmer(name, 0)


@lru_cache(maxsize=64)
def _stop_words(language: str) -> frozenset[str]:
    """The folded function words of a language; empty for one that has no list."""
    folded = _folder(language)
    return frozenset(folded(word) for word in stop_words().get(language, ()))


@lru_cache(maxsize=1)
def stop_words() -> dict[str, tuple[str, ...]]:
    """Function words as written, by two-letter language code."""
    lines = Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines if line and not line.startswith("#"))
    return {language: tuple(words.split()) for language, words in pairs}


@lru_cache(maxsize=50_000)
def is_stop(word: str, language: str = "en") -> bool:
    """Whether it is a function word. US, IT and WHO in capitals are not: they name something."""
    folded = _folder(language)(word)
    if folded not in _stop_words(language):
        return False
    return not (len(folded) > 1 and word.isupper() and folded not in _SHOUTED)


def terms(text: str, language: str = "en") -> list[str]:
    """Index terms of all words and numbers, in order."""
    memory = _memory(language)
    if "_" in text:
        text = text.replace("_", " ")
    return [entry[0] for raw in _pattern(text).findall(text) for entry in memory[raw]]


def content_terms(text: str, language: str = "en") -> list[str]:
    """Index terms without function words ("the US" and, in lower case, "the us" keep their US)."""
    if text.isupper():
        text = text.lower()
    if "_" in text:
        text = text.replace("_", " ")
    memory = _content_memory(language)
    memory.make_room()
    runs = text.split()  # no token holds a blank, and this is faster than to look for tokens
    kept = list(chain.from_iterable(map(memory.__getitem__, runs)))
    if memory.doubtful.isdisjoint(runs):
        return kept
    return _kept_after_the(_pattern(text).findall(text), language)


def _kept_after_the(raws: Sequence[str], language: str) -> list[str]:
    """The content terms of words among which a pronoun may be a name that follows "the"."""
    memory = _memory(language)
    kept: list[str] = []
    after_the = False
    for raw in raws:
        for term, stops in memory[raw]:
            if not stops or (after_the and term in _NAMES_AFTER_THE):
                kept.append(term)
            after_the = term == "the"
    return kept


# Pronouns that no article precedes, and what they then abbreviate in careless lower case.
_NAMES_AFTER_THE = frozenset({"us", "it", "who"})


class _Memory(dict[str, tuple[tuple[str, bool], ...]]):
    """The (term, is a stop word) pairs of each raw match seen so far; forgets all when full."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, raw: str) -> tuple[tuple[str, bool], ...]:
        words = [raw[start:end] for start, end in _parts(raw, 0)]
        entry = tuple((stem(w, self._language), is_stop(w, self._language)) for w in words)
        if len(self) >= _MEMORY:
            self.clear()
        self[raw] = entry
        return entry


@lru_cache(maxsize=16)
def _memory(language: str) -> _Memory:
    return _Memory(language)


class _ContentMemory(dict[str, tuple[str, ...]]):
    """The terms of each run between blanks seen so far that are no stop words.

    `doubtful` are the runs with words that are kept only after "the". Long runs, as of languages
    without blanks, do not come again and are not remembered.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.doubtful: set[str] = set()

    def __missing__(self, run: str) -> tuple[str, ...]:
        memory = _memory(self._language)
        entries = [entry for raw in _pattern(run).findall(run) for entry in memory[raw]]
        if any(stops and term in _NAMES_AFTER_THE for term, stops in entries):
            self.doubtful.add(run)
        kept = tuple(term for term, stops in entries if not stops)
        if len(run) <= _LONGEST_RUN:
            self[run] = kept
        return kept

    def make_room(self) -> None:
        """Forget all when full."""
        if len(self) + len(self.doubtful) >= _MEMORY:
            self.clear()
            self.doubtful.clear()


@lru_cache(maxsize=16)
def _content_memory(language: str) -> _ContentMemory:
    return _ContentMemory(language)
