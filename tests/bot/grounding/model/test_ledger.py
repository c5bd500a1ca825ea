from datetime import timedelta

import pytest

from bot.clock import SystemClock
from bot.grounding.model.breaker import Breaker
from bot.grounding.model.desk import Payer, Spent
from bot.grounding.model.ledger import StorageLedger
from bot.grounding.model.server import Completion
from storage.chats import Chats
from storage.database import Database
from storage.records import ChatKind

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
async def database(tmp_path):
    database = await Database.open(None, tmp_path)
    yield database
    await database.close()


async def test_spending_is_counted_by_user_chat_and_all(database):
    clock = SystemClock()
    ledger = StorageLedger(database, clock, "small")
    chats = [await Chats(database).ensure(f"c{n}", ChatKind.PRIVATE, clock.now()) for n in (1, 2)]
    for chat in chats:
        payer = Payer("answer", chat_id=chat.id, user_id=5)
        await ledger.write(payer, "answer:abc", Completion("x", 100, 20), 7)
    payer = Payer("answer", chat_id=chats[0].id, user_id=5)
    assert await ledger.spent(payer, MINUTE, DAY) == Spent(2, 120, 240)
    assert await ledger.spent(Payer("briefing"), MINUTE, DAY) == Spent(0, 0, 240)


async def test_the_breaker_outlives_a_restart(database):
    clock = SystemClock()
    failed = Breaker().failed("away", clock.now())
    await StorageLedger(database, clock, "small").set_breaker(failed)
    assert await StorageLedger(database, clock, "small").breaker() == failed
