"""A person in a chat, who says things to the dialogue and reads what it shows."""

from __future__ import annotations

from bot.chat.dialogue import Dialogue
from bot.chat.heard import Heard, Kind
from bot.chat.message import Message
from bot.chat.terminal import render as render_terminal
from bot.clock import SystemClock
from storage.chats import Chats
from storage.records import Chat, ChatKind


class Talk:
    """One chat's side of the conversation; `manages` says whether an admin speaks."""

    def __init__(self, dialogue: Dialogue, chat: Chat) -> None:
        self.dialogue = dialogue
        self.chat = chat
        self.manages = True

    async def say(
        self,
        text: str,
        message_id: int | None = None,
        *,
        reply_to: int | None = None,
        kind: Kind = Kind.SAID,
        bot: str = "",
    ) -> list[Message]:
        """Say something and return what is to be shown."""

        async def manages() -> bool:
            return self.manages

        heard = Heard(kind, text, message_id, reply_to, bot=bot)
        return await self.dialogue.hear(self.chat, heard, manages)

    async def read(
        self,
        text: str,
        message_id: int | None = None,
        *,
        reply_to: int | None = None,
        kind: Kind = Kind.SAID,
        bot: str = "",
    ) -> str:
        """Say something and return what is shown, as text."""
        messages = await self.say(text, message_id, reply_to=reply_to, kind=kind, bot=bot)
        return "\n---\n".join(render_terminal.render(message, 200) for message in messages)

    async def ask(
        self, text: str, message_id: int, shown_as: int, reply_to: int | None = None
    ) -> Message:
        """Say something and let the one message that answers be shown under an id."""
        (message,) = await self.say(text, message_id, reply_to=reply_to)
        await self.dialogue.shown(message, [shown_as])
        return message


async def talk(dialogue: Dialogue, chats: Chats, key: str, kind: ChatKind) -> Talk:
    """Open a chat."""
    return Talk(dialogue, await chats.ensure(key, kind, SystemClock().now()))
