"""What an update of Telegram's means: what was heard, where, from whom; pure.

In a private chat everything is for the bot. In a group it is a command that names the bot
("/ask@bot") or a reply to one of its messages; everything else is people talking to each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.chat.heard import Heard, Kind, command_in
from storage.records import ChatKind

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
NO_LANE = "none"
_PLACE = "telegram:"

Payload: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something for the bot. `query_id` is to be answered where a button was pressed.

    `language` is what the person's client speaks, as far as it says so.
    """

    chat_id: int
    kind: ChatKind
    heard: Heard
    query_id: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Migrated:
    """A group became a supergroup with another id."""

    old_id: int
    new_id: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The bot was let into a chat, or put out of it (blocked, kicked).

    `language` is what the app of who did it speaks.
    """

    chat_id: int
    kind: ChatKind
    welcome: bool
    language: str | None = None


def lane(update: Payload) -> str:
    """The chat that an update belongs to: updates of one lane are handled in order."""
    for name in WANTED:
        if name in update:
            content = update[name]
            chat = content.get("chat") or content.get("message", {}).get("chat") or {}
            return str(chat.get("id", NO_LANE))
    return NO_LANE


def meaning(update: Update, bot_id: int, bot_name: str) -> Incoming | Migrated | Standing | None:
    """What an update asks of the bot with this id and user name; None: nothing."""
    if update.callback_query:
        return _pressed(update.callback_query, bot_name)
    if update.my_chat_member:
        return _standing(update.my_chat_member)
    message = update.message or update.edited_message
    if not message:
        return None
    if message.migrate_to_chat_id:
        return Migrated(message.chat.id, message.migrate_to_chat_id)
    if _by_a_bot(message):
        return None
    return _said(message, update.edited_message is not None, bot_id, bot_name)


def chat_key(chat_id: int) -> str:
    """The key under which a chat of Telegram's is kept."""
    return f"{_PLACE}{chat_id}"


def chat_id_of(key: str) -> int | None:
    """The id behind a chat's key; None for a chat that is not on Telegram."""
    return int(key.removeprefix(_PLACE)) if key.startswith(_PLACE) else None


def _said(message: Message, edited: bool, bot_id: int, bot_name: str) -> Incoming | None:
    private = message.chat.type == ChatType.PRIVATE
    text = message.text or message.caption or ""
    replied = message.reply_to_message
    to_the_bot = bool(replied and replied.from_user and replied.from_user.id == bot_id)
    if not (_readable(message) if private else text and _meant(text, to_the_bot, bot_name)):
        return None
    heard = Heard(
        kind=Kind.EDITED if edited else Kind.SAID,
        text=text,
        message_id=message.message_id,
        reply_to=replied.message_id if replied and to_the_bot else None,
        thread_id=_thread(message),
        bot=bot_name,
        user_id=_speaker(message),
    )
    return Incoming(
        chat_id=message.chat.id,
        kind=_kind(message.chat.type),
        heard=heard,
        language=message.from_user.language_code if message.from_user else None,
    )


def _speaker(message: Message) -> int | None:
    """Who says it: a person, or the chat in whose name it is said."""
    if message.sender_chat:
        return message.sender_chat.id
    return message.from_user.id if message.from_user else None


def _thread(message: Message) -> int:
    return (message.message_thread_id or 0) if message.is_topic_message else 0


def _meant(text: str, to_the_bot: bool, bot_name: str) -> bool:
    command = command_in(text)
    if command and command.bot:
        return command.bot.lower() == bot_name.lower()
    return to_the_bot


def _readable(message: Message) -> bool:
    """Whether a person said something, be it a picture without words; no service message."""
    return bool(message.text or message.caption or message.effective_attachment)


def _by_a_bot(message: Message) -> bool:
    sender = message.from_user
    return bool(sender and sender.is_bot and not message.sender_chat)


def _pressed(query: CallbackQuery, bot_name: str) -> Incoming | None:
    if not query.message:
        return None
    message, chat = query.message, query.message.chat
    return Incoming(
        chat_id=chat.id,
        kind=_kind(chat.type),
        heard=Heard(
            kind=Kind.PRESSED,
            text=query.data or "",
            message_id=message.message_id,
            thread_id=_thread(message) if isinstance(message, Message) else 0,
            bot=bot_name,
            user_id=query.from_user.id,
        ),
        query_id=query.id,
        language=query.from_user.language_code,
    )


def _standing(changed: ChatMemberUpdated) -> Standing:
    out = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
    welcome = changed.new_chat_member.status not in out
    language = changed.from_user.language_code
    return Standing(changed.chat.id, _kind(changed.chat.type), welcome, language)


def _kind(chat_type: str) -> ChatKind:
    return ChatKind.PRIVATE if chat_type == ChatType.PRIVATE else ChatKind.GROUP
