"""A strict Bot API server on loopback: what the real one would refuse, it refuses too.

It takes only the methods, parameters and types of `botapi_table`, parses every message as Telegram
does, keeps every call, and can be told to fail. Tests put updates in and wait for what comes out;
nothing sleeps.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from tests.fakes.botapi_rules import RefusedError, check, shown
from tests.fakes.botapi_table import METHODS
from tests.fakes.markup import Entity, utf16

TOKEN = "123456:TEST-token_of-the-fake-server"
BOT = {"id": 123456, "is_bot": True, "first_name": "Dateline", "username": "dateline_test_bot"}
LONGEST_WAIT = 60.0
Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """How a call fails: a status with an error description, or raw bytes, or a dropped line.

    `times` None fails for good; `chat_id` restricts it to one chat. `arrives` lets the call take
    effect all the same, as when only the response is lost.
    """

    method: str
    status: int = 500
    description: str = ""
    parameters: Mapping[str, int] = field(default_factory=dict)
    body: bytes | None = None
    drop: bool = False
    delay: float = 0.0
    times: int | None = 1
    chat_id: int | None = None
    arrives: bool = False


@dataclass(slots=True)
class Call:
    """A request as it came; `status` is 0 until it is answered."""

    method: str
    params: Params
    status: int = 0


@dataclass(slots=True)
class Sent:
    """A message in a chat as a person sees it now."""

    chat_id: int
    message_id: int
    text: str
    entities: list[Entity]
    keyboard: list[list[dict[str, str]]]
    params: Params
    edits: int = 0
    texts: list[str] = field(default_factory=list)  # all that it ever said, oldest first

    def payload(self, label: str) -> str:
        """The callback data of the button with this label."""
        return next(b["callback_data"] for row in self.keyboard for b in row if b["text"] == label)


class BotApi:
    """The server; `async with BotApi() as api` listens on a free port of loopback."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.calls: list[Call] = []
        self.messages: list[Sent] = []
        self.drafts: list[tuple[int, str]] = []  # chat and text
        self.blocked: set[int] = set()
        self.admins: set[int] = set()
        self.migrated: dict[int, int] = {}
        self._failures: list[list[Any]] = []
        self._updates: list[Params] = []
        self._next = {"update": 1, "message": 100, "callback": 1}
        self._happened = asyncio.Condition()
        self._open_callbacks: set[str] = set()
        self._closing = False
        self._serving: dict[asyncio.Task[Any], asyncio.StreamWriter] = {}

    # For tests

    async def __aenter__(self) -> BotApi:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closing = True
        self._server.close()
        await self._notify()
        for writer in self._serving.values():
            writer.close()
        if self._serving:
            await asyncio.wait(self._serving, timeout=2)

    @property
    def url(self) -> str:
        """The value for TELEGRAM_API_URL."""
        return f"http://127.0.0.1:{self.port}"

    def fail(self, method: str, **how: Any) -> None:
        """Let the next calls of `method` fail as a Failure says; later ones wait their turn."""
        failure = Failure(method, **how)
        self._failures.append([failure, failure.times])

    async def put(self, kind: str, content: Params) -> int:
        """Queue an update; returns its id."""
        update_id = self._number("update")
        self._updates.append({"update_id": update_id, kind: content})
        await self._notify()
        return update_id

    async def say(
        self,
        text: str,
        chat_id: int = 1,
        user_id: int | None = None,
        reply_to: Sent | None = None,
        **extra: Any,
    ) -> int:
        """A person writes in a chat (below 0: a group); returns the message's id."""
        message = self.message(text, chat_id, user_id or abs(chat_id), **extra)
        if reply_to:
            message["reply_to_message"] = self._as_message(reply_to)
        await self.put("message", message)
        return int(message["message_id"])

    async def edit(self, message_id: int, text: str, chat_id: int = 1, **extra: Any) -> None:
        """A person edits a message of theirs."""
        message = self.message(text, chat_id, abs(chat_id), message_id=message_id, **extra)
        await self.put("edited_message", message | {"edit_date": 1_700_000_001})

    async def press(self, sent: Sent, label: str, chat_id: int | None = None) -> str:
        """A person presses a button under a message of the bot; returns the query's id."""
        return await self.press_payload(sent, sent.payload(label), chat_id)

    async def press_payload(self, sent: Sent, payload: str, chat_id: int | None = None) -> str:
        """As `press`, with any payload and, if given, in another chat."""
        query_id = f"query{self._number('callback')}"
        message = self._as_message(sent)
        message["chat"] = chat(chat_id or sent.chat_id)
        self._open_callbacks.add(query_id)
        query = {"id": query_id, "from": user(abs(sent.chat_id)), "message": message}
        await self.put("callback_query", query | {"chat_instance": "1", "data": payload})
        return query_id

    def message(self, text: str, chat_id: int, user_id: int, **extra: Any) -> Params:
        """A message as an update carries it, its commands marked as Telegram does."""
        message_id = extra.pop("message_id", None) or self._number("message")
        message: Params = {
            "message_id": message_id,
            "date": 1_700_000_000,
            "chat": chat(chat_id),
            "from": user(user_id),
            "text": text,
        }
        if text.startswith("/"):
            length = utf16(text.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return message | extra

    async def until(self, what: Callable[[BotApi], Any], seconds: float = LONGEST_WAIT) -> Any:
        """Wait until `what(api)` is true, and return it."""
        async with asyncio.timeout(seconds), self._happened:
            await self._happened.wait_for(lambda: what(self))
        return what(self)

    async def said(self, count: int, chat_id: int = 1, seconds: float = LONGEST_WAIT) -> Sent:
        """Wait for the bot's message number `count` (from 1) in a chat."""
        await self.until(lambda api: len(api.in_chat(chat_id)) >= count, seconds)
        return self.in_chat(chat_id)[count - 1]

    def in_chat(self, chat_id: int) -> list[Sent]:
        """The bot's messages in a chat."""
        return [sent for sent in self.messages if sent.chat_id == chat_id]

    def called(self, method: str) -> list[Call]:
        """The calls of a method so far."""
        return [call for call in self.calls if call.method == method]

    @property
    def refused(self) -> list[str]:
        """The methods of the calls that were answered with an error, in order."""
        return [call.method for call in self.calls if call.status >= 400]

    @property
    def pending(self) -> int:
        """How many updates are not confirmed yet."""
        return len(self._updates)

    # HTTP

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._serving[task] = writer
        task.add_done_callback(self._serving.pop)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await self._one(reader, writer):
                pass
        writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:])}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        method = path.rpartition("/")[2]
        params = _params(method, body, headers.get("content-type", ""))
        call = Call(method, params)
        self.calls.append(call)
        await self._notify()
        failure = self._failure(method, params)
        if failure and failure.delay:
            await self._hold(failure.delay)
        status, content = await self._answer(path, method, params, failure)
        call.status = status
        await self._notify()
        if failure and failure.drop:
            return False
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: {len(content)}\r\n\r\n".encode())
        writer.write(content)
        await writer.drain()
        return not self._closing

    async def _hold(self, seconds: float) -> None:
        """Wait so long, or until the server closes."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._happened:
                await self._happened.wait_for(lambda: self._closing)

    async def _answer(
        self, path: str, method: str, params: Params, failure: Failure | None
    ) -> tuple[int, bytes]:
        if path != f"/bot{self.token}/{method}":
            return 401, _error(401, "Unauthorized")
        if failure and not failure.arrives and not (failure.delay and not failure.description):
            if failure.body is not None:
                return failure.status, failure.body
            return failure.status, _error(
                failure.status, failure.description, dict(failure.parameters)
            )
        try:
            result = await self._result(method, params)
        except RefusedError as error:
            status = 403 if str(error).startswith("Forbidden") else 400
            return status, _error(status, *error.args)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _failure(self, method: str, params: Params) -> Failure | None:
        for entry in self._failures:
            failure: Failure = entry[0]
            other_chat = failure.chat_id is not None and params.get("chat_id") != failure.chat_id
            if failure.method != method or other_chat or entry[1] == 0:
                continue
            entry[1] = None if entry[1] is None else entry[1] - 1
            return failure
        return None

    # Methods

    async def _result(self, method: str, params: Params) -> Any:
        if method not in METHODS:
            raise RefusedError(f"Not Found: method {method} is not in the table")
        check(method, METHODS[method], params)
        if method == "getUpdates":
            return await self._get_updates(params)
        if "chat_id" in params:
            self._check_chat(params["chat_id"])
        act: Callable[[Params], Any] | None = {
            "getMe": lambda _: BOT | {"can_join_groups": True},
            "sendMessage": self._send,
            "editMessageText": self._edit,
            "sendMessageDraft": self._draft,
            "deleteMessage": self._delete,
            "answerCallbackQuery": self._answer_query,
            "getChatMember": self._member,
        }.get(method)
        return act(params) if act else True

    async def _get_updates(self, params: Params) -> list[Params]:
        offset = params.get("offset", 0)
        self._updates = [u for u in self._updates if u["update_id"] >= offset]
        await self._notify()
        with suppress(TimeoutError):
            async with asyncio.timeout(params.get("timeout", 0)), self._happened:
                await self._happened.wait_for(lambda: self._closing or bool(self._updates))
        return self._updates[: params.get("limit", 100)]

    def _check_chat(self, chat_id: int) -> None:
        if chat_id in self.blocked:
            raise RefusedError("Forbidden: bot was blocked by the user")
        if new := self.migrated.get(chat_id):
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise RefusedError(text, {"migrate_to_chat_id": new})

    def _send(self, params: Params) -> Params:
        text, entities, keyboard = shown(params)
        sent = Sent(
            params["chat_id"], self._number("message"), text, entities, keyboard, dict(params)
        )
        sent.texts.append(text)
        self.messages.append(sent)
        return self._as_message(sent)

    def _edit(self, params: Params) -> Params:
        text, entities, keyboard = shown(params)
        for sent in self.in_chat(params["chat_id"]):
            if sent.message_id == params["message_id"]:
                if (sent.text, sent.entities, sent.keyboard) == (text, entities, keyboard):
                    raise RefusedError("Bad Request: message is not modified")
                sent.text, sent.entities, sent.keyboard = text, entities, keyboard
                sent.params, sent.edits = dict(params), sent.edits + 1
                sent.texts.append(text)
                return self._as_message(sent)
        raise RefusedError("Bad Request: message to edit not found")

    def _draft(self, params: Params) -> bool:
        text, _, _ = shown(params) if params.get("text") else ("", [], [])
        if params["chat_id"] < 0:
            raise RefusedError("Bad Request: drafts are for private chats")
        if not params["draft_id"]:
            raise RefusedError("Bad Request: draft_id must be non-zero")
        self.drafts.append((params["chat_id"], text))
        return True

    def _delete(self, params: Params) -> bool:
        for sent in self.in_chat(params["chat_id"]):
            if sent.message_id == params["message_id"]:
                self.messages.remove(sent)
                return True
        raise RefusedError("Bad Request: message to delete not found")

    def _answer_query(self, params: Params) -> bool:
        if params["callback_query_id"] not in self._open_callbacks:
            raise RefusedError("Bad Request: query is too old or query ID is invalid")
        if utf16(params.get("text", "")) > 200:
            raise RefusedError("Bad Request: MESSAGE_TOO_LONG")
        self._open_callbacks.discard(params["callback_query_id"])
        return True

    def _member(self, params: Params) -> Params:
        person = user(params["user_id"])
        if params["user_id"] not in self.admins:
            return {"status": "member", "user": person}
        return {"status": "creator", "user": person, "is_anonymous": False}

    def _as_message(self, sent: Sent) -> Params:
        message: Params = {
            "message_id": sent.message_id,
            "date": 1_700_000_000,
            "chat": chat(sent.chat_id),
            "from": BOT,
            "text": sent.text,
        }
        if sent.keyboard:
            message["reply_markup"] = {"inline_keyboard": sent.keyboard}
        return message

    def _number(self, kind: str) -> int:
        self._next[kind] += 1
        return self._next[kind]

    async def _notify(self) -> None:
        async with self._happened:
            self._happened.notify_all()


def user(user_id: int) -> Params:
    """A person as the Bot API shows one."""
    return {"id": user_id, "is_bot": False, "first_name": f"P{user_id}", "language_code": "en"}


def chat(chat_id: int) -> Params:
    """A private chat, or a group where the id is below 0."""
    if chat_id > 0:
        return {"id": chat_id, "type": "private", "first_name": f"P{chat_id}"}
    kind = "supergroup" if chat_id < -1_000_000_000_000 else "group"
    return {"id": chat_id, "type": kind, "title": f"Group {chat_id}"}


def _params(method: str, body: bytes, content_type: str) -> Params:
    if content_type.startswith("application/json"):
        return dict(json.loads(body or b"{}"))
    pairs = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=bool(body))
    kinds = METHODS.get(method, {})
    return {name: _value(kinds.get(name, ("str", False))[0], text) for name, text in pairs}


def _value(kind: str, text: str) -> Any:
    try:
        return text if kind == "str" else json.loads(text)
    except ValueError:
        return text


def _error(status: int, description: str, parameters: Params | None = None) -> bytes:
    body: Params = {"ok": False, "error_code": status, "description": description}
    return json.dumps(body | ({"parameters": parameters} if parameters else {})).encode()
