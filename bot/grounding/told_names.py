"""Whether an article tells of whom or what a question names at all.

Observed: what merely looks like an answer is mostly of an article that never says a name of the
question: the minister of another country, somebody else of the same family name, another fire. Of
questions on real news with the answer in their archive and shown, an article without any name of
the question's is the best in 1 of 170; of those answered wrongly in 1 of 25.

How it works: a name is told where it stands in full, where a word stands that is formed from it
(Kenyan) or its acronym, and for names of several words where one of them stands that is no part of
another name: "Grant" tells of Hugh Grant, but not in "Grant Harlow", nor where the article calls
somebody "Ellen Grant". Acronyms that are asked for are not looked for: readers know US and EU by
many names.

Figures are looked for in the same way, with the noun that they count, and the nouns that a name
has behind it: who tells of an earthquake in Kessara tells nothing of "the Kessara flood". Such a
noun is told by a word of its meaning, a broader or a narrower one too (wildfire, fire).

Where any of the articles tells of a name, those that tell of none are of somebody else: that
somebody else resigned is no answer, not even behind one (see scoring.without_others).

Where it fails: nicknames, names in other scripts, questions that name what their answer need not
("which American state", "the crown of California").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from bot.grounding.claims import Found
from bot.grounding.definite import is_verb
from bot.grounding.question import Question
from bot.text.lexicon import TIMES, categories, kin, kinds_of, relation, senses_by_part
from bot.text.listed import listed
from bot.text.names import acronym, name_key
from bot.text.words import content_terms, fold, is_stop, stem, unaccented

MOST_WORDS = 2  # of a name that have to stand together: "Golden Globes" for the awards
OPENING = 600  # characters of an article: its title and its first sentences
SHORTEST = 3  # letters of a word that is looked for

_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"(?:[^\W\d_a-z]\.?){2,}(?![a-z])")
_COUNTED = re.compile(  # what counts millions, or a day of a month, is written in many ways
    r"(?<![\d$£€.,-])(\d\d+(?:,\d{3})*)\s(?!\w+illion|percent|per\b|years?\b)([a-z]{3,}s)\b"
)
_MANY_OF = re.compile(r"[^\W\d_]+s of ")  # "Parts of Florida" at the start of a question
_PREPOSITIONS = listed(
    "in of on at after before during since from by for near with about into over"
)
_NEAR_MEANINGS = frozenset({"same", "synonym", "derived", "special", "general"})
_BEFORE = re.compile(r"([^\W_][\w’'-]*)\.?\s$")
_AFTER = re.compile(r"\s([^\W\d_]\w+)")


@dataclass(frozen=True, slots=True)
class NamesAskedFor:
    """The names of a question, the nouns behind them, and the weights of its terms, by rarity."""

    names: tuple[str, ...]
    nouns: tuple[str, ...]
    weights: Mapping[str, float]

    def share_untold(self, text: str) -> float:
        """The share of the question's weight that the names have of which `text` tells nothing."""
        missing = [name for name in self.names if not (_ACRONYM.match(name) or tells(text, name))]
        missing += [noun for noun in self.nouns if not _means(text, noun)]
        terms = {term for name in missing for term in content_terms(name)}
        return sum(self.weights.get(t, 0.0) for t in terms) / (sum(self.weights.values()) or 1.0)

    def names_nobody_in(self, text: str) -> bool:
        """Whether there are names, and `text` tells of none."""
        names = [name for name in self.names if not _ACRONYM.match(name)]
        return bool(names) and not any(tells(text, name) for name in names)


def names_asked_for(question: Question, rarity: Mapping[str, float]) -> NamesAskedFor:
    """What of a question an article has to tell, given how rare its terms are."""
    weights = {term: weight * rarity.get(term, 1.0) for term, weight in question.weights.items()}
    return NamesAskedFor(looked_for(question), nouns_of_names(question), weights)


def looked_for(question: Question) -> tuple[str, ...]:
    """The names of a question, its figures with the nouns that they count, and its homonyms."""
    counted = (f"{match[1]} {match[2]}" for match in _COUNTED.finditer(question.text))
    return (*question.names, *counted, *question.misread)


def nouns_of_names(question: Question) -> tuple[str, ...]:
    """The nouns right behind the names of an English question ("the Oslo bridge collapse").

    Behind a preposition all of them; else the first, since a verb may follow.
    """
    if question.language != "en":
        return ()
    found: list[str] = []
    for name in question.names:
        behind = re.search(
            rf"(?P<of>\b[a-z]+ )?(?:the )?{re.escape(name)}(?P<nouns>(?: [a-z]+)+)", question.text
        )
        words = behind["nouns"].split() if behind else []
        nouns = list(takewhile(_is_noun, words))
        whole = (
            behind and (behind["of"] or "").strip() in _PREPOSITIONS and len(nouns) == len(words)
        )
        found += nouns if whole else nouns[:1]
    return tuple(dict.fromkeys(found))


