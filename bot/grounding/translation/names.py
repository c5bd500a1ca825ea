"""Names of a claim that its evidence, in another language, does not have.

Theory. Where a language writes names alone with capitals (English, Spanish, Russian), each
capitalised word inside a sentence must be a name of the evidence: spelled so, in any script, or a
place that it names. A word that opens the sentence may be any word; and German writes all nouns
with capitals, Arabic has none. Where a word may thus be a name and cannot be told, nothing in it
shows that a name was exchanged, but the name that it replaced is then missing: so every name of
the evidence must be in the claim. In German the last of several capitals in a row is a name too.
North and south, east and west must agree, since they part countries of one name.

Known to fail: a name put in beside all others, in German and Arabic and as first word; names that
are translated ("the White House"), which are refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.grounding.translation.lexicon import folded, folded_words, says
from bot.grounding.translation.places import Place, places, roots
from bot.grounding.translation.spelling import same_spelling
from bot.text.dates import date_mentions
from bot.text.lexicon import base_forms
from bot.text.names import name_mentions
from bot.text.words import Token, is_stop, tokens

_CAPITALS_ARE_NAMES = ("en", "es", "ru")
_DIRECTIONS = ("north", "south", "east", "west")
_SOME_DAY = datetime(2000, 6, 15, tzinfo=UTC)  # any: only where dates stand is asked
_OF = frozenset(("de", "del"))


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a text: their words, and the places among them."""

    text: str
    language: str
    words: tuple[Token, ...]
    places: tuple[Place, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The places that are named."""
        return frozenset(place.code for place in self.places)

    def place_at(self, word: Token) -> Place | None:
        """The place that a word belongs to."""
        return next((p for p in self.places if p.start <= word.start < p.end), None)


def named(text: str, language: str) -> Named:
    """Read the names of a text; dates are none, nor are words after which a sentence begins."""
    dated = [range(m.start, m.end) for m in date_mentions(text, _SOME_DAY, language)]
    words = tuple(w for w in tokens(text) if not any(w.start in span for span in dated))
    return Named(text, language, words, tuple(places(text, language)))


def missing_names(claim: Named, evidence: Sequence[Named]) -> Iterator[str]:
    """The names of a claim that none of the evidence has, and those whose place they may have."""
    unknown = [word for word in _capitals(claim) if not _is_known(word, claim, evidence)]
    sure = [word for word in unknown if _is_surely_a_name(word, claim)]
    yield from (word.text for word in sure)
    if claim.language not in _CAPITALS_ARE_NAMES or len(unknown) > len(sure):
        yield from (name for one in evidence for name in _left_out(one, claim))
    codes = {code for one in evidence for code in one.codes}
    yield from (claim.text[p.start : p.end] for p in claim.places if p.code not in codes)
    yield from _turned(claim, evidence)


def shared_names(claim: Named, evidence: Sequence[Named]) -> int:
    """How many words of the claim are names of the evidence."""
    known = (word for word in claim.words if _matches(word, claim, evidence))
    return sum(1 for _ in known)


def _capitals(text: Named) -> list[Token]:
    return [w for w in text.words if w.text[0].isupper() and not is_stop(w.text, text.language)]


def _is_known(word: Token, claim: Named, evidence: Sequence[Named]) -> bool:
    directs = any(says([folded(word.text)], claim.language, d) for d in _DIRECTIONS)
    return directs or claim.place_at(word) is not None or _matches(word, claim, evidence)


def _matches(word: Token, claim: Named, evidence: Sequence[Named]) -> bool:
    """Whether a word is a name in the evidence, by its spelling or as a place."""
    place = claim.place_at(word)
    if place is not None:
        return any(place.code in one.codes for one in evidence)
    parts = [part for part in re.split(r"[-’']", word.text) if part]
    return all(any(_spells(part, one) for one in evidence) for part in parts)


def _spells(part: str, evidence: Named) -> bool:
    names = (w for w in evidence.words if w.text[0].isupper() or evidence.language == "ar")
    return any(
        same_spelling(part, piece)
        for word in names
        for piece in {word.text, *word.text.split("-")}
        if piece
    )


def _is_surely_a_name(word: Token, claim: Named) -> bool:
    """Whether a capital cannot be that of a first word or of a noun."""
    before = [w for w in claim.words if w.end < word.start][-2:]
    if claim.language == "es" and _OF & {w.text for w in before}:
        return False  # "ministro de Defensa"
    if claim.language in _CAPITALS_ARE_NAMES:
        return not _opens(word, claim.text)
    return claim.language == "de" and bool(before) and _ends_a_run(word, before[-1], claim)


def _ends_a_run(word: Token, before: Token, claim: Named) -> bool:
    """Whether a word is the last of several capitals with nothing but spaces between them."""
    after = next((w for w in claim.words if w.start == word.end + 1), None)
    return (
        before.text[0].isupper()
        and not _opens(before, claim.text)
        and claim.text[before.end : word.start] == " "
        and (after is None or not after.text[0].isupper())
    )


def _opens(word: Token, text: str) -> bool:
    return not re.search(r"\w", text[: word.start]) or bool(
        re.search(r"[.!?:…][\s\"“”„«»]*$", text[: word.start])
    )


def _left_out(evidence: Named, claim: Named) -> Iterator[str]:
    """The names of the evidence that the claim does not have in any spelling."""
    for name in _names_of(evidence):
        words = [word for word in tokens(name) if len(word.text) > 1]
        codes = {place.code for place in places(name, evidence.language)}
        if codes and (codes & claim.codes or _has_root(codes, claim)):
            continue
        if not any(same_spelling(w.text, other.text) for w in words for other in claim.words):
            yield name


def _names_of(evidence: Named) -> list[str]:
    if evidence.language == "en":
        mentions = name_mentions(evidence.text)
        return [name.text for name in mentions if name.certain or not base_forms(name.text)]
    return [w.text for w in _capitals(evidence) if not _opens(w, evidence.text)]


def _has_root(codes: set[str], claim: Named) -> bool:
    """Whether a word of the claim comes of a place: "russische" of "Russland"."""
    beginnings = tuple(root for code in codes for root in roots(code, claim.language))
    return bool(beginnings) and any(
        word.removeprefix("ال").startswith(beginnings) for word in folded_words(claim.text)
    )


def _turned(claim: Named, evidence: Sequence[Named]) -> Iterator[str]:
    """A direction that the evidence does not name, where it names another."""
    words = folded_words(claim.text)
    stored = [(folded_words(one.text), one.language) for one in evidence]
    named = {d for d in _DIRECTIONS if any(says(w, of, d) for w, of in stored)}
    for direction in _DIRECTIONS:
        if named and direction not in named and says(words, claim.language, direction):
            yield direction
