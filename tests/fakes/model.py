"""A model server of the chat-completions form on loopback, scripted reply by reply.

    async with FakeModel() as model:
        model.script(content('{"sentences": []}'))
        ... # talk to model.url
        model.requests[0]["messages"]

Replies are used in order and the last one again and again.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True)
class Reply:
    """What the server sends: `body` after `seconds`, cut after `cut` bytes; None hangs.

    It waits for `gate`, where one is given, before anything else. With `drips` the body comes byte
    by byte, one in so many seconds.
    """

    body: bytes | None = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0
    cut: int | None = None
    kind: str = "application/json"
    gate: asyncio.Event | None = None
    drips: float = 0


def message(**fields: object) -> Reply:
    """A chat completion with one message of these fields."""
    body = {
        "id": "c1",
        "object": "chat.completion",
        "created": 0,
        "model": "fake",
        "choices": [
            {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", **fields}}
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }
    return Reply(json.dumps(body).encode())


def content(text: str | None) -> Reply:
    """A chat completion that says `text`."""
    return message(content=text)


def sentences(*drafts: tuple[str, str, str]) -> Reply:
    """A reply of `grounded_sentences` from (text, passage, quote)."""
    rows = [
        {"text": text, "evidence": [{"passage": passage, "quote": quote}]}
        for text, passage, quote in drafts
    ]
    return content(json.dumps({"sentences": rows}))


class FakeModel:
    """The server; use as an async context manager."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self._replies: list[Reply] = [content('{"sentences": []}')]
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    def script(self, *replies: Reply) -> None:
        """Answer with these replies from now on."""
        self._replies = list(replies)

    @property
    def url(self) -> str:
        """The base address, as OPENAI_BASE_URL wants it."""
        assert self._server is not None
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}/v1"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in tuple(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            await self._answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client went away, or the test is over
        finally:
            self._open.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
        body = await reader.readexactly(int(fields.get("content-length", "0")))
        assert head.startswith("POST /v1/chat/completions ")
        self.requests.append(json.loads(body))
        self.keys.append(fields.get("authorization", ""))
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        if reply.body is None:
            await asyncio.Event().wait()
        if reply.gate:
            await reply.gate.wait()
        await asyncio.sleep(reply.seconds)
        body = (reply.body or b"")[: reply.cut]
        writer.write(_head(reply) + (b"" if reply.drips else body))
        await writer.drain()
        for at in range(len(body) if reply.drips else 0):
            writer.write(body[at : at + 1])
            await writer.drain()
            await asyncio.sleep(reply.drips)


def _head(reply: Reply) -> bytes:
    lines = [
        f"HTTP/1.1 {reply.status} Scripted",
        f"Content-Type: {reply.kind}",
        f"Content-Length: {len(reply.body or b'')}",
        "Connection: close",
        *(f"{name}: {value}" for name, value in reply.headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode()