def _is_noun(word: str) -> bool:
    used = senses_by_part(word)
    if is_verb(word) or word.endswith("ed"):
        return False
    return used["n"] > used["a"] + used["r"] and not is_stop(word) and TIMES not in categories(word)


def _means(text: str, noun: str) -> bool:
    """Whether `text` has a noun, a word for the same or for a kind of it, or tells it first of all.

    Of its beginning words of a broader meaning count too: an article opens with what it is about.
    """
    known = _same_or_narrower(noun)
    return not known.isdisjoint(content_terms(text)) or any(
        relation(noun, word) in _NEAR_MEANINGS for word in _words(text[:OPENING])
    )


@lru_cache(maxsize=1024)
def _same_or_narrower(noun: str) -> frozenset[str]:
    """The terms of single words."""
    words = {noun, *kin(noun), *kinds_of(noun)}
    return frozenset(stem(word) for word in words if " " not in word)


def around(found: Found) -> str:
    """A passage with what stands before and after it, and the title of its article."""
    before = found.previous.text if found.previous else found.before
    return "\n".join((found.article.title, before, found.passage.text, found.after))


def tells(text: str, name: str) -> bool:
    """Whether `text` tells of what is called `name`, be it with accents or without."""
    text, name = _unaccented(text), unaccented(name)
    if name[:1].isdecimal():
        return _counts(name).search(text) is not None
    words = [word for word in _WORD.findall(_MANY_OF.sub("", name)) if len(word) >= SHORTEST]
    if not words or any(one.search(text) for one in _forms(name)):
        return True
    if len(words) == 1:
        return _stem(words[0]).search(text) is not None or _names_kin(text, words[0])
    return any(_is_own(text, word, words) for word in words)


@lru_cache(maxsize=32)  # articles whole, each looked at for several names
def _unaccented(text: str) -> str:
    return unaccented(text)


@lru_cache(maxsize=32)
def _words(text: str) -> frozenset[str]:
    """The words of a text that are not of grammar alone, in small letters."""
    return frozenset(w for w in _WORD.findall(text.lower()) if len(w) > SHORTEST and not is_stop(w))


@lru_cache(maxsize=1024)
def _forms(name: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of a name in full, of the words formed from it, and of its acronym."""
    between = r"\W+(?:[^\W\d_]+\W+){0,2}?"
    words = [re.escape(part) for part in _WORD.findall(name)]
    full = between.join(words[:MOST_WORDS])
    kindred = () if name.islower() else kin(name)  # a common noun's mean many things
    formed = (re.escape(word) for word in kindred if len(word) > SHORTEST and " " not in word)
    short = acronym(name)
    patterns = [re.compile("|".join(rf"\b{one}" for one in (full, *formed)), re.IGNORECASE)]
    if len(short) > 1:
        patterns.append(re.compile(r"\b" + r"\.?".join(short) + r"\b"))
    return tuple(patterns)


@lru_cache(maxsize=1024)
def _counts(quantity: str) -> re.Pattern[str]:
    """A figure, with or without its commas, and what it counts within two words behind it."""
    figure, _, noun = quantity.partition(" ")
    digits = r",?".join(map(re.escape, figure.replace(",", "")))
    plain = re.escape(noun.removesuffix("s"))
    return re.compile(rf"\b{digits}\b\W+(?:\w+\W+){{0,2}}?{plain}", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _stem(word: str) -> re.Pattern[str]:
    """A word's beginning; of a name as it is written, since "Mars" is no market."""
    if word.islower():
        return re.compile(rf"\b{re.escape(word.removesuffix('e'))}", re.IGNORECASE)
    common = re.escape(word.removesuffix("s") if len(word) > SHORTEST + 1 else word)
    return re.compile(rf"\b(?:{common}|{common.upper()})")


def _names_kin(text: str, name: str) -> bool:
    """Whether a capitalised word of the same letter is formed from a name (Swedish)."""
    if name.islower() or not categories(name):
        return False
    capitals = set(re.findall(rf"\b{re.escape(name[0])}[^\W\d_]+", text))
    return any(relation(word, name) == "derived" for word in capitals)


def _is_own(text: str, word: str, words: list[str]) -> bool:
    """Whether `word`, one of a name's `words`, stands in `text` and is nobody else's there."""
    uses = {*_uses(text, word, words)}
    if word == words[-1] and "given" in uses:
        return "title" in uses
    return not uses.isdisjoint(("title", ""))


def _uses(text: str, word: str, words: list[str]) -> Iterator[str]:
    """How a word is used: behind a title, behind a given name, before another name, or alone."""
    for match in re.finditer(rf"\b{re.escape(word)}\b", text):
        before, after = _BEFORE.search(text, 0, match.start()), _AFTER.match(text, match.end())
        if after and after[1][0].isupper() and after[1] not in words:
            yield "first"
        elif before is None or not before[1][0].isupper() or is_stop(fold(before[1])):
            yield ""
        else:
            yield "given" if name_key(f"{before[1]} {word}")[1:] else "title"
