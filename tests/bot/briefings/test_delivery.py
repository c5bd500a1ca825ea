from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta

import pytest

from bot.briefings.briefer import Briefer
from bot.briefings.briefing import Briefing, Mark
from bot.briefings.delivery import (
    FIRST_PAUSE,
    LEASE,
    LONGEST_PAUSE,
    MOST_ATTEMPTS,
    Blocked,
    Deliverer,
    Ledger,
    MayHaveArrived,
    SurelyFailed,
    after_failure,
)
from bot.briefings.due import open_due_slots
from bot.briefings.editions import EditionBuilder, SharedEditions
from storage.archive import Archive
from storage.chats import Chats
from storage.database import Database
from storage.editions import Editions
from storage.feeds import Feeds
from storage.records import (
    Chat,
    ChatKind,
    FollowedTopic,
    NewSubscription,
    Slot,
    SlotState,
    Subscription,
)
from storage.slots import Slots
from storage.subscriptions import Subscriptions
from storage.told import Told
from tests.bot.briefings.samples import HOUR, NOW, TOWN, FixedClock, store

DAY = timedelta(days=1)


class Post:
    """A transport that keeps what it is given, or fails as it is told."""

    def __init__(self) -> None:
        self.sent: list[tuple[Chat, int, Briefing]] = []
        self.faults: list[BaseException] = []

    async def send(self, chat: Chat, thread_id: int, briefing: Briefing) -> Sequence[int]:
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append((chat, thread_id, briefing))
        return [len(self.sent)]

    @property
    def last(self) -> Briefing:
        return self.sent[-1][2]


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def ledger(database: Database) -> Ledger:
    return Ledger(Slots(database), Subscriptions(database), Chats(database), Told(database))


@pytest.fixture
def briefer(builder: EditionBuilder, database: Database, clock: FixedClock) -> Briefer:
    shared = SharedEditions(builder, Editions(database), clock)
    return Briefer(builder, shared, Told(database), Feeds(database))


MakeDeliverer = Callable[[], Deliverer]


@pytest.fixture
def make(ledger: Ledger, briefer: Briefer, post: Post, clock: FixedClock) -> MakeDeliverer:
    async def no_sleep(_seconds: float) -> None:
        pass

    return lambda: Deliverer(ledger, briefer, post, clock, sleep=no_sleep)


@pytest.fixture
async def subscription(ledger: Ledger, archive: Archive) -> Subscription:
    """Lindham at 08:00 UTC, made the day before; the town's news are stored."""
    await store(archive, TOWN)
    chat = await ledger.chats.ensure("telegram:1", ChatKind.PRIVATE, NOW - DAY)
    wanted = NewSubscription(chat.id, 7, time(8), "UTC", "en")
    return await ledger.subscriptions.follow(
        wanted, FollowedTopic("lindham", "Lindham"), NOW - DAY + HOUR
    )


async def run(ledger: Ledger, deliverer: Deliverer, clock: FixedClock) -> int:
    """One tick: make the slots that are due, deliver what can be claimed."""
    await open_due_slots(ledger.subscriptions, ledger.slots, clock.now())
    return await deliverer.deliver_due()


async def only_slot(ledger: Ledger) -> Slot:
    slot = await ledger.slots.get(1)
    assert slot is not None
    return slot


async def test_a_due_slot_arrives_once(
    subscription: Subscription, ledger: Ledger, make: MakeDeliverer, post: Post, clock: FixedClock
) -> None:
    deliverer = make()
    assert [await run(ledger, deliverer, clock) for _ in range(3)] == [1, 0, 0]
    ((chat, thread_id, briefing),) = post.sent
    assert (chat.key, thread_id) == ("telegram:1", 7)
    assert [len(section.items) for section in briefing.sections] == [3]
    assert not briefing.late
    slot = await only_slot(ledger)
    assert (slot.state, slot.message_ids) == (SlotState.SENT, (1,))


async def test_nothing_is_told_twice(
    subscription: Subscription, ledger: Ledger, make: MakeDeliverer, post: Post, clock: FixedClock
) -> None:
    await run(ledger, make(), clock)
    clock.move(DAY)
    await run(ledger, make(), clock)
    assert len(post.sent) == 2
    (section,) = post.last.sections
    assert section.items == ()
    assert section.known == 3
    assert section.older


async def test_a_story_with_news_comes_back_as_updated(
    subscription: Subscription,
    ledger: Ledger,
    make: MakeDeliverer,
    post: Post,
    clock: FixedClock,
    archive: Archive,
) -> None:
    await run(ledger, make(), clock)
    first = next(i for i in post.last.sections[0].items if "bridge" in i.title.casefold())
    clock.move(DAY)
    await ledger.told.tell(1, 7, {first.story_id: 1}, clock.now())  # knows the first report only
    clock.move(-DAY + HOUR)
    wanted = NewSubscription(1, 7, time(9), "UTC", "en")
    await ledger.subscriptions.follow(wanted, FollowedTopic("lindham", "Lindham"), NOW)
    await run(ledger, make(), clock)
    (item,) = post.last.sections[0].items
    assert item.mark is Mark.UPDATED


async def test_what_surely_failed_is_tried_again_after_a_pause(
    subscription: Subscription, ledger: Ledger, make: MakeDeliverer, post: Post, clock: FixedClock
) -> None:
    post.faults = [SurelyFailed("no route")]
    await run(ledger, make(), clock)
    slot = await only_slot(ledger)
    assert (slot.state, slot.error) == (SlotState.PENDING, "no route")
    assert await run(ledger, make(), clock) == 0
    clock.move(FIRST_PAUSE)
    await run(ledger, make(), clock)
    assert len(post.sent) == 1


