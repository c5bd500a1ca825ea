from __future__ import annotations

from datetime import timedelta

import pytest

from storage.database import Database
from storage.errors import LeaseLost
from storage.inbox import KEPT, MOST_ATTEMPTS, Inbox
from storage.records import Claimed, NewUpdate, Update
from tests.storage.samples import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database)


def update(id_: int, lane: str = "a") -> NewUpdate:
    return NewUpdate(id_, lane, f'{{"update_id": {id_}}}')


def ids(found: list[Claimed[Update]]) -> list[int]:
    return [claimed.row.id for claimed in found]


async def test_an_update_is_stored_once(inbox: Inbox) -> None:
    assert await inbox.store([update(5), update(6), update(5)], NOW) == 2
    assert await inbox.store([update(5), update(7)], NOW + MINUTE) == 1
    assert await inbox.store([], NOW) == 0
    [claimed] = await inbox.claim(NOW, "me", MINUTE, 9)
    assert claimed.row == Update(5, "a", '{"update_id": 5}', NOW)
    assert await inbox.waiting() == 3


async def test_lanes_run_in_parallel_and_each_in_order(inbox: Inbox) -> None:
    await inbox.store([update(3), update(1), update(2, "b"), update(4, "b")], NOW)
    first = await inbox.claim(NOW, "one", MINUTE, 9)
    assert ids(first) == [1, 2]
    assert await inbox.claim(NOW, "two", MINUTE, 9) == []
    await inbox.finish(first[0].claim, NOW)
    assert ids(await inbox.claim(NOW, "two", MINUTE, 9)) == [3]
    await inbox.finish(first[1].claim, NOW, error="odd")
    assert ids(await inbox.claim(NOW, "two", MINUTE, 9)) == [4]


async def test_an_update_whose_worker_died_is_given_out_again(inbox: Inbox) -> None:
    await inbox.store([update(1), update(2)], NOW)
    [dead] = await inbox.claim(NOW, "dead", MINUTE, 9)
    [again] = await inbox.claim(NOW + MINUTE, "new", MINUTE, 9)
    assert (again.row.id, again.claim.attempt) == (1, 2)
    with pytest.raises(LeaseLost):
        await inbox.finish(dead.claim, NOW + MINUTE)
    await inbox.renew(again.claim, NOW + MINUTE, 5 * MINUTE)
    assert await inbox.claim(NOW + 3 * MINUTE, "third", MINUTE, 9) == []


async def test_one_that_was_given_back_comes_again_at_once(inbox: Inbox) -> None:
    await inbox.store([update(1)], NOW)
    [claimed] = await inbox.claim(NOW, "me", MINUTE, 9)
    await inbox.give_back(claimed.claim)
    assert ids(await inbox.claim(NOW, "me", MINUTE, 9)) == [1]


async def test_one_that_kills_its_workers_is_given_up(inbox: Inbox) -> None:
    await inbox.store([update(1), update(2)], NOW)
    for attempt in range(MOST_ATTEMPTS):
        assert ids(await inbox.claim(NOW + attempt * MINUTE, "me", MINUTE, 9)) == [1]
    assert ids(await inbox.claim(NOW + MOST_ATTEMPTS * MINUTE, "me", MINUTE, 9)) == [2]
    assert await inbox.waiting() == 1


async def test_ids_are_remembered_for_two_days(inbox: Inbox) -> None:
    await inbox.store([update(1), update(2, "b")], NOW)
    [first, _] = await inbox.claim(NOW, "me", MINUTE, 9)
    await inbox.finish(first.claim, NOW)
    assert await inbox.purge(NOW + KEPT) == 0
    assert await inbox.store([update(1)], NOW) == 0
    assert await inbox.purge(NOW + KEPT + MINUTE) == 1, "what waits is never purged"
    assert await inbox.waiting() == 1
