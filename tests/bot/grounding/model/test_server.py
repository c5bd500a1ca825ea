import os
import subprocess
import sys
import time

import pytest

from bot.errors import ModelError
from bot.grounding.model.server import Completion, ModelRequest, ModelServer, token_counter
from bot.grounding.model.tables import PACKAGE
from bot.grounding.model.tokens import estimated_tokens
from tests.fakes.model import FakeModel, Reply, content, message

KEY = "sk-very-secret"
ASKED = ModelRequest("be exact", "<question>who?</question>", "s", {"type": "object"}, 300)


@pytest.fixture
async def fake():
    async with FakeModel() as model:
        yield model


@pytest.fixture
async def server(fake):
    server = ModelServer(api_key=KEY, base_url=fake.url, model="small")
    yield server
    await server.close()


async def test_one_request_with_the_schema(fake, server):
    fake.script(content("{}"))
    assert await server.complete(ASKED, 30) == Completion("{}", 100, 20)
    (request,) = fake.requests
    assert [m["content"] for m in request["messages"]] == [ASKED.system, ASKED.user]
    assert request["response_format"]["json_schema"]["name"] == "s"
    assert request["max_tokens"] == 300
    assert fake.keys == [f"bearer {KEY}"]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(b"", 401), "key"),
        (Reply(b'{"error": "sk-very-secret"}', 404), "model"),
        (Reply(b"oops", 400), "400"),
        (Reply(b"<html>hello</html>", kind="text/html"), "no chat completion"),
        (Reply(b""), "no chat completion"),
        (Reply(b'{"choices": []}'), "no chat completion"),
        (Reply(b'{"choices": [{"message": null}]}'), "no chat completion"),
        (Reply(b"[" * 100_000), "no chat completion"),
        (content(None), "empty"),
        (content("  "), "empty"),
        (message(content="x", refusal="I will not"), "refused"),
        (content("x" * 1_000_000), "too long"),
        (Reply(content("x" * 9000).body, cut=500), "broke off"),
    ],
)
async def test_every_fault_is_said_in_a_few_words(fake, server, reply, said):
    fake.script(reply)
    with pytest.raises(ModelError, match=said) as caught:
        await server.complete(ASKED, 30)
    assert KEY not in str(caught.value)
    assert len(str(caught.value)) < 80


@pytest.mark.parametrize("first", [Reply(b"", 500), Reply(b"", 429, {"Retry-After": "0"})])
async def test_what_may_pass_is_asked_once_more(fake, server, first):
    fake.script(first, content("{}"))
    assert (await server.complete(ASKED, 30)).content == "{}"
    assert len(fake.requests) == 2


async def test_a_long_wait_is_not_waited_for(fake, server):
    fake.script(Reply(b"", 429, {"Retry-After": "3600"}))
    with pytest.raises(ModelError, match="busy"):
        await server.complete(ASKED, 30)
    assert len(fake.requests) == 1


@pytest.mark.parametrize("reply", [Reply(None), Reply(b"", seconds=60)])
async def test_the_deadline_holds(fake, server, reply):
    fake.script(reply)
    begun = time.monotonic()
    with pytest.raises(ModelError, match="within"):
        await server.complete(ASKED, 0.2)
    assert time.monotonic() - begun < 2


async def test_a_server_that_is_away():
    server = ModelServer(api_key=KEY, base_url="http://127.0.0.1:9/v1", model="small")
    with pytest.raises(ModelError, match="reached"):
        await server.complete(ASKED, 30)
    await server.close()


async def test_without_usage_tokens_are_estimated(fake, server):
    fake.script(Reply(b'{"choices": [{"message": {"content": "four words of text"}}]}'))
    completion = await server.complete(ASKED, 30)
    assert completion.completion_tokens == estimated_tokens("four words of text")


def test_tiktoken_is_never_asked_to_fetch_its_table(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, PACKAGE, None)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    assert token_counter("gpt-4o") is estimated_tokens
    assert token_counter("a-model-nobody-knows") is estimated_tokens


def test_openai_is_not_imported_before_it_is_needed():
    code = "import sys, bot.grounding.model.server; sys.exit('openai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=os.environ).returncode == 0


@pytest.mark.parametrize(
    ("text", "exact"),  # counted with o200k_base
    [
        ("The quick brown fox jumps over the lazy dog.", 10),
        ("Kim inspected bombers, missiles and warships on 16 September 2023.", 17),
    ],
)
def test_the_estimate_is_not_under(text, exact):
    assert exact <= estimated_tokens(text) < 2.5 * exact


def test_the_estimate_counts_other_scripts_dearer():
    hindi = "उत्तर कोरिया के नेता ने रूस का दौरा किया"
    assert estimated_tokens(hindi) > len(hindi) / 2
    assert estimated_tokens("") == 0
