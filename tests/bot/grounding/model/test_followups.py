import json

import pytest

from bot.clock import SystemClock
from bot.grounding.claims import Asks, Exchange, Understood
from bot.grounding.conversation import understood
from bot.grounding.model.desk import Desk, Limits, Payer, Prices
from bot.grounding.model.followups import FollowUps
from bot.grounding.model.server import ModelServer
from tests.fakes.ledger import MemoryLedger
from tests.fakes.model import FakeModel, Reply, content

THREAD = (
    Exchange(
        "what did Kim inspect?",
        "what did Kim inspect?",
        ("Kim inspected twelve bombers with Sergei Shoigu on Saturday.",),
    ),
)
ASKED = "who was with him?"


@pytest.fixture
async def fake():
    async with FakeModel() as model:
        yield model


@pytest.fixture
async def followups(fake):
    server = ModelServer(api_key="", base_url=fake.url, model="small")
    desk = Desk(server, MemoryLedger(), SystemClock(), Limits(0, 0, 0), Prices(0, 0))
    yield FollowUps(desk, Payer("question"), 30)
    await server.close()


def question(text):
    return content(json.dumps({"question": text}))


async def test_the_models_version_holds_where_it_brings_nothing_in(followups, fake):
    fake.script(question("Who was with Kim at the inspection of the twelve bombers?"))
    resolved = await followups.resolve(ASKED, THREAD)
    assert resolved.text == "Who was with Kim at the inspection of the twelve bombers?"
    user = fake.requests[0]["messages"][1]["content"]
    assert user.endswith(f"<question>{ASKED}</question>")
    assert "Sergei Shoigu" in user


@pytest.mark.parametrize(
    "reply",
    [
        question("Who was with Vladimir Putin?"),
        question("Who was with Kim in 1950?"),
        question(""),
        content("no json"),
        Reply(b"", 404),
    ],
)
async def test_otherwise_the_rules_hold(followups, fake, reply):
    fake.script(reply)
    assert await followups.resolve(ASKED, THREAD) == understood(ASKED, THREAD)


async def test_a_question_that_points_back_to_nothing_is_not_sent(followups, fake):
    assert await followups.resolve("What did Seoul say?", ()) == Understood("What did Seoul say?")
    assert not fake.requests


SHARED = (Exchange("who shared it?", "who shared it?", ("Nils Rask and Otto Veit shared it.",)),)


@pytest.mark.parametrize(
    ("made", "asks"),
    [
        ("What did Otto Veit say?", None),
        ("What did Nils Rask and Otto Veit say?", Asks(("Nils Rask", "Otto Veit"))),
        ("What did they say?", Asks(("Nils Rask", "Otto Veit"))),
    ],
)
async def test_who_may_be_meant_is_asked_unless_the_model_names_one(followups, fake, made, asks):
    fake.script(question(made))
    resolved = await followups.resolve("what did he say?", SHARED)
    assert resolved.asks == asks


async def test_a_reply_to_what_was_asked_back_is_not_sent(followups, fake):
    waiting = Exchange("what did he say?", "what did he say?", (), asks=Asks(("Otto Veit",)))
    resolved = await followups.resolve("Veit", (*SHARED, waiting))
    assert resolved.text.startswith("What did Otto Veit say?")
    assert not fake.requests
