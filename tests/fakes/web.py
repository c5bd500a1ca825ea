"""A web on loopback: an HTTP/1.1 server that answers from a script and notes what it was asked.

    async with FakeWeb() as web:
        web.put("/feed.xml", Reply(body=rss, headers={"ETag": '"1"'}))
        web.put("/slow", dripping)
        ... web.url("/feed.xml"), web.asked

A path's answer is a Reply or an async function from Asked to Reply, or a `Script` that writes to
the socket itself, to break it in every way there is.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

REASONS = {200: "OK", 301: "Moved Permanently", 304: "Not Modified", 404: "Not Found"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it arrived; header names are in lower case."""

    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back; Content-Length is added, and no body at 304."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Script:
    """Writes a reply by hand; the connection is closed when `play` returns."""

    play: Callable[[asyncio.StreamWriter], Awaitable[None]]


Answer = Reply | Script | Callable[[Asked], Awaitable[Reply]]


class FakeWeb:
    """The server; what it has no answer for is a 404."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._answers: dict[str, Answer] = {}
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._heard = asyncio.Event()

    async def __aenter__(self) -> FakeWeb:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *error: object) -> None:
        assert self._server
        self._server.close()
        for connection in tuple(self._connections):
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def port(self) -> int:
        """The port it listens on."""
        assert self._server
        return int(self._server.sockets[0].getsockname()[1])

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path, as seen under a host name."""
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, answer: Answer) -> None:
        """Answer `path` (with its query, if it has one) so from now on."""
        self._answers[path] = answer

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [asked.path for asked in self.asked]

    async def until_asked(self, path: str, times: int = 1, seconds: float = 60) -> None:
        """Wait until a path was asked for so often."""
        async with asyncio.timeout(seconds):
            while self.paths().count(path) < times:
                self._heard.clear()
                await self._heard.wait()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client hung up, as a client may
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; False when the connection is not to be used again."""
        asked = _read_head(await reader.readuntil(b"\r\n\r\n"))
        self.asked.append(asked)
        self._heard.set()
        answer = self._answers.get(asked.path, Reply(404))
        if isinstance(answer, Script):
            await answer.play(writer)
            return False
        writer.write(_as_bytes(answer if isinstance(answer, Reply) else await answer(asked)))
        await writer.drain()
        return True


def _read_head(head: bytes) -> Asked:
    first, *lines = head.decode("latin-1").split("\r\n")[:-2]
    pairs = (line.split(": ", 1) for line in lines)
    return Asked(first.split(" ")[1], {name.lower(): value for name, value in pairs})


def _as_bytes(reply: Reply) -> bytes:
    body = b"" if reply.status == 304 else reply.body
    lines = [f"HTTP/1.1 {reply.status} {REASONS.get(reply.status, 'Other')}"]
    lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    if reply.status != 304:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def redirect(target: str, status: int = 302) -> Reply:
    """A redirect to `target`."""
    return Reply(status, headers={"Location": target})


def versioned(body: bytes, content_type: str, etag: str = '"v1"') -> Answer:
    """A body with an ETag, that answers 304 to who has it."""

    async def answer(asked: Asked) -> Reply:
        known = asked.headers.get("if-none-match") == etag
        headers = {"ETag": etag, "Content-Type": content_type}
        return Reply(304 if known else 200, body, headers)

    return answer


def gzip_bomb(megabytes: int) -> Reply:
    """A small body that unpacks to `megabytes` of spaces."""
    body = gzip.compress(b" " * (megabytes * 1_000_000))
    return Reply(body=body, headers={"Content-Encoding": "gzip", "Content-Type": "text/xml"})


async def _hang(writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def _drip(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.01)


async def _send_without_end(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
    while True:
        writer.write(bytes(10_000))
        await writer.drain()


async def _break_off(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this")
    await writer.drain()


async def _babble(writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 this is no web server\r\n\r\n")
    await writer.drain()


hanging = Script(_hang)
dripping = Script(_drip)
endless = Script(_send_without_end)
broken_off = Script(_break_off)
babbling = Script(_babble)
