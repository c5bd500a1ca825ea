"""Which addresses may be connected to, checked where the socket connects.

A name may resolve to anything, and to something else a second later, and a redirect may name
anything. So the check stands at the one place that all connections pass: a network backend that
resolves the name itself, drops the addresses that are not public, and connects to one of those
that it checked, by number. Hosts that the owner lists (`allow`) are not checked.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpcore

from bot.errors import FetchError

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_CONNECT_SECONDS = 5.0  # for one of a host's addresses, so that a dead one leaves time for the next
_RESOLVER_THREADS = 16  # names that hang hold up no other name until there are as many of them
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052
_IPV4_BITS = 0xFFFFFFFF


class AddressRefused(FetchError):
    """The address is not one that Dateline fetches from."""


class UnknownHost(FetchError):
    """The name has no address."""


def is_public(address: str) -> bool:
    """Whether a numeric IPv4 or IPv6 address belongs to the public internet.

    An IPv4 address inside an IPv6 one (mapped, NAT64) counts as itself; the tunnels 6to4 and
    Teredo are never public. Raises ValueError for what is no numeric address.
    """
    ip = _unwrapped(ip_address(address.partition("%")[0]))
    if isinstance(ip, IPv6Address) and (ip.sixtofour or ip.teredo or ip.is_site_local):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _unwrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return ip.ipv4_mapped
        if ip in _NAT64:
            return IPv4Address(int(ip) & _IPV4_BITS)
    return ip


class SystemResolver:
    """Looks names up with the machine's resolver, in threads of its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_RESOLVER_THREADS, thread_name_prefix="resolve")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """Return the numeric addresses of a host, the preferred first.

        Raises OSError when it has none.
        """
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads, _look_up, host, port
        )
        return list(dict.fromkeys(found))


def _look_up(host: str, port: int) -> list[str]:
    # As bytes: the codec that a string would pass through refuses names that the DNS knows.
    found = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to public addresses, and to the hosts in `allow` (names in lower case)."""

    def __init__(
        self,
        allow: Iterable[str] = (),
        resolve: Resolve | None = None,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._allow = frozenset(allow)
        self._resolve = resolve or SystemResolver()
        self._network = network or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of `host` that is permitted and answers.

        Raises UnknownHost, AddressRefused, or httpcore's ConnectError and ConnectTimeout.
        """
        limit = min(timeout or _CONNECT_SECONDS, _CONNECT_SECONDS)
        failure: Exception | None = None
        for address in await self._permitted(host, port):
            try:
                return await self._network.connect_tcp(
                    address, port, limit, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = failure or error
        raise failure or UnknownHost(f"{host} has no address")

    async def _permitted(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = await self._resolve(host, port)
        except OSError as error:
            raise UnknownHost(f"{host} has no address in the DNS") from error
        if host.lower().strip("[]") in self._allow:
            return addresses
        public = [address for address in addresses if is_public(address)]
        if addresses and not public:
            behind = "" if addresses[0] == host else f" ({addresses[0]})"
            raise AddressRefused(
                f"{host}{behind} is not a public address; "
                "if it is meant, name the host in DATELINE_FETCH_ALLOW"
            )
        return public
