"""What a person did in a chat, free of any transport."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_COMMAND = re.compile(r"/(\w+)(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)


class Kind(StrEnum):
    """How it was done."""

    SAID = "said"
    EDITED = "edited"  # words said before were changed
    PRESSED = "pressed"  # a button; the text is its payload


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that a person did.

    `message_id` is the message that holds the words (or the button), `reply_to` the one that they
    reply to; both None where messages have no ids. `thread_id` is the forum topic of a group (0:
    none), `bot` the name under which the bot is addressed there. `user_id` is who did it: a
    person, or the chat in whose name somebody speaks (an anonymous admin in the group's own).
    """

    kind: Kind
    text: str
    message_id: int | None = None
    reply_to: int | None = None
    thread_id: int = 0
    bot: str = ""
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A command in lower case without its slash, whom it names after an @, and what follows."""

    name: str
    bot: str
    argument: str


def command_in(text: str) -> Command | None:
    """The command that `text` is, or None for plain words."""
    match = _COMMAND.fullmatch(text.strip())
    if not match:
        return None
    name, bot, argument = match.groups(default="")
    return Command(name.lower(), bot, argument.strip())
