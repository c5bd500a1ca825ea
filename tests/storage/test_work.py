from __future__ import annotations

from datetime import timedelta

import pytest

from storage import work
from storage.database import Database
from storage.errors import LeaseLost
from storage.feeds import Feeds
from storage.records import PollOutcome
from storage.work import Leases
from tests.storage.samples import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def feeds(database: Database) -> Feeds:
    feeds = Feeds(database)
    for name in ("a", "b", "c"):
        await feeds.add(f"https://{name}.example/feed", NOW)
    return feeds


async def test_what_is_claimed_is_nobody_elses_until_the_lease_ends(feeds: Feeds) -> None:
    first = await feeds.claim_due(NOW, "one", MINUTE, 2)
    second = await feeds.claim_due(NOW, "two", MINUTE, 5)
    assert [claimed.row.id for claimed in first] == [1, 2]
    assert [claimed.row.id for claimed in second] == [3]
    assert await feeds.claim_due(NOW + MINUTE / 2, "three", MINUTE, 5) == []
    late = await feeds.claim_due(NOW + MINUTE, "three", MINUTE, 5)
    assert [(c.row.id, c.claim.owner, c.claim.attempt) for c in late] == [
        (1, "three", 2),
        (2, "three", 2),
        (3, "three", 2),
    ]
    assert late[0].claim.until == NOW + 2 * MINUTE


async def test_a_result_is_refused_after_somebody_else_took_over(feeds: Feeds) -> None:
    [slow] = await feeds.claim_due(NOW, "slow", MINUTE, 1)
    [quick] = [
        claimed
        for claimed in await feeds.claim_due(NOW + MINUTE, "quick", MINUTE, 3)
        if claimed.row.id == slow.row.id
    ]
    outcome = PollOutcome(due_at=NOW + 30 * MINUTE, etag="new")
    with pytest.raises(LeaseLost, match="slow"):
        await feeds.polled(slow.claim, outcome, NOW + MINUTE)
    await feeds.polled(quick.claim, outcome, NOW + MINUTE)
    with pytest.raises(LeaseLost):
        await feeds.polled(quick.claim, outcome, NOW + MINUTE)


async def test_the_same_owner_is_fenced_by_its_attempt(feeds: Feeds) -> None:
    [first] = await feeds.claim_due(NOW, "me", MINUTE, 1)
    again = {c.row.id: c for c in await feeds.claim_due(NOW + MINUTE, "me", MINUTE, 3)}
    outcome = PollOutcome(due_at=NOW + 30 * MINUTE)
    with pytest.raises(LeaseLost):
        await feeds.polled(first.claim, outcome, NOW + MINUTE)
    await feeds.polled(again[first.row.id].claim, outcome, NOW + MINUTE)


async def test_a_clock_set_back_blocks_nothing(feeds: Feeds) -> None:
    ahead = NOW + timedelta(hours=1)
    await feeds.claim_due(ahead, "before", MINUTE, 3)
    assert len(await feeds.claim_due(NOW, "after", MINUTE, 3)) == 3


async def test_a_named_lease_has_one_holder(database: Database) -> None:
    leases = Leases(database)
    assert await leases.take("poller", "one", NOW, MINUTE)
    assert not await leases.take("poller", "two", NOW, MINUTE)
    assert await leases.take("run", "two", NOW, MINUTE)
    assert await leases.take("poller", "one", NOW + MINUTE / 2, MINUTE), "renewed"
    assert not await leases.take("poller", "two", NOW + MINUTE, MINUTE)
    await leases.give_back("poller", "two")
    assert not await leases.take("poller", "two", NOW + MINUTE, MINUTE)
    await leases.give_back("poller", "one")
    assert await leases.take("poller", "two", NOW + MINUTE, MINUTE)
    assert await leases.take("poller", "three", NOW + 2 * MINUTE, MINUTE), "run out"


async def test_the_only_process_takes_over_what_its_predecessor_held(
    database: Database, feeds: Feeds
) -> None:
    await feeds.claim_due(NOW, "killed", MINUTE, 3)
    await Leases(database).take("poller", "killed", NOW, MINUTE)
    await work.release_everything(database, NOW)
    assert len(await feeds.claim_due(NOW, "new", MINUTE, 3)) == 3
    assert await Leases(database).take("poller", "new", NOW, MINUTE)


def test_owner_names_differ() -> None:
    assert work.owner_name() != work.owner_name()


async def test_a_lease_that_would_count_as_run_out_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="at most"):
        await Leases(database).take("poller", "me", NOW, timedelta(hours=1))
