from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage.database import Database
from storage.editions import Editions
from storage.errors import LeaseLost
from storage.records import Claim, Edition, EditionKey
from tests.storage.samples import NOW

MINUTE = timedelta(minutes=1)
KEY = EditionKey("north korea", NOW, "en")


@pytest.fixture
def editions(database: Database) -> Editions:
    return Editions(database)


async def begun(editions: Editions, owner: str = "me") -> Claim:
    claim = await editions.begin(KEY, NOW, owner, MINUTE)
    assert isinstance(claim, Claim)
    return claim


async def test_an_edition_is_built_by_one_and_found_by_all(editions: Editions) -> None:
    claim = await begun(editions)
    assert await editions.begin(KEY, NOW, "other", MINUTE) is None
    assert await editions.get(KEY) is None
    await editions.finish(claim, "hash", "{}")
    edition = await editions.get(KEY)
    assert edition == Edition(1, KEY, "hash", "{}", NOW)
    assert await editions.begin(KEY, NOW, "other", MINUTE) == edition
    assert await editions.get(EditionKey("north korea", NOW, "de")) is None


async def test_many_at_once_get_one_claim(editions: Editions) -> None:
    racers = [editions.begin(KEY, NOW, f"racer {n}", MINUTE) for n in range(8)]
    got = await asyncio.gather(*racers)
    assert sum(isinstance(one, Claim) for one in got) == 1
    assert got.count(None) == 7


async def test_a_builder_that_died_is_replaced(editions: Editions) -> None:
    dead = await begun(editions)
    later = await editions.begin(KEY, NOW + MINUTE, "other", MINUTE)
    assert isinstance(later, Claim)
    with pytest.raises(LeaseLost):
        await editions.finish(dead, "hash", "{}")
    await editions.finish(later, "hash", "{}")


async def test_an_edition_of_old_inputs_is_built_anew(editions: Editions) -> None:
    await editions.finish(await begun(editions), "old", "{}")
    claim = await editions.rebuild(KEY, NOW, "me", MINUTE, "old")
    assert isinstance(claim, Claim)
    await editions.finish(claim, "new", "[]")
    kept = await editions.rebuild(KEY, NOW, "other", MINUTE, "old")
    assert isinstance(kept, Edition)
    assert kept.inputs_hash == "new"


async def test_old_editions_are_forgotten(editions: Editions) -> None:
    await editions.finish(await begun(editions), "hash", "{}")
    assert await editions.purge(NOW) == 0
    assert await editions.purge(NOW + MINUTE) == 1
    assert await editions.get(KEY) is None
