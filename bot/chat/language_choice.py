"""/language: which language a chat is spoken to in.

A private chat is spoken to in the language of its person's app. A group has one language for all
who read there: at first that of who let the bot in, then what an admin chooses. In the terminal
whoever sits there chooses.
"""

from __future__ import annotations

from bot.chat.call import Call
from bot.chat.message import Button, Message, notice
from bot.chat.words.languages import NAMES, spoken
from bot.chat.words.phrases import Phrases
from storage.chats import Chats
from storage.records import ChatKind

_A_ROW = 3  # buttons


class LanguageChoice:
    """The part of the dialogue that is about languages."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    async def language(self, call: Call) -> list[Message]:
        """Speak the language that the argument names (its code or own name), or offer them."""
        if call.chat.kind is ChatKind.PRIVATE:
            return [notice(call.phrases.language_of_the_app())]
        if not await call.manages():
            return [notice(call.phrases.admins_only())]
        chosen = _named(call.argument)
        if chosen is None:
            return [notice(call.phrases.which_language(), _buttons())]
        await self._chats.set_language(call.chat.id, chosen)
        return [notice(Phrases(chosen).language_set())]


def _named(text: str) -> str | None:
    typed = text.strip().casefold()
    by_name = (code for code, name in NAMES.items() if name.casefold() == typed)
    return next(by_name, None) or (spoken(typed) if typed else None)


def _buttons() -> list[list[Button]]:
    buttons = [
        Button(name, f"language:{code}", f"/language {code}") for code, name in NAMES.items()
    ]
    return [buttons[at : at + _A_ROW] for at in range(0, len(buttons), _A_ROW)]
