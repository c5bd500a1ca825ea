"""Words of a question that a sentence holds in another meaning only.

Observed: the stem of a noun is that of a verb which has little to do with it: who asks for a strike
at a port finds where an earthquake struck.

How it works: a word that the question uses as a noun (behind an article, a preposition or an owner,
or in a clause without an auxiliary) is not held by a past form that only the verb has, where the
dictionary derives the noun's first senses from rare senses of that verb alone.

Where it fails: forms that noun and verb share ("strikes"), nouns behind another noun ("rail
strike") in a clause with an auxiliary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.text.irregular import irregular_forms
from bot.text.lexicon import is_far_from_its_verb
from bot.text.listed import listed
from bot.text.words import stem

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]*)?")
_OPENS_NOUN = listed("a an the this that these those on of in by another no any after during over")
_AUXILIARIES = listed("did does do will would can could may might must should shall to")

Misread = Mapping[str, re.Pattern[str]]


def misread(question: str) -> Misread:
    """The terms of nouns of an English question, each with the verb's forms that do not tell it."""
    words = [match[0].lower() for match in _WORD.finditer(question)]
    found = {}
    for at, word in enumerate(words):
        forms = past_forms().get(word)
        if forms and _is_noun(words, at) and is_far_from_its_verb(word):
            found[stem(word)] = re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)
    return found


def _is_noun(words: list[str], at: int) -> bool:
    before = words[at - 1] if at else ""
    owned = before.endswith(("'s", "’s", "s'", "s’", "'", "’"))
    return owned or before in _OPENS_NOUN or _AUXILIARIES.isdisjoint(words[:at])


def only_misread(sentence: str, misread: Misread) -> frozenset[str]:
    """The terms that `sentence` holds as the verb's forms alone."""
    return frozenset(
        term
        for term, forms in misread.items()
        if forms.search(sentence)
        and not any(stem(word) == term for word in _WORD.findall(forms.sub("", sentence)))
    )


@lru_cache(maxsize=1)
def past_forms() -> dict[str, tuple[str, ...]]:
    """The irregular forms of each base form, but for those that are plurals of a noun."""
    found: dict[str, tuple[str, ...]] = {}
    for form, base in irregular_forms().items():
        if not form.endswith("s") and form != base:
            found[base] = (*found.get(base, ()), form)
    return found
