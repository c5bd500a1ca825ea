"""What can be asked: a question of words, of at most so many characters."""

from __future__ import annotations

from bot.chat.words.phrases import Phrases

LONGEST_QUESTION = 4096  # characters; what one Telegram message can hold


def fault_of(question: str, phrases: Phrases, *, command: bool = False) -> str:
    """What keeps a question from being asked, for people; empty where nothing does.

    `command` says that it was to follow a command.
    """
    if len(question) > LONGEST_QUESTION:
        return phrases.too_long(len(question), LONGEST_QUESTION)
    if not any(character.isalnum() for character in question):
        return phrases.no_question(command)
    return ""
