"""Closed phrases that are no question: "hi", "thanks", "who are you?", "tell me more".

Observed: people greet a bot, thank it and ask what it is, in their own language or in English, and
an abstention ("not in my sources") is a cold answer to that. How it works: words are small talk
where phrases of a closed list (each catalogue has its own) cover them wholly; whatever else is said
beside a greeting makes it a question. After an answer people ask for more of it in a few words too;
these do what /more does. Fails where a name is also a greeting ("Ok" the magazine).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.chat.words.languages import ORIGINAL
from bot.chat.words.phrases import Phrases
from bot.text.words import tokens

Words = tuple[str, ...]
MOST_WORDS = 12


def is_small_talk(text: str, language: str = ORIGINAL) -> bool:
    """Whether all that is said is small talk, in `language` or in English."""
    return _is_of(text, (Phrases(one).small_talk() for one in {ORIGINAL, language}))


def asks_for_more(text: str, language: str = ORIGINAL) -> bool:
    """Whether all that is asked for is more on what was told, in `language` or in English."""
    return _is_of(text, (Phrases(one).asking_for_more() for one in {ORIGINAL, language}))


def _is_of(text: str, catalogues: Iterable[Sequence[str]]) -> bool:
    words = _words(text)
    if not 0 < len(words) <= MOST_WORDS:
        return False
    return any(_covered(words, [_words(phrase) for phrase in phrases]) for phrases in catalogues)


def _covered(words: Words, phrases: Sequence[Words]) -> bool:
    if not words:
        return True
    fitting = (phrase for phrase in phrases if phrase and words[: len(phrase)] == phrase)
    return any(_covered(words[len(phrase) :], phrases) for phrase in fitting)


def _words(text: str) -> Words:
    return tuple(token.text.casefold() for token in tokens(text))
