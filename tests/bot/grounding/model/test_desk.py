import asyncio
import logging

import pytest

from bot.clock import SystemClock
from bot.grounding.model.breaker import FAILURES
from bot.grounding.model.desk import Desk, LimitReached, Limits, ModelAway, Payer, Prices
from bot.grounding.model.server import ModelRequest, ModelServer
from tests.fakes.ledger import MemoryLedger
from tests.fakes.model import FakeModel, Reply, content

SECRET = "a reader's own words"
ASKED = ModelRequest("be exact", SECRET, "s", {"type": "object"}, 300)
PAYER = Payer("answer", chat_id=7, user_id=9)
UNLIMITED = Limits(0, 0, 0)


@pytest.fixture
async def fake():
    async with FakeModel() as model:
        yield model


@pytest.fixture
def ledger():
    return MemoryLedger()


@pytest.fixture
async def desk_with(fake, ledger):
    server = ModelServer(api_key="sk-secret", base_url=fake.url, model="small")

    def make(limits):
        return Desk(server, ledger, SystemClock(), limits, Prices(input=0.25, output=2.0))

    yield make
    await server.close()


async def test_every_request_is_written_down_with_its_prompt_and_price(desk_with, fake, ledger):
    fake.script(content("{}"))
    await desk_with(UNLIMITED).ask(ASKED, PAYER, "answer:abc", 30)
    assert ledger.rows == [(PAYER, "answer:abc", 120, 65)]


async def test_after_failures_in_a_row_the_model_is_left_alone(desk_with, fake, ledger, caplog):
    fake.script(Reply(b"", 404))
    desk = desk_with(UNLIMITED)
    with caplog.at_level(logging.INFO, "bot"):
        for _ in range(FAILURES + 2):
            with pytest.raises(ModelAway):
                await desk.ask(ASKED, PAYER, "answer:abc", 30)
    assert len(fake.requests) == FAILURES
    said = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert ["left alone until" in one for one in said] == [False, True], "what happened, once"
    assert SECRET not in caplog.text
    assert "sk-secret" not in caplog.text


async def test_requests_that_fail_at_once_count_each_and_are_said_once(
    desk_with, fake, ledger, caplog
):
    fake.script(Reply(b"", 500))
    desk = desk_with(UNLIMITED)
    asked = (desk.ask(ASKED, PAYER, "briefing:abc", 30) for _ in range(FAILURES))
    failed = await asyncio.gather(*asked, return_exceptions=True)
    assert all(isinstance(one, ModelAway) for one in failed)
    assert (await ledger.breaker()).failures == FAILURES
    assert caplog.text.count("the server answered with status 500") == 2


async def test_a_success_ends_the_count(desk_with, fake, ledger):
    desk = desk_with(UNLIMITED)
    fake.script(Reply(b"", 404))
    with pytest.raises(ModelAway):
        await desk.ask(ASKED, PAYER, "v", 30)
    fake.script(content("{}"))
    await desk.ask(ASKED, PAYER, "v", 30)
    assert (await ledger.breaker()).failures == 0


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        (Limits(1, 0, 0), "a minute"),
        (Limits(0, 420, 0), "one chat a day"),
        (Limits(0, 0, 420), "all a day"),
    ],
)
async def test_a_limit_is_checked_before_a_request(desk_with, fake, limits, name):
    fake.script(content("{}"))
    desk = desk_with(limits)
    await desk.ask(ASKED, PAYER, "v", 30)
    with pytest.raises(LimitReached, match=name):
        await desk.ask(ASKED, PAYER, "v", 30)
    assert len(fake.requests) == 1
