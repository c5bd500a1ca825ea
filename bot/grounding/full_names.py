"""Family names that stand alone, completed by what the article told before.

Observed: news names a person in full once and then by the family name, so that a sentence shown by
itself says "Berg said": nobody knows who, or everybody thinks of somebody famous.

How it works: a single capitalised word, which stands as a name of its own (after no article, before
no noun: not "the Berg administration", "another Berg"), is completed where the sentences before it
have but one name of two or three words that ends in it, and that may be a person's: trades before
it ("Historian Anna Berg") are left out. What has "the" before it, what is made of a word that
describes and another word of the dictionary ("Middle East"), and what begins with somebody's family
name ("Berg Steel"), is no person. Names in full in the sentence itself need nothing.

Where two persons of that family name were told of in full, nothing says which one is meant, until
the title or a sentence before has used it alone too, as news does for the one that it is about.

Where it fails: storms and firms with a name before their last word ("Storm Ian") are completed
like persons; a firm named after a person is taken for them where the text tells both ("Ford").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grounding.antecedent import Resolved
from bot.grounding.standing import goes_with_noun
from bot.text.lexicon import GROUPS, PLACES, base_forms, categories, is_trade, senses_by_part
from bot.text.listed import listed
from bot.text.names import NameMention, name_mentions
from bot.text.words import is_stop

MOST_WORDS = 3  # of a person's name

_ALONE = re.compile(r"[^\W\d_][^\W\d_’'.-]*[^\W\d_]")
_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w’'.-]*\w")
_DESCRIBES = frozenset({GROUPS, PLACES})
_PARTICLES = listed("de la le du da di del von van der den bin ibn al el")
_NO_NAME_AFTER = listed(
    "the a an this these those another other both each every no some any his her its their our my"
    " your which what whose"
)
_WORD_BEFORE = re.compile(r"([\w’'.-]+)\s+$")
_NAME_AFTER = re.compile(r"\s+(?:[^\W\d_a-z]|&)|[-’']?\w")


def with_full_name(sentence: str, before: Sequence[str]) -> Resolved | None:
    """Complete the first family name that stands alone, from those `before` (nearest last)."""
    mentions = name_mentions(sentence)
    told = {word for mention in mentions if " " in mention.text for word in mention.text.split()}
    for mention in mentions:
        if mention.text not in told and _stands_alone(mention, sentence):
            full = _full_name(mention.text, before, told)
            if full is not None:
                name, back = full
                return Resolved(f"{sentence[: mention.start]}{name}{sentence[mention.end :]}", back)
        told.add(mention.text)
    return None


def is_of_two(sentence: str, title: str, before: Sequence[str]) -> bool:
    """Whether a family name that stands alone is that of two persons whom `before` tells in full.

    Not so where title or `before` have used it alone already, or the sentence has it in full.
    """
    earlier = "\n".join(before)
    if not any(earlier.count(f" {word}") > 1 for word in _CAPITAL.findall(sentence)):
        return False  # reading names takes long
    mentions = name_mentions(sentence)
    told = {word for mention in mentions if " " in mention.text for word in mention.text.split()}
    return any(
        len(_full_names(mention.text, before)) > 1
        and not re.search(rf"\b{re.escape(mention.text)}\b", title)
        and not any(_is_used_alone(mention.text, each) for each in before)
        for mention in mentions
        if mention.text not in told and _stands_alone(mention, sentence)
    )


def _full_names(family: str, before: Sequence[str]) -> set[str]:
    """The names of persons, in full, that end in `family`."""
    return {
        name
        for sentence in before
        if family in sentence
        for mention in name_mentions(sentence)
        if mention.text.endswith(f" {family}") and (name := person_name(mention, sentence))
    }


def _is_used_alone(family: str, sentence: str) -> bool:
    return family in sentence and any(
        mention.text == family and not mention.title for mention in name_mentions(sentence)
    )


def _stands_alone(mention: NameMention, sentence: str) -> bool:
    """Whether a mention is a single word that names somebody, rather than what goes with it."""
    if mention.title or mention.kind not in ("", "person") or not _ALONE.fullmatch(mention.text):
        return False
    if mention.text.isupper() or _NAME_AFTER.match(sentence, mention.end):
        return _owns(sentence, mention.end) and not mention.text.isupper()
    before = _WORD_BEFORE.search(sentence[: mention.start])
    if before and (not is_stop(before[1]) or before[1].lower() in _NO_NAME_AFTER):
        return False
    return not goes_with_noun(sentence, mention.end)


def _owns(sentence: str, end: int) -> bool:
    return sentence.startswith(("’s ", "'s "), end)


def _full_name(family: str, before: Sequence[str], told: set[str]) -> tuple[str, int] | None:
    """The one name that ends in `family`, and how many sentences back it stands last.

    What begins with a family name, of `told` or of the text before, is no person's.
    """
    found: dict[str, int] = {}
    families = set(told)
    for back, sentence in enumerate(reversed(before), 1):
        for mention in name_mentions(sentence):
            families.add(mention.text.rpartition(" ")[2])
            if mention.text.endswith(f" {family}"):
                found.setdefault(person_name(mention, sentence), back)
    if len(found) != 1 or families.intersection(name.partition(" ")[0] for name in found):
        return None
    return next(((name, back) for name, back in found.items() if name), None)


def person_name(mention: NameMention, sentence: str) -> str:
    """A name without the trade before it; "" where it is no person's."""
    article = _WORD_BEFORE.search(sentence[: mention.start])
    if not mention.certain or (article and article[1].lower() in _NO_NAME_AFTER):
        return ""
    words = mention.text.split()
    while len(words) > 1 and (
        is_trade(words[0]) or (len(words) > MOST_WORDS and _is_word(words[0]))
    ):
        words.pop(0)
    may_be = 1 < len(words) <= MOST_WORDS and all(map(_is_part, words))
    return " ".join(words) if may_be and not _is_thing(words[0], words[-1]) else ""


def _is_thing(first: str, last: str) -> bool:
    """Whether a name is made of words for a thing or a place ("Middle East", "Boston Harbour")."""
    describes = senses_by_part(first)["a"] > 0 or not _DESCRIBES.isdisjoint(categories(first))
    return describes and _is_word(last)


def _is_part(word: str) -> bool:
    """Whether a word may be a part of somebody's name."""
    return word in _PARTICLES or (word[0].isupper() and _ALONE.fullmatch(word) is not None)


def _is_word(word: str) -> bool:
    return bool(base_forms(word)) or word.isupper()
