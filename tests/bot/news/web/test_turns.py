from __future__ import annotations

import asyncio

import pytest

from bot.news.web.turns import Turns


async def test_one_host_is_asked_once_at_a_time_and_others_beside_it() -> None:
    turns = Turns()
    order: list[str] = []
    go = asyncio.Event()

    async def ask(url: str, *, wait: bool) -> None:
        async with turns.turn(url):
            order.append(f"begin {url}")
            if wait:
                await go.wait()
            order.append(f"end {url}")

    async with asyncio.TaskGroup() as group:
        group.create_task(ask("http://a.example/1", wait=True))
        group.create_task(ask("http://A.example/2", wait=False))
        other = group.create_task(ask("http://b.example/", wait=False))
        await other
        assert order == [
            "begin http://a.example/1",
            "begin http://b.example/",
            "end http://b.example/",
        ]
        go.set()
    assert order[3:] == [
        "end http://a.example/1",
        "begin http://A.example/2",
        "end http://A.example/2",
    ]


async def test_a_pause_lies_between_pages() -> None:
    turns, clock = Turns(), asyncio.get_running_loop()
    begun = clock.time()
    for _ in range(3):
        async with turns.turn("http://a.example/", pause=0.02):
            pass
    assert clock.time() - begun >= 0.04


async def test_a_turn_that_fails_is_given_back() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="broken"):
        async with turns.turn("http://a.example/"):
            raise ValueError("broken")
    async with turns.turn("http://a.example/"):
        pass
