"""The bot on Telegram: one update in, the dialogue's messages out.

Each update runs through python-telegram-bot's Application, which contains whatever breaks while one
is handled; its error handler keeps the error, and it is handed back to who asked for the handling.
"""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypeAlias

from telegram import Bot, BotCommand, Update
from telegram.constants import ChatMemberStatus
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, CallbackContext, TypeHandler
from telegram.request import HTTPXRequest
from telegram.warnings import PTBDeprecationWarning

from bot.chat.call import phrases_of
from bot.chat.dialogue import Dialogue
from bot.chat.heard import Kind
from bot.chat.message import Message, notice
from bot.chat.telegram.faults import description, seconds_to_wait
from bot.chat.telegram.progress import Courtesies, Progress
from bot.chat.telegram.sending import ChatClosedError, ChatMovedError, Sender, Target
from bot.chat.telegram.updates import Incoming, Migrated, Standing, chat_key, meaning
from bot.chat.words.languages import LANGUAGES, ORIGINAL, spoken
from bot.clock import Clock
from bot.errors import DatelineError
from bot.grounding.claims import nobody_watches
from storage.chats import Chats
from storage.placeholders import Placeholders
from storage.records import Chat, ChatKind

_SECONDS = 15.0  # for one request
_CONNECTIONS = 64
_GREETED_AGAIN = 3  # attempts to reach Telegram before the log says so

Context: TypeAlias = CallbackContext[Any, Any, Any, Any]
App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

log = logging.getLogger(__name__)


def make_bot(token: str, api_url: str) -> Bot:
    """A client of the Bot API server at `api_url`."""
    # It warns about its own constructor's use of a field that it will change one day.
    warnings.filterwarnings("ignore", ".*timedelta.*", PTBDeprecationWarning)
    return Bot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=_request(_CONNECTIONS),
        get_updates_request=_request(1),
    )


