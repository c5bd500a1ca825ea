"""Whose words are asked for, and whether a sentence has them.

Observed: a question calls somebody by a name ("Anna Berg"), an office ("the mayor of Oslo", "the
union's lawyer") or both. A report names the office once and then says "Berg said" or "she said".
Any word in common is too little: the governor of another state has spoken too, "Hugh Grant" shares
a name with "Governor Grant Harlow".

How it works: in the asking phrase a name that is its head has to be the speaker's (the same but for
spelling or cut short), else the noun that is its head, with a noun right before it or what makes an
office with it ("finance minister", "prime minister"); the names that only say of what ("of Oslo",
"Kenya's") have to stand near the sentence, as they are or as a word formed from them ("Kenyan").
The speaker of a sentence stands just before a verb of speech, or behind it; a name there brings the
words that went with it where the sentences before told more of it ("The mayor, Anna Berg, ...");
those that went with another given name are somebody else's.

Where it fails: an office in other words ("spokesman" for "lawyer"), an organisation for which
somebody speaks, two people of one office near each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from bot.text.lexicon import PERSONS, categories, kin, senses_by_part
from bot.text.names import name_mentions, same_name
from bot.text.words import content_terms

WITHIN = 6  # words before a verb of speech that may hold its speaker
AFTER = 4  # words after it
DESCRIBED_WITHIN = 6  # words before a name that tell whose it is

_SPEECH = re.compile(
    r"\b(?:said|says|say|told|tells|wrote|writes|added|adds|announced|announces|according to|claims"
    r"|claimed|argued|argues|warned|warns|insisted|insists|stated|states|declared|tweeted|posted"
    r"|promised|vowed|pledged|called|calls|praised|praising|condemned|criticised|criticized"
    r"|demanded|urged|threatened|denied|confirmed|explained|responded|replied|reacted|rejected"
    r"|accused|thanked|described|suggested|noted|reported|reports|statement|quoting|quoted"
    r"|stating|saying|adding|arguing|claiming|insisting|declaring)\b",
    re.IGNORECASE,
)
_INVERTS = frozenset({"said", "says", "according to", "added", "quoting", "wrote"})
_OF_WHAT = re.compile(r"\s(?:of|for|in|at|from|on)\s")
_POSSESSIVE = re.compile(r".*['’]s?\s+(?=\w)")
_LAST_CLAUSE = re.compile(r"[^.;:!?”\"“,]*$")
_BESIDE = re.compile(r",\s+(?:an?|the|who|whose)\s[^,.;:!?”\"“]*")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words are asked for: `terms` are all content terms of the phrase.

    `names` are the names that are its head; where there are none, `head` are the terms of its noun
    and of what makes one office with it.
    `of_what` has for each name that says of what he or she is one the terms that tell it.
    """

    terms: frozenset[str]
    names: tuple[str, ...]
    head: frozenset[str]
    of_what: tuple[frozenset[str], ...]


def read_speaker(phrase: str, language: str) -> Speaker | None:
    """Read the words between "what did" and "say"; None where they name nobody ("he")."""
    terms = content_terms(phrase, language)
    if not terms:
        return None
    start, end = _core(phrase)
    names = [mention for mention in name_mentions(phrase) if mention.certain or mention.kind]
    heads = [name.text for name in names if start <= name.start and name.end <= end]
    others = [name.text for name in names if name.text not in heads]
    return Speaker(
        frozenset(terms),
        tuple(heads),
        _office(phrase[start:end], language) or frozenset(terms[-1:]),
        tuple(_forms(name, language) for name in others),
    )


def _core(phrase: str) -> tuple[int, int]:
    """Where the speaker stands in a phrase, without what says of what ("of Oslo", "Oslo's")."""
    inside = [(mention.start, mention.end) for mention in name_mentions(phrase)]
    splits = (
        match.start()
        for match in _OF_WHAT.finditer(phrase)
        if not any(start < match.start() < end for start, end in inside)
    )
    end = next(splits, len(phrase))
    owner = _POSSESSIVE.match(phrase, 0, end)
    return owner.end() if owner else 0, end


def _office(phrase: str, language: str) -> frozenset[str]:
    """The terms of the last noun of a phrase and of the noun before it, if they go together."""
    words = [word for word in phrase.split() if content_terms(word, language)][-2:]
    one = language != "en" or len(words) < 2 or _go_together(*map(str.lower, words))
    return frozenset(content_terms(" ".join(words if one else words[-1:]), language))


def _go_together(first: str, head: str) -> bool:
    """Whether two words are one office: the first is rather a noun, or the dictionary has both."""
    used = senses_by_part(first)
    return used["n"] > used["a"] or PERSONS in categories(f"{first} {head}")


@lru_cache(maxsize=1024)
def _forms(name: str, language: str) -> frozenset[str]:
    """The terms of a name and of the words formed from it ("Kenyan")."""
    kindred = kin(name) if language == "en" else frozenset()
    words = (name, *(word for word in kindred if " " not in word))
    return frozenset(term for word in words for term in content_terms(word, language))


def speaks(
    sentence: str, speaker: Speaker, before: Sequence[str] = (), context: Set[str] = frozenset()
) -> bool:
    """Whether `speaker` says something in `sentence`.

    `before` are the sentences before it, which may tell who a name is; `context` are the terms of
    all that stands around it.
    """
    for near in _near(sentence):
        told = " ".join((near, *_descriptions(near, before)))
        held = frozenset(content_terms(told))
        of_what = context | held
        if _is_called(told, held, speaker) and all(
            not forms.isdisjoint(of_what) for forms in speaker.of_what
        ):
            return True
    return False


def _is_called(told: str, held: frozenset[str], speaker: Speaker) -> bool:
    if not speaker.names:
        return speaker.head <= held
    mentions = [mention.text for mention in name_mentions(told)]
    return any(
        same_name(name, mention)
        or (" " not in mention and mention in name.split())
        or (" " not in name and name in mention.split())
        for name in speaker.names
        for mention in mentions
    )


def _near(sentence: str) -> Iterator[str]:
    """The words around each verb of speech that may be its speaker.

    Who does what a participle tells ("..., adding that") is the subject, which opens the sentence.
    """
    for verb in _SPEECH.finditer(sentence):
        before = sentence[: verb.start()].split()[-WITHIN:]
        if verb[0].endswith("ing"):
            before = [*sentence.split(maxsplit=WITHIN)[:WITHIN], *before]
        yield " ".join(before)
        if verb[0].lower() in _INVERTS:
            yield " ".join(sentence[verb.end() :].split(maxsplit=AFTER)[:AFTER])


def _descriptions(near: str, before: Sequence[str]) -> Iterator[str]:
    """What the sentences before tell right beside a name that stands in `near`."""
    names = [mention.text for mention in name_mentions(near)] if before else []
    for sentence in before if names else ():
        for mention in name_mentions(sentence):
            other = mention.text
            if any(same_name(name, other) or name in other.split() for name in names):
                yield f"{_beside(sentence, mention.start, mention.end)} {mention.text}"


def _beside(sentence: str, start: int, end: int) -> str:
    """The words of the clause before a name, and of the clause in commas behind it."""
    ahead = _LAST_CLAUSE.search(sentence[:start].rstrip(" ,"))
    words = ahead[0].split()[-DESCRIBED_WITHIN:] if ahead else []
    behind = _BESIDE.match(sentence, end)
    return " ".join((*words, behind[0] if behind else ""))
