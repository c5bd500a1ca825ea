"""The one way to the web: a downloader that does not trust what it is pointed at.

Every hop of every request passes the guard (bot.news.web.guard). Redirects are followed here, not
by a library, so that each target is checked and named. A body is unpacked while it streams and cut
off at a limit; a deadline stands around the whole fetch, however slowly it drips. No cookies, no
referrer, no user name leave this machine.

FetchError
 ├─ AddressRefused   not http(s), with a user name, not public, or refused by robots.txt
 ├─ UnknownHost      the name has no address
 ├─ Unreachable      no connection, or it broke
 ├─ TooSlow          the deadline passed
 ├─ TooLarge         the body passed the limit
 └─ RedirectError    a circle, or too many redirects
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from bot.clock import Clock, SystemClock
from bot.errors import FetchError
from bot.news.urls import is_web_address, shown_url
from bot.news.web.guard import AddressRefused, GuardedBackend, UnknownHost
from bot.news.web.unpack import ACCEPTED, unpacker

__all__ = [
    "AddressRefused",
    "Downloader",
    "Limits",
    "RedirectError",
    "Request",
    "Response",
    "TooLarge",
    "TooSlow",
    "UnknownHost",
    "Unreachable",
    "open_downloader",
    "retry_after",
]

USER_AGENT = "Dateline/0.1 (self-hosted news reader; conditional requests; respects robots.txt)"

_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_CONNECTIONS = 64
_IDLE_SECONDS = 15.0
_LONGEST_WAIT = timedelta(days=7)  # that a server may ask for
_BROKEN = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError)

BeforeHop = Callable[[str], Awaitable[None]]


class Unreachable(FetchError):
    """The host could not be connected to, or the connection broke."""


class TooSlow(FetchError):
    """The whole fetch took longer than it may."""


class TooLarge(FetchError):
    """The body is larger than it may be."""


class RedirectError(FetchError):
    """The address leads in a circle, too far, or to something that is no address."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost: bytes after unpacking, seconds in all, redirects followed."""

    bytes: int = 10_000_000
    seconds: float = 20.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Request:
    """What to get. The validators are those of the last response, opaque, as the server sent."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    accept: str = "*/*"


@dataclass(frozen=True, slots=True)
class Response:
    """What came back, at whatever status; `body` is empty unless the status is 2xx.

    `final_url` is where redirects led; `moved_to` is the same address where every redirect on the
    way was permanent, else None.
    """

    status: int
    final_url: str
    body: bytes
    content_type: str | None
    etag: str | None
    last_modified: str | None
    retry_after: timedelta | None
    moved_to: str | None

    @property
    def ok(self) -> bool:
        """Whether there is a body to be read."""
        return 200 <= self.status < 300


class Downloader:
    """Gets pages and feeds. One for the whole program; `close` it at the end."""

    def __init__(self, backend: GuardedBackend, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=_CONNECTIONS,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=backend,
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._pool.aclose()

    async def fetch(self, request: Request, before_hop: BeforeHop | None = None) -> Response:
        """Get an address, following redirects.

        `before_hop` is awaited with each address before it is asked for, and stops the fetch by
        raising FetchError. Raises FetchError (one of the above), with one line that names the
        address and what is wrong.
        """
        shown = shown_url(request.url)
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._follow(request, before_hop)
        except TimeoutError:
            raise TooSlow(f"{shown}: took longer than {self._limits.seconds:g} s") from None
        except _BROKEN as error:
            raise Unreachable(f"{shown}: {_reason(error)}") from error
        except FetchError as error:
            raise type(error)(f"{shown}: {error}") from error

    async def _follow(self, request: Request, before_hop: BeforeHop | None) -> Response:
        url, visited, permanent = _address(request.url), list[str](), True
        while True:
            visited.append(str(url))
            if before_hop:
                await before_hop(str(url))
            async with self._pool.stream("GET", _core_url(url), headers=_headers(request)) as hop:
                headers = httpx.Headers(hop.headers, encoding="latin-1")  # loses no byte
                target = headers.get("location") if hop.status in _REDIRECTS else None
                if target is None:
                    moved = str(url) if permanent and len(visited) > 1 else None
                    return await self._read(hop, headers, str(url), moved)
            permanent = permanent and hop.status in _PERMANENT
            url = _next_hop(url, _as_utf8(target), visited, self._limits.redirects)

    async def _read(
        self, hop: httpcore.Response, headers: httpx.Headers, url: str, moved_to: str | None
    ) -> Response:
        return Response(
            status=hop.status,
            final_url=url,
            body=await self._body(hop, headers) if 200 <= hop.status < 300 else b"",
            content_type=headers.get("content-type"),
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
            retry_after=retry_after(headers.get("retry-after"), self._clock.now()),
            moved_to=moved_to,
        )

    async def _body(self, hop: httpcore.Response, headers: httpx.Headers) -> bytes:
        limit = self._limits.bytes
        if int(headers.get("content-length") or 0) > limit:
            raise _too_large(limit)
        unpack, body, packed = unpacker(headers.get("content-encoding", "")), bytearray(), 0
        async for chunk in hop.aiter_stream():
            packed += len(chunk)
            for piece in unpack(chunk):
                body += piece
                if max(len(body), packed) > limit:
                    raise _too_large(limit)
        return bytes(body)


def open_downloader(
    limits: Limits | None = None,
    allow: tuple[str, ...] = (),
    clock: Clock | None = None,
) -> Downloader:
    """Make a downloader for the public internet and for the hosts in `allow`."""
    return Downloader(GuardedBackend(allow), limits or Limits(), clock or SystemClock())


def retry_after(text: str | None, now: datetime) -> timedelta | None:
    """Read a Retry-After header (seconds or a date, RFC 9110, 10.2.3), from 0 to 7 days.

    None where there is none or it cannot be read.
    """
    text = (text or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        wait = timedelta(seconds=int(text))
    else:
        try:
            until = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return None
        wait = until.replace(tzinfo=until.tzinfo or UTC) - now
    return min(max(wait, timedelta(0)), _LONGEST_WAIT)


def _address(text: str) -> httpx.URL:
    """Check an address before anything is sent; raises AddressRefused."""
    if not is_web_address(text):
        raise AddressRefused("it is not an http or https address")
    try:
        url = httpx.URL(text.strip())
    except httpx.InvalidURL as error:
        raise AddressRefused(f"it is not an address ({error})") from error
    if url.userinfo:
        raise AddressRefused("addresses with a user name are not fetched; leave it out")
    return url.copy_with(fragment=None)


def _next_hop(url: httpx.URL, location: str, visited: list[str], limit: int) -> httpx.URL:
    """Return where a redirect leads; raises RedirectError or AddressRefused."""
    try:
        target = url.join(location)
    except httpx.InvalidURL as error:
        raise RedirectError("it redirects to something that is no address") from error
    checked = _address(str(target))
    if str(checked) in visited:
        way = " -> ".join(shown_url(step) for step in (*visited, str(checked)))
        raise RedirectError(f"it redirects in a circle: {way}")
    if len(visited) > limit:
        raise RedirectError(f"it redirects more than {limit} times")
    return checked


def _core_url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )


def _as_utf8(header: str) -> str:
    """Read a header that was decoded as Latin-1 as UTF-8, where it is."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return header


def _headers(request: Request) -> list[tuple[bytes, bytes]]:
    headers = {
        "User-Agent": USER_AGENT,
        "Accept": request.accept,
        "Accept-Encoding": ACCEPTED,
        "If-None-Match": request.etag,
        "If-Modified-Since": request.last_modified,
    }
    return [
        (name.encode("ascii"), value.encode("latin-1", errors="replace"))
        for name, value in headers.items()
        if value
    ]


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"it is larger than {limit / 1e6:g} MB")


def _reason(error: Exception) -> str:
    said = " ".join(str(error).split())[:200]
    return f"no connection, or it broke ({said or type(error).__name__})"
