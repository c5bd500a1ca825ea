"""Countries and cities that a text names, in any of the languages, by CLDR's names for them.

A place is named by its CLDR name in the text's language (words compared by their stems), by its
initials (США, ООН), and in English also by an adjective or another name that WordNet knows
("Russian", "Britain"). A city is one that CLDR has a name for, since it gives a time zone its name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.grounding.translation.lexicon import folded
from bot.text.lexicon import kin
from bot.text.names import name_mentions
from bot.text.words import Token, stem, tokens

_JOINED = "وفبلك"  # and, so, in, to, as


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in `text[start:end]`; `code` is CLDR's of its territory or time zone."""

    start: int
    end: int
    code: str


def places(text: str, language: str) -> list[Place]:
    """The places that a text names."""
    found = list(_by_name(text, language))
    return [*found, *(_by_kin(text) if language == "en" else _by_letters(text))]


def _by_name(text: str, language: str) -> Iterator[Place]:
    words = tokens(text)
    for at, word in enumerate(words):
        for size in (4, 3, 2, 1):
            run = [each.text for each in words[at : at + size]]
            if len(run) == size and (code := _code(run, language)):
                yield Place(word.start, words[at + size - 1].end, code)
                break
        else:
            yield from _by_initials(word, language)


def _code(words: Sequence[str], language: str) -> str | None:
    """The place of this name; in Arabic a name may begin with "and", "in" or "to"."""
    known = _names(language)
    for key in _keys(words, language):
        if key in known:
            return known[key]
    if language == "ar" and words[0][0] in _JOINED and len(words[0]) > 1:
        return _code((words[0][1:], *words[1:]), language)
    return None


def _keys(words: Sequence[str], language: str) -> tuple[tuple[str, ...], ...]:
    """A name by its stems and as written: stemmers cut some names and leave others."""
    return tuple(stem(word, language) for word in words), tuple(folded(word) for word in words)


def _by_initials(word: Token, language: str) -> Iterator[Place]:
    """ "ООН" is the United Nations; one more letter may stand for a word that CLDR leaves out."""
    if 1 < len(word.text) < 5 and word.text.isupper():
        for initials in (word.text, word.text[:-1]):
            if code := _initials(language).get(initials):
                yield Place(word.start, word.end, code)
                return


def _by_kin(text: str) -> Iterator[Place]:
    for name in name_mentions(text):
        for relative in (name.text.lower(), *kin(name.text)):
            if code := _code([word.text for word in tokens(relative)] or [""], "en"):
                yield Place(name.start, name.end, code)
                break


def _by_letters(text: str) -> Iterator[Place]:
    """Places by Latin initials that any language may use: USA, UN."""
    for word in tokens(text):
        if 1 < len(word.text) < 5 and word.text.isascii() and word.text.isupper():
            yield from (Place(word.start, word.end, p.code) for p in _by_kin(word.text))


@cache
def _names(language: str) -> Mapping[tuple[str, ...], str]:
    """Names as their words, with the code of the place."""
    return {
        key: code
        for code, name in reversed(list(_listed(language)))
        for key in _keys([word.text for word in tokens(name)], language)
    }


@cache
def _initials(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, name in _listed(language):
        words = [word.text for word in tokens(name) if len(word.text) > 2]
        if len(words) > 1:
            found.setdefault("".join(word[0] for word in words).upper(), code)
    return found


def _listed(language: str) -> Iterator[tuple[str, str]]:
    from babel import Locale

    locale = Locale(language)
    for code, name in locale.territories.items():
        if str(code).isalpha():
            yield str(code), name
    for zone, names in locale.time_zones.items():
        if city := names.get("city"):
            yield str(zone), city
    if language == "en":  # CLDR's English names are those of the zones
        for zone in Locale("ru").time_zones:
            yield str(zone), str(zone).rpartition("/")[2].replace("_", " ")


def said_in_english(code: str) -> tuple[str, ...]:
    """The English names of a place."""
    return tuple(dict.fromkeys(name for known, name in _listed("en") if known == code))


def roots(code: str, language: str) -> tuple[str, ...]:
    """Beginnings by which a word may belong to a place: "russ" of "Russland"."""
    return tuple(
        folded(word.text)[:4]
        for known, name in _listed(language)
        if known == code
        for word in tokens(name)
        if len(word.text) > 3
    )