async def test_a_server_s_wish_to_wait_is_kept(
    subscription: Subscription, ledger: Ledger, make: MakeDeliverer, post: Post, clock: FixedClock
) -> None:
    post.faults = [SurelyFailed("too many", retry_after=timedelta(minutes=10))]
    await run(ledger, make(), clock)
    clock.move(timedelta(minutes=9))
    assert await run(ledger, make(), clock) == 0
    clock.move(timedelta(minutes=1))
    assert await run(ledger, make(), clock) == 1


async def test_what_may_have_arrived_is_never_sent_again_and_said_next_time(
    subscription: Subscription, ledger: Ledger, make: MakeDeliverer, post: Post, clock: FixedClock
) -> None:
    post.faults = [MayHaveArrived("timed out", [41])]
    await run(ledger, make(), clock)
    assert (await only_slot(ledger)).state is SlotState.UNCERTAIN
    clock.move(12 * HOUR)
    assert await run(ledger, make(), clock) == 0
    clock.move(12 * HOUR)
    await run(ledger, make(), clock)
    assert post.last.unconfirmed == 1
    assert post.last.sections[0].items, "what may not have arrived is not known"
    clock.move(DAY)
    await run(ledger, make(), clock)
    assert post.last.unconfirmed == 0


async def test_a_chat_that_refuses_is_paused(
    subscription: Subscription, ledger: Ledger, make: MakeDeliverer, post: Post, clock: FixedClock
) -> None:
    post.faults = [Blocked("403")]
    await run(ledger, make(), clock)
    assert (await only_slot(ledger)).state is SlotState.FAILED
    clock.move(DAY)
    assert await run(ledger, make(), clock) == 0
    chat = await ledger.chats.chat(subscription.chat_id)
    assert chat is not None
    assert chat.blocked
    paused = await ledger.subscriptions.get(subscription.id)
    assert paused is not None
    assert not paused.active


async def test_a_crash_before_sending_is_tried_again(
    subscription: Subscription, ledger: Ledger, make: MakeDeliverer, post: Post, clock: FixedClock
) -> None:
    await open_due_slots(ledger.subscriptions, ledger.slots, clock.now())
    await ledger.slots.claim(clock.now(), "a worker that dies", LEASE, 1)
    assert await make().deliver_due() == 0
    clock.move(LEASE)
    assert await make().deliver_due() == 1
    assert len(post.sent) == 1


async def test_a_crash_while_sending_is_uncertain(
    subscription: Subscription, ledger: Ledger, make: MakeDeliverer, post: Post, clock: FixedClock
) -> None:
    post.faults = [RuntimeError("the process dies here")]
    await run(ledger, make(), clock)
    assert (await only_slot(ledger)).state is SlotState.SENDING
    clock.move(LEASE)
    assert await run(ledger, make(), clock) == 0
    assert (await only_slot(ledger)).state is SlotState.UNCERTAIN
    assert post.sent == []


async def test_a_late_slot_is_sent_today_and_labelled_but_not_yesterday_s(
    subscription: Subscription, ledger: Ledger, make: MakeDeliverer, post: Post, clock: FixedClock
) -> None:
    clock.move(3 * DAY + 2 * HOUR)
    await run(ledger, make(), clock)
    assert len(post.sent) == 1
    assert post.last.late
    assert (await only_slot(ledger)).local_date == date(2026, 11, 25)


async def test_a_slot_that_waited_until_its_day_was_over_is_given_up(
    subscription: Subscription, ledger: Ledger, make: MakeDeliverer, post: Post, clock: FixedClock
) -> None:
    await open_due_slots(ledger.subscriptions, ledger.slots, clock.now())
    clock.move(DAY - HOUR)
    await make().deliver_due()
    assert post.sent == []
    assert (await only_slot(ledger)).state is SlotState.FAILED


async def test_a_clock_set_back_sends_nothing_twice(
    subscription: Subscription, ledger: Ledger, make: MakeDeliverer, post: Post, clock: FixedClock
) -> None:
    for hours in (0, -1, 0.5, 0.5):
        clock.move(hours * HOUR)
        await run(ledger, make(), clock)
    assert len(post.sent) == 1


async def test_several_workers_deliver_each_slot_once(
    ledger: Ledger, make: MakeDeliverer, post: Post, clock: FixedClock, archive: Archive
) -> None:
    await store(archive, TOWN)
    for n in range(20):
        chat = await ledger.chats.ensure(f"telegram:{n}", ChatKind.PRIVATE, NOW - DAY)
        wanted = NewSubscription(chat.id, 0, time(8), "UTC", "en")
        topic = FollowedTopic("bridge", "bridge")
        await ledger.subscriptions.follow(wanted, topic, NOW - DAY)
    workers = [make() for _ in range(4)]
    while sum(await asyncio.gather(*(run(ledger, worker, clock) for worker in workers))):
        pass
    assert sorted(chat.key for chat, _, _ in post.sent) == sorted(
        f"telegram:{n}" for n in range(20)
    )


def test_pauses_double_up_to_a_limit_and_end() -> None:
    pauses = [after_failure("", n, None, NOW).retry_at for n in range(1, MOST_ATTEMPTS)]
    waits = [at - NOW for at in pauses if at]
    assert waits[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert max(waits) <= LONGEST_PAUSE
    assert after_failure("", MOST_ATTEMPTS, None, NOW).state is SlotState.FAILED
