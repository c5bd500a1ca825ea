"""Whether a word in one script is the name that another script spells.

Theory. A name is not translated but respelled, letter by letter, by rules that differ from agency
to agency: Зеленский is Zelensky, Zelenskyy and Selenskyj. So each consonant of the Cyrillic or
Arabic word stands for any of the Latin spellings in use for it (the tables below follow the
BGN/PCGN, ISO 9 and German press systems, and for Arabic also what is heard), vowels for any vowels
or none, since Arabic writes few. Endings of declension may be left off. Two Latin spellings are one
name where they begin alike and differ in one letter, from eight letters on in two.

Known to fail: names that each language has its own word for, beyond CLDR's countries and cities;
two names with the same consonants (Marina, Moreno).
"""

import re
from functools import lru_cache

from bot.grounding.translation.lexicon import folded
from bot.text.words import stem

_WEAK = "[aeiouywhj'ʿ]*"
_FIRST = "[aeiouywj'ʿ]*"  # an h that begins a name is heard
_VOWELS = "аеиоуыэюяйьъ"
_CYRILLIC = {
    "дж": "j|g|dj|dzh", "цз": "j|z|zh|ts", "чж": "zh|j", "кс": "x|ks|cs|kz", "кв": "qu|kw|kv",
    "б": "b", "в": "v|w|f|u", "г": "g|h|gh", "д": "d", "ж": "zh|j|g|sh|sch", "з": "z|s",
    "к": "k|c|q|ck|ch", "л": "l", "м": "m", "н": "n|ng|gn", "п": "p", "р": "r", "с": "s|c|x|z",
    "т": "t|th", "ф": "f|ph|th|v", "х": "h|kh|ch|j|k", "ц": "ts|c|z|tz|s",
    "ч": "ch|tsch|c|tch|cz|j|zh", "ш": "sh|sch|ch|s|sz", "щ": "shch|sch|sh|schtsch",
}  # fmt: skip
_ARABIC_VOWELS = "اويىآةءئؤع"
_ARABIC = {
    "ب": "b|p", "پ": "p", "ت": "t", "ث": "th|t|s", "ج": "j|g|dj", "ح": "h", "خ": "kh|h|ch|k|j",
    "د": "d", "ذ": "dh|z|th|d", "ر": "r", "ز": "z|s", "س": "s|c|z|x", "ش": "sh|ch|sch|s",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "z|dh|th", "غ": "g|gh|h", "ف": "f|v|ph|p", "ق": "q|k|c|g",
    "ك": "k|c|q|g|ck", "ل": "l", "م": "m", "ن": "n|ng", "ه": "h|a", "چ": "ch",
}  # fmt: skip
_PREFIXES = re.compile(r"^(?:[وفبلك])?(?:ال)?")
_ENDINGS = 2  # letters of declension beyond what the stemmer takes off
_SHORTEST = 3  # letters that must stay


def same_spelling(one: str, other: str) -> bool:
    """Whether two words may spell one name; at least one is in Latin letters, or both are equal."""
    one, other = folded(one), folded(other)
    if one == other:
        return True
    first, second = (_is_latin(word) for word in (one, other))
    if first and second:
        return _alike(one, other)
    if first or second:
        foreign, latin = (other, one) if first else (one, other)
        return any(pattern.fullmatch(_single(latin)) for pattern in _patterns(foreign))
    return False


def _is_latin(word: str) -> bool:
    return word.isascii()


@lru_cache(maxsize=4096)
def _patterns(word: str) -> tuple[re.Pattern[str], ...]:
    """What Latin spellings a word in another script stands for."""
    arabic = any("\u0600" <= char <= "\u06ff" for char in word)
    forms = _arabic_forms(word) if arabic else _cyrillic_forms(word)
    table, vowels = (_ARABIC, _ARABIC_VOWELS) if arabic else (_CYRILLIC, _VOWELS)
    patterns = (_pattern(form, table, vowels) for form in dict.fromkeys(forms) if form)
    return tuple(re.compile(pattern) for pattern in patterns if pattern != _FIRST)


def _cyrillic_forms(word: str) -> list[str]:
    shortened = [word[:-n] for n in range(1, _ENDINGS + 1) if len(word) - n >= _SHORTEST]
    return [word, folded(stem(word, "ru")), *shortened]


def _arabic_forms(word: str) -> list[str]:
    if len(word) < _SHORTEST:  # with no vowels written, a preposition is spelled like any name
        return []
    bare = _PREFIXES.sub("", word)
    return [form for form in (word, bare, bare.removesuffix("ية"), bare.removesuffix("ي")) if form]


def _pattern(word: str, table: dict[str, str], vowels: str) -> str:
    parts = [_FIRST]
    at = 0
    while at < len(word):
        size = 2 if word[at : at + 2] in table else 1
        letters = word[at : at + size]
        if letters in table:
            parts.append(f"(?:{table[letters]}){_WEAK}")
        elif letters not in vowels:
            parts.append(re.escape(_single(letters)))
        at += size
    return "".join(parts)


def _single(word: str) -> str:
    """Without doubled letters."""
    return re.sub(r"(.)\1", r"\1", word)


_LATIN = str.maketrans({"w": "v", "y": "i", "j": "i", "z": "s", "q": "k", "c": "k"})


def _alike(one: str, other: str) -> bool:
    one, other = (_single(word.translate(_LATIN)) for word in (one, other))
    most = 2 if min(len(one), len(other)) >= 8 else 1
    long_enough = min(len(one), len(other)) > _SHORTEST
    return one == other or (
        long_enough and one[0] == other[0] and _distance(one, other, most) <= most
    )


def _distance(one: str, other: str, most: int) -> int:
    """How many letters differ; more than `most` may be given as any larger number."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        last, row[0] = row[0], at
        for n, against in enumerate(other, 1):
            last, row[n] = row[n], min(row[n] + 1, row[n - 1] + 1, last + (char != against))
    return row[-1]
