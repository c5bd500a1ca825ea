from __future__ import annotations

from collections.abc import Iterable, Sequence

import httpcore
import pytest

from bot.news.web.guard import (
    AddressRefused,
    GuardedBackend,
    SystemResolver,
    UnknownHost,
    is_public,
)

PUBLIC = "93.184.215.14"


class Network(httpcore.AsyncNetworkBackend):
    """Opens no connection; notes where one would go, and refuses the addresses in `dead`."""

    def __init__(self, dead: Sequence[str] = ()) -> None:
        self.reached: list[str] = []
        self._dead = dead

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.reached.append(host)
        if host in self._dead:
            raise httpcore.ConnectError("refused")
        return httpcore.AsyncMockStream([])


class Names:
    """Resolves every name to the next of the given answers."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = list(answers)

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        answer = self._answers.pop(0)
        if not answer:
            raise OSError("no such name")
        return answer


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.0.3",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.7",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:5db8:d70e::",
        "2001:0:5db8:d70e::1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", [PUBLIC, "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


async def test_only_the_public_addresses_of_a_host_are_tried() -> None:
    network = Network()
    await GuardedBackend((), Names(["10.0.0.1", PUBLIC]), network).connect_tcp("a.example", 80)
    assert network.reached == [PUBLIC]


async def test_the_next_address_is_tried_when_one_is_dead() -> None:
    network = Network(dead=["1.1.1.1"])
    await GuardedBackend((), Names(["1.1.1.1", PUBLIC]), network).connect_tcp("a.example", 80)
    assert network.reached == ["1.1.1.1", PUBLIC]


async def test_a_host_whose_addresses_are_all_dead_cannot_be_reached() -> None:
    backend = GuardedBackend((), Names([PUBLIC]), Network(dead=[PUBLIC]))
    with pytest.raises(httpcore.ConnectError):
        await backend.connect_tcp("a.example", 80)


async def test_a_name_that_changes_its_address_is_checked_anew() -> None:
    network = Network()
    backend = GuardedBackend((), Names([PUBLIC], ["127.0.0.1"]), network)
    await backend.connect_tcp("a.example", 80)
    with pytest.raises(AddressRefused, match=r"a\.example.*127\.0\.0\.1.*DATELINE_FETCH_ALLOW"):
        await backend.connect_tcp("a.example", 80)
    assert network.reached == [PUBLIC]


async def test_a_listed_host_may_be_private_and_no_other() -> None:
    network = Network()
    backend = GuardedBackend(["feeds.lan"], Names(["10.0.0.1"], ["10.0.0.1"]), network)
    await backend.connect_tcp("FEEDS.lan", 80)
    with pytest.raises(AddressRefused):
        await backend.connect_tcp("other.lan", 80)
    assert network.reached == ["10.0.0.1"]


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.0.0.1", "[::1]", "localhost"])
async def test_odd_spellings_of_this_machine_are_refused(host: str) -> None:
    network = Network()
    with pytest.raises((AddressRefused, UnknownHost)):
        await GuardedBackend((), SystemResolver(), network).connect_tcp(host, 80)
    assert network.reached == []


@pytest.mark.parametrize("answer", [[], ["10.0.0.1"]])
async def test_a_name_without_address_is_named(answer: list[str]) -> None:
    backend = GuardedBackend((), Names(answer), Network())
    with pytest.raises((UnknownHost, AddressRefused), match=r"a\.example"):
        await backend.connect_tcp("a.example", 80)