class TelegramChats:
    """Handles updates for the bot behind `app`, which is running."""

    def __init__(
        self,
        app: App,
        dialogue: Dialogue,
        chats: Chats,
        clock: Clock,
        placeholders: Placeholders,
        allowed: Collection[int] = (),
    ) -> None:
        self.bot: Bot = app.bot
        self.sender = Sender(self.bot)
        self._courtesies = Courtesies(self.bot, self.sender, placeholders)
        self._app = app
        self._dialogue = dialogue
        self._chats = chats
        self._clock = clock
        self._allowed = frozenset(allowed)
        self._errors: dict[int, Exception] = {}
        app.add_handler(TypeHandler(Update, self._on_update))
        app.add_error_handler(self._on_error)

    async def handle(self, payload: Mapping[str, Any]) -> Exception | None:
        """Do what one update asks for; returns what broke on the way."""
        update = Update.de_json(dict(payload), self.bot)
        await self._app.process_update(update)
        return self._errors.pop(update.update_id, None)

    async def apologize(self, payload: Mapping[str, Any]) -> None:
        """Say that the update could not be worked on; raises DeliveryError."""
        update = Update.de_json(dict(payload), self.bot)
        heard = self._meaning(update)
        if isinstance(heard, Incoming):
            chat = await self._chat(heard.chat_id, heard.kind)
            async with self._progress(update, heard, chat) as progress:
                (sorry,) = progress.in_place([notice(phrases_of(chat).failed())])
            await progress.is_over(await self.sender.show(_target(heard), sorry))

    async def _on_update(self, update: Update, _: Context) -> None:
        match self._meaning(update):
            case Incoming() as incoming if self._may(incoming):
                await self._heard(update, incoming)
            case Migrated(old_id, new_id):
                await self._chats.migrate(chat_key(old_id), chat_key(new_id))
            case Standing() as standing:
                await self._stands(standing)

    async def _stands(self, standing: Standing) -> None:
        chat = await self._chat(standing.chat_id, standing.kind)
        if not standing.welcome:
            await self._chats.set_blocked(chat.id, True)
            return
        if chat.blocked:
            await self._dialogue.welcome_back(chat)
        if chat.kind is ChatKind.GROUP:
            await self._dialogue.let_in(chat, spoken(standing.language))

    async def _on_error(self, update: object, context: Context) -> None:
        if isinstance(update, Update) and context.error:
            self._errors[update.update_id] = context.error

    def _meaning(self, update: Update) -> Incoming | Migrated | Standing | None:
        return meaning(update, self.bot.id, self.bot.username)

    def _may(self, incoming: Incoming) -> bool:
        who = {incoming.chat_id, incoming.heard.user_id}
        return not self._allowed or bool(who & self._allowed)

    async def _heard(self, update: Update, incoming: Incoming) -> None:
        if incoming.query_id:
            await self._acknowledge(incoming.query_id)
        chat = await self._chat(incoming.chat_id, incoming.kind)
        if chat.blocked:
            await self._dialogue.welcome_back(chat)
        chat = await self._in_its_language(chat, incoming)
        progress = self._progress(update, incoming, chat)
        try:
            async with progress:
                messages = await self._answered(chat, incoming, progress)
            await progress.is_over(await self._show(incoming, progress.in_place(messages)))
        except ChatMovedError as error:
            await self._chats.migrate(chat_key(incoming.chat_id), chat_key(error.new_id))
            moved = replace(incoming, chat_id=error.new_id, query_id=None)
            await self._heard(update, moved)
        except ChatClosedError as error:
            log.warning("chat %s takes no messages: %s", incoming.chat_id, error)
            await self._chats.set_blocked(chat.id, True)

    async def _answered(self, chat: Chat, incoming: Incoming, progress: Progress) -> list[Message]:
        """What the dialogue says, while the person sees that it is on its way."""
        heard = incoming.heard
        if heard.kind is not Kind.PRESSED:
            progress.types()
        in_place = heard.kind is Kind.EDITED  # the answer is there, and changes where it stands
        watch = nobody_watches if in_place else progress.reading
        return await self._dialogue.hear(chat, heard, lambda: self._manages(incoming), watch)

    async def _show(self, incoming: Incoming, messages: Sequence[Message]) -> list[int]:
        """Show messages and return the ids of those that hold the first."""
        first: list[int] = []
        for message in messages:
            ids = await self.sender.show(_target(incoming), message)
            await self._dialogue.shown(message, ids)
            first = first or ids
        return first

    def _progress(self, update: Update, incoming: Incoming, chat: Chat) -> Progress:
        return Progress(self._courtesies, update.update_id, _target(incoming), phrases_of(chat))

    async def _chat(self, chat_id: int, kind: ChatKind) -> Chat:
        return await self._chats.ensure(chat_key(chat_id), kind, self._clock.now())

    async def _in_its_language(self, chat: Chat, incoming: Incoming) -> Chat:
        """A private chat is spoken to in the language of its person's client."""
        language = spoken(incoming.language)
        if chat.kind is not ChatKind.PRIVATE or not language or language == chat.language:
            return chat
        await self._chats.set_language(chat.id, language)
        return replace(chat, language=language)

    async def _manages(self, incoming: Incoming) -> bool:
        """Whether the person may decide for the chat."""
        speaker = incoming.heard.user_id
        if incoming.kind is ChatKind.PRIVATE or speaker == incoming.chat_id:
            return True  # an anonymous admin speaks in the name of the group
        if speaker is None or speaker < 0:
            return False
        try:
            member = await self.bot.get_chat_member(incoming.chat_id, speaker)
        except TelegramError as error:
            log.warning(
                "who manages chat %s is not known: %s", incoming.chat_id, description(error)
            )
            return False
        return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)

    async def _acknowledge(self, query_id: str) -> None:
        """Let the pressed button stop spinning; too late is no harm."""
        try:
            await self.bot.answer_callback_query(query_id)
        except TelegramError as error:
            log.info("a button's press was not acknowledged: %s", description(error))


@asynccontextmanager
async def running(bot: Bot) -> AsyncIterator[App]:
    """An application for a bot that Telegram knows, waiting until Telegram can be reached.

    Raises DatelineError where Telegram refuses the token.
    """
    app: App = Application.builder().bot(bot).updater(None).job_queue(None).build()
    try:
        await _greet(bot)
        await app.initialize()
        yield app
    finally:
        await app.shutdown()
        await bot.shutdown()


async def _greet(bot: Bot) -> None:
    attempt = 0
    while True:
        attempt += 1
        try:
            await bot.initialize()
            return
        except InvalidToken as error:
            raise DatelineError(description(error)) from None  # its text holds the token
        except TelegramError as error:
            if attempt == _GREETED_AGAIN:
                log.warning("starting: %s; trying on", description(error))
            await asyncio.sleep(seconds_to_wait(error, attempt))


async def introduce(bot: Bot, menu: Callable[[str], Mapping[str, str]]) -> None:
    """Show Telegram's clients what commands there are, in each language that is spoken.

    English is for all others. A failure costs only the menu.
    """
    try:
        for language in LANGUAGES:
            commands = [BotCommand(name, what) for name, what in menu(language).items()]
            code = None if language == ORIGINAL else language
            await bot.set_my_commands(commands, language_code=code)
    except TelegramError as error:
        log.warning("the menu of commands was not set: %s", description(error))


def _target(incoming: Incoming) -> Target:
    reply_to = incoming.heard.message_id if incoming.kind is ChatKind.GROUP else None
    return Target(incoming.chat_id, incoming.heard.thread_id or None, reply_to)


def _request(connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=_SECONDS,
        write_timeout=_SECONDS,
        connect_timeout=_SECONDS,
        pool_timeout=_SECONDS,
    )
