"""What a question asks: its words by weight, the kind of answer it wants, who is to have said it.

Observed: of a question's words, those of the clause that asks matter most; what comes before it
("X did Y this week. Which ...?") tells the event. The question word and the noun after it
("which city", "how many", "what year") tell what an answer must contain, and that noun itself is
seldom written in it. Answer types follow the coarse classes of Li and Roth (2002). Who asks what
somebody said wants that person's words, not words about the person.

How it works: the last sentence that holds a question word is the focus. Its words weigh 1, the
others FRAME, what a follow-up carries of its conversation in square brackets CONTEXT, and the
noun that only names the answer's type TYPE_WORD. The type of that noun is looked up in a short
list where everyday use differs from the dictionary, else by WordNet's categories.

Where it fails: statements to be completed ("held previously by:"), questions of which the head
noun comes late, languages other than English (all words then weigh the same and no type is
asked for).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from bot.grounding.homonyms import Misread, misread
from bot.grounding.speakers import Speaker, read_speaker
from bot.text.irregular import irregular_forms
from bot.text.language import guess_language
from bot.text.lexicon import (
    GROUPS,
    PERSONS,
    PLACES,
    TIMES,
    base_forms,
    categories,
    kinds_of,
    senses_by_part,
)
from bot.text.listed import listed
from bot.text.names import name_mentions
from bot.text.words import content_terms, stem, terms, tokens

FRAME = 0.6  # weight of a word outside the clause that asks
TYPE_WORD = 0.35  # weight of the noun that names the answer's type
CONTEXT = 0.25  # weight of a word of the conversation, which follow-ups carry in brackets
FEWEST_KINDS = 5  # fewer say nothing of what is meant
MOST_TERMS = 64  # further ones of a very long question are not searched


class Wants(StrEnum):
    """What an answer must contain."""

    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    TITLE = "title"
    NAME = "name"
    REASON = "reason"
    CAUSE = "cause"
    THING = "thing"  # "which/what" and a noun of no such type
    ANYTHING = "anything"


Kinds = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """A standalone question as the later stages read it.

    `weights` has each content term once, in order, with its weight (0 to 1); `said` are all terms
    of the question, function words too; `known` are the content terms that tell what it is about,
    all but the noun asked for ("which league"); `names` are its proper names as written, without
    those of the context. `speaker` is whose words are asked for, if any's, `measured`
    the noun or adverb that a number is asked of ("people", "percentage", "old"). `kinds` are the
    names of the kinds and instances of the noun asked for ("which state"), each as its terms,
    `misread` the nouns that a verb's form does not tell (see homonyms).
    """

    text: str
    language: str
    wants: Wants
    weights: Mapping[str, float]
    said: frozenset[str]
    names: tuple[str, ...]
    known: frozenset[str] = frozenset()
    speaker: Speaker | None = None
    measured: str = ""
    kinds: Kinds = frozenset()
    misread: Misread = field(default_factory=dict)


_ASKS = re.compile(
    r"\b(?:how (?:many|much|old|long|far|tall|often|big|large|fast|high|deep|wide|heavy|strong)"
    r"|who|whom|whose|where|when|why|which|what|how)\b",
    re.IGNORECASE,
)
_CAUSED = re.compile(
    r"what\s+(caused?|causes|sparked|triggered|started|prompted|provoked|ignited|led)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\b(?<=how )(?:many|much)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"'])")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]\s*$")
_SPEECH = re.compile(
    r"\b(?:what|how)\s+(?:(?:did|does|do|has|have|had|will|would)\s+(?P<speaker>.{2,60}?)\s+"
    r"(?P<verb>say|said|tell|told|announced?|claim(?:ed)?|promised?|comment(?:ed)?"
    r"|warn(?:ed)?|argued?|threaten(?:ed)?|call(?:ed)? for|demand(?:ed)?|think)"
    r"|(?:was|is|were)\s+(?P<owner>.{2,60}?)['’]s?\s+(?:comment|statement))\b",
    re.IGNORECASE,
)
_ASKING = {  # alone they name nothing to look for: "what did he say about it"
    "en": "say said tell told talk speak mention happen explain know think mean more",
    "es": "que decir dice dijo dijeron dicho contar hablar habló pasar pasó pasa ocurrió significa"
    " más",
    "de": "sagen sagt sagte gesagt erzählt reden passiert passierte geschah geschehen geht meint"
    " meinte worum wann warum wieso wo mehr dazu damit darüber",
    "ru": "сказал сказала сказали говорит говорил говорила случилось произошло значит почему ещё",
    "ar": "قال قالت قالوا يقول حدث حصل جرى يعني متى أين لماذا",
}
_SIMPLE = {
    "who": Wants.PERSON,
    "whom": Wants.PERSON,
    "whose": Wants.PERSON,
    "where": Wants.PLACE,
    "when": Wants.TIME,
    "why": Wants.REASON,
}


_HEAD_ENDS = listed(
    "is are was were be been did does do has have had will would can could should may might of in "
    "for to on at by with during that who which said says about after against as because before "
    "between from into not over since this through under until"
)
_KINDLESS = frozenset({Wants.NUMBER, Wants.TIME, Wants.TITLE})
_BE = frozenset({"is", "are", "was", "were"})
_ARTICLES = frozenset({"the", "a", "an"})
_RANKS = frozenset({"type", "types", "kind", "kinds", "sort", "sorts"})
_LONGEST_HEAD = 6  # words

# Everyday nouns that the dictionary files elsewhere: an airport is an artifact to it.
_LISTED = {
    Wants.PLACE: listed("country nation state airport street island mountain place river lake"),
    Wants.NUMBER: listed(
        "percentage percent number amount age price cost margin temperature score rate ratio share "
        "total size length height weight distance speed population proportion"
    ),
    Wants.TITLE: listed(
        "film movie show series book album song novel game play magazine program programme podcast "
        "musical sitcom"
    ),
    Wants.NAME: listed(
        "name company airline bank automaker carmaker retailer brand chain store manufacturer "
        "newspaper platform college university school"
    ),
    Wants.PERSON: listed("figure star model"),
    Wants.REASON: listed("reason motive"),
    Wants.CAUSE: listed("cause"),
}
_FILED = {
    GROUPS: Wants.NAME,
    PLACES: Wants.PLACE,
    PERSONS: Wants.PERSON,
    TIMES: Wants.TIME,
}


def read_question(text: str) -> Question:
    """Read a question of any length and language; never fails, may find no terms at all."""
    brackets = _BRACKETS.search(text)
    asked = text[: brackets.start()] if brackets else text
    language = guess_language(text)
    focus = _focus(asked)
    wants, noun, asked_for = _wanted(focus)
    speech = _SPEECH.search(asked)
    speaker = _speaker(speech, language)
    context = brackets[1] if brackets else ""
    if speech:
        noun = speech["verb"] or ""
        context = context if speaker else ""  # it tells what was said, and not who said it
    return Question(
        text=text,
        language=language,
        wants=wants,
        weights=_weights(asked, focus, noun, context, language),
        said=frozenset(terms(text, language)),
        names=_names(asked),
        known=frozenset(content_terms(text, language)) - {stem(asked_for, language)},
        speaker=speaker,
        measured=_measured(focus, noun) if wants is Wants.NUMBER else "",
        kinds=frozenset() if wants in _KINDLESS or language != "en" else _kinds(asked_for),
        misread=misread(asked) if language == "en" else {},
    )


def names_nothing(text: str) -> bool:
    """Whether a question has words, but none to look for ("what did he say about it")."""
    return bool(tokens(text)) and not read_question(text).weights


def _focus(text: str) -> str:
    clauses = [clause for clause in _CLAUSE_END.split(text.strip()) if clause]
    asking = (clause for clause in reversed(clauses) if _ASKS.search(clause))
    return next(asking, clauses[-1] if clauses else "")


def _wanted(focus: str) -> tuple[Wants, str, str]:
    """The type of answer, the noun that names it ("" where none does), and the noun asked for."""
    asks = _ASKS.search(focus)
    if asks is None:
        return Wants.ANYTHING, "", ""
    first, *more = asks[0].lower().split()
    caused = _CAUSED.match(focus, asks.start())
    if caused:
        return Wants.CAUSE, caused[1].lower(), ""
    if first in _SIMPLE:
        return _SIMPLE[first], "", ""
    if first == "how":
        return (Wants.NUMBER if more else Wants.ANYTHING), "", ""
    noun = _noun([token.text.lower() for token in tokens(focus[asks.end() :])])
    wants = next(_types(noun), Wants.THING)
    return wants, "" if wants is Wants.THING else noun, noun


def _measured(focus: str, noun: str) -> str:
    asks = _ASKS.search(focus)
    how = asks[0].lower().split()[1:] if asks else []
    if noun or not how:
        return noun
    if how[0] != "many":
        return how[0]
    counted = (
        _until_end([token.text.lower() for token in tokens(focus[asks.end() :])]) if asks else []
    )
    return counted[-1] if counted else ""


def _noun(after: list[str]) -> str:
    """The noun asked for after "which" or "what", also in "what is the ... of", "what kind of"."""
    if len(after) > 1 and after[0] in _RANKS and after[1] == "of":
        after = after[2:]
    head = _until_end(after)
    if not head and len(after) > 1 and after[0] in _BE and after[1] in _ARTICLES:
        head = _until_end(after[2:])
    return next((word for word in reversed(head) if senses_by_part(word)["n"]), "")


def _until_end(words: list[str]) -> list[str]:
    ends = (at for at, word in enumerate(words) if word in _HEAD_ENDS or _is_verb(word))
    return words[: min(next(ends, _LONGEST_HEAD), _LONGEST_HEAD)]


def _is_verb(word: str) -> bool:
    """Whether a word is a verb's past rather than a noun ("showed", "won"), or ends in "n't"."""
    if word.endswith(("n't", "n’t")):
        return True
    used = senses_by_part(word)
    if word in irregular_forms():
        return used["v"] >= used["n"]
    if not word.endswith("ed"):
        return False
    inflected = used["v"] > 0 and word not in base_forms(word)
    return inflected or used["v"] > used["n"]


