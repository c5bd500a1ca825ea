import json
from datetime import UTC, datetime

import pytest

import prompts
from bot.clock import SystemClock
from bot.grounding.claims import Composition, DraftClaim, Evidence, Material
from bot.grounding.model.asking import Orders
from bot.grounding.model.composer import UNPROVEN, ModelComposer
from bot.grounding.model.desk import AWAY, LIMIT, Desk, Limits, Payer, Prices
from bot.grounding.model.server import ModelServer
from bot.grounding.model.tokens import estimated_tokens
from tests.bot.grounding.model.test_packing import found
from tests.fakes.ledger import MemoryLedger
from tests.fakes.model import FakeModel, Reply, content, sentences

VISIT = "Kim inspected twelve bombers on Saturday, the agency said."
DATED = VISIT.replace("on Saturday", "on Saturday (16 September 2023)")
THREAT = "Seoul warned that such deals would break sanctions."
FALSE = "Kim inspected forty bombers on Saturday, the agency said."
FOUND = (found(1, VISIT, 3.0), found(2, THREAT, 2.0))
MATERIAL = Material("what did <Kim> inspect?", datetime.now(UTC), FOUND, (), 0.9)


class StoredSentence:
    """A fallback that always says the first passage."""

    async def compose(self, material):
        first = material.found[0]
        claim = DraftClaim(VISIT, (Evidence(first.passage, first.article, VISIT),))
        return Composition((claim,), "extractive")


@pytest.fixture
async def fake():
    async with FakeModel() as model:
        yield model


@pytest.fixture
async def composer_with(fake):
    server = ModelServer(api_key="", base_url=fake.url, model="small")

    def make(*, repair=False, limits=None, seconds=30.0):
        limits = limits or Limits(0, 0, 0)
        desk = Desk(server, MemoryLedger(), SystemClock(), limits, Prices(0, 0))
        orders = Orders("answer", "en", "English", 3, seconds, 3000, repair)
        payer = Payer("answer")
        return ModelComposer(
            desk, StoredSentence(), lambda text, language: True, orders, payer, estimated_tokens
        )

    yield make
    await server.close()


def texts(composed):
    return [draft.text for draft in composed.drafts]


async def test_what_passes_is_the_models(composer_with, fake):
    fake.script(sentences((VISIT, "P1", "twelve bombers")))
    composed = await composer_with().compose(MATERIAL)
    assert (composed.composer, texts(composed), composed.notes) == ("model", [VISIT], ())
    user = fake.requests[0]["messages"][1]["content"]
    assert user.startswith('<passage id="P1" outlet="Demo" published="2023-09-17">Kim')
    assert user.endswith("<question>what did &lt;Kim&gt; inspect?</question>")
    assert "<" not in fake.requests[0]["messages"][0]["content"]


async def test_an_empty_draft_is_an_abstention(composer_with, fake):
    fake.script(sentences())
    composed = await composer_with().compose(MATERIAL)
    assert (composed.drafts, composed.composer, composed.notes) == ((), "model", ())


async def test_the_version_of_the_prompt_stands_with_what_the_model_wrote(composer_with, fake):
    fake.script(sentences((VISIT, "P1", "twelve bombers")))
    version = prompts.load("answer").version
    assert (await composer_with().compose(MATERIAL)).prompt == f"answer:{version}"


async def test_a_false_sentence_among_true_ones_becomes_a_stored_one(composer_with, fake):
    fake.script(sentences((THREAT, "P2", "break sanctions"), (FALSE, "P1", "bombers on Saturday")))
    composed = await composer_with().compose(MATERIAL)
    assert (composed.composer, texts(composed)) == ("model", [THREAT, DATED])


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        (sentences((FALSE, "P1", "forty bombers")), UNPROVEN),
        (content("I am sorry"), AWAY),
        (content(json.dumps({"sentences": ["x"]})), AWAY),
        (Reply(b"", 500), AWAY),
        (Reply(None), AWAY),
    ],
)
async def test_otherwise_the_stored_sentences_answer_and_the_reader_is_told(
    composer_with, fake, reply, note
):
    fake.script(reply)
    composed = await composer_with(seconds=0.5).compose(MATERIAL)
    assert (composed.composer, texts(composed)) == ("extractive", [VISIT])
    assert composed.notes == (note,)


async def test_at_a_limit_nothing_is_asked(composer_with, fake):
    composed = await composer_with(limits=Limits(0, 1, 0)).compose(MATERIAL)
    assert (composed.composer, composed.notes) == ("extractive", (LIMIT,))
    assert not fake.requests


async def test_a_repair_is_asked_once_with_the_reasons(composer_with, fake):
    fake.script(
        sentences((FALSE, "P1", "bombers on Saturday")),
        sentences((VISIT, "P1", "bombers on Saturday")),
    )
    composed = await composer_with(repair=True).compose(MATERIAL)
    assert (composed.composer, texts(composed)) == ("model", [VISIT])
    assert "Wrong: " in fake.requests[1]["messages"][1]["content"]
    assert len(fake.requests) == 2


async def test_a_failed_repair_leaves_what_was_settled(composer_with, fake):
    fake.script(
        sentences((THREAT, "P2", "break sanctions"), (FALSE, "P1", "bombers on Saturday")),
        Reply(b"", 500),
    )
    composed = await composer_with(repair=True).compose(MATERIAL)
    assert texts(composed) == [THREAT, DATED]
