"""Small talk: "hi", "thanks", "who are you?", which is no question about the news.

Observed: people greet a bot, thank it and ask what it is, in their own language or in English, and
an abstention ("not in my sources") is a cold answer to that. How it works: words are small talk
where phrases of a closed list (each catalogue has its own) cover them wholly; whatever else is said
beside a greeting makes it a question. Fails where a name is also a greeting ("Ok" the magazine).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.words.languages import ORIGINAL
from bot.chat.words.phrases import Phrases
from bot.text.words import tokens

Words = tuple[str, ...]
MOST_WORDS = 12


def is_small_talk(text: str, language: str = ORIGINAL) -> bool:
    """Whether all that is said is small talk, in `language` or in English."""
    words = _words(text)
    if not 0 < len(words) <= MOST_WORDS:
        return False
    return any(_covered(words, _phrases(one)) for one in {ORIGINAL, language})


def _phrases(language: str) -> list[Words]:
    return [_words(phrase) for phrase in Phrases(language).small_talk()]


def _covered(words: Words, phrases: Sequence[Words]) -> bool:
    if not words:
        return True
    fitting = (phrase for phrase in phrases if phrase and words[: len(phrase)] == phrase)
    return any(_covered(words[len(phrase) :], phrases) for phrase in fitting)


def _words(text: str) -> Words:
    return tuple(token.text.casefold() for token in tokens(text))