@lru_cache(maxsize=256)
def _kinds(noun: str) -> Kinds:
    found = (tuple(content_terms(name)) for name in kinds_of(noun))
    kinds = frozenset(key for key in found if key and len(key[0]) > 1)
    return kinds if len(kinds) >= FEWEST_KINDS else frozenset()


def _types(noun: str) -> Iterator[Wants]:
    singular = noun.removesuffix("s")
    for wants, nouns in _LISTED.items():
        if noun in nouns or singular in nouns or noun.removesuffix("ies") + "y" in nouns:
            yield wants
    filed = categories(noun)
    if len(filed) <= 2:
        yield from (wants for number, wants in _FILED.items() if number in filed)


def _weights(asked: str, focus: str, noun: str, context: str, language: str) -> dict[str, float]:
    in_focus = frozenset(content_terms(focus, language))
    asked = _HOW_MANY.sub("", asked) if language == "en" else asked
    type_term = stem(noun, language)
    weights: dict[str, float] = {}
    for term in content_terms(asked, language):
        weight = (1.0 if term in in_focus else FRAME) * (TYPE_WORD if term == type_term else 1.0)
        weights.setdefault(term, weight)
    for term in content_terms(context, language):
        weights.setdefault(term, CONTEXT)
    names = content_terms(" ".join(_names(asked)), language)  # "¿Qué ...?" opens with none
    if _asking(language).issuperset(weights) and _asking(language).issuperset(names):
        return {}
    return dict(list(weights.items())[:MOST_TERMS])


@lru_cache(maxsize=16)
def _asking(language: str) -> frozenset[str]:
    words = listed(_ASKING.get(language, ""))
    return frozenset(term for word in words for term in content_terms(word, language))


def _names(text: str) -> tuple[str, ...]:
    found = (mention.text for mention in name_mentions(text) if mention.certain)
    return tuple(dict.fromkeys(name for name in found if not _ASKS.fullmatch(name)))


def _speaker(speech: re.Match[str] | None, language: str) -> Speaker | None:
    return read_speaker(speech["speaker"] or speech["owner"], language) if speech else None
