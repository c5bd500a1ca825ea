"""The model's server: one request under one deadline. The only home of `openai` and `tiktoken`.

Servers of the chat-completions form differ in what they enforce and in how they fail: an HTML page
with status 200, an empty body, no choices, null content, a stream cut short, a megabyte of text.
So the body is read as bytes under a cap and understood here, whatever the client would make of it,
and every failure becomes a ModelError that says in a few words what happened, without any text of
a reader, an article or a key in it.
"""

from __future__ import annotations

import asyncio
import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.errors import ModelError
from bot.grounding.model.tables import at_hand
from bot.grounding.model.tokens import estimated_tokens

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

MOST_BYTES = 256 * 1024  # an answer takes a few kilobytes
TRIES = 2
LONGEST_WAIT = 5.0  # seconds that a server may ask us to wait before the second try


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """What is asked of a model: two messages and the JSON schema that the reply should follow."""

    system: str
    user: str
    schema_name: str
    schema: Mapping[str, Any]
    most_tokens: int  # of the reply


@dataclass(frozen=True, slots=True)
class Completion:
    """What came back: the text, and the tokens as the server counted them (else estimated)."""

    content: str
    prompt_tokens: int
    completion_tokens: int


class ModelServer:
    """One model on one server."""

    def __init__(self, *, api_key: str, base_url: str, model: str) -> None:
        self.model = model
        self._api_key = api_key
        self._base_url = base_url
        self._client: AsyncOpenAI | None = None

    async def complete(self, request: ModelRequest, seconds: float) -> Completion:
        """Ask once, and once more where that can help, all within `seconds`.

        Raises ModelError, in time, when nothing usable came back.
        """
        try:
            async with asyncio.timeout(seconds):
                await get_ready()
                return await self._tries(request)
        except TimeoutError:
            raise ModelError(f"no answer within {seconds:g} s") from None

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()

    async def _tries(self, request: ModelRequest) -> Completion:
        from openai import APIConnectionError, APIStatusError, OpenAIError

        for left in reversed(range(TRIES)):
            try:
                return _completion(await self._body(request), request)
            except APIStatusError as error:
                wait = _wait(error)
                if not left or wait is None:
                    raise ModelError(_refusal(error.status_code)) from None
                await asyncio.sleep(wait)
            except APIConnectionError:
                if not left:
                    raise ModelError("the server cannot be reached or broke off") from None
            except OpenAIError as error:
                raise ModelError(f"the client gave up ({type(error).__name__})") from None
        raise AssertionError("the last try returns or raises")

    async def _body(self, request: ModelRequest) -> bytes:
        import httpx2

        client = self._connected()
        ceiling = "max_tokens" if self._base_url else "max_completion_tokens"
        try:
            async with client.chat.completions.with_streaming_response.create(
                model=self.model,
                messages=[
                    {"role": "system", "content": request.system},
                    {"role": "user", "content": request.user},
                ],
                response_format={
                    "type": "json_schema",
                    "json_schema": {
                        "name": request.schema_name,
                        "schema": dict(request.schema),
                        "strict": True,
                    },
                },
                extra_body={ceiling: request.most_tokens},
            ) as response:
                return await _read_capped(response.iter_bytes())
        except httpx2.HTTPError:  # cut while the body was read: past the client's own handling
            raise ModelError("the server broke off in the middle") from None

    def _connected(self) -> AsyncOpenAI:
        if self._client is None:
            from openai import AsyncOpenAI

            self._client = AsyncOpenAI(
                api_key=self._api_key or "none",
                base_url=self._base_url or None,
                max_retries=0,
            )
        return self._client


async def get_ready() -> None:
    """Import the client, which takes most of a second the first time."""
    await asyncio.to_thread(importlib.import_module, "openai")


async def _read_capped(chunks: Any) -> bytes:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > MOST_BYTES:
            raise ModelError("the reply is far too long")
    return bytes(body)


def _wait(error: APIStatusError) -> float | None:
    """Seconds to wait before asking again; None where asking again cannot help."""
    if error.status_code not in (408, 409, 429) and error.status_code < 500:
        return None
    try:
        wait = float(error.response.headers.get("retry-after", "0.2"))
    except ValueError:
        return None
    return wait if 0 <= wait <= LONGEST_WAIT else None


def _refusal(status: int) -> str:
    known = {
        401: "the server refused the key (401)",
        403: "the server refused the key (403)",
        404: "the server does not know the model or the address (404)",
        429: "the server is busy or the quota is used up (429)",
    }
    return known.get(status, f"the server answered with status {status}")


def _completion(body: bytes, request: ModelRequest) -> Completion:
    try:
        reply = json.loads(body)
        message = reply["choices"][0]["message"]
        content, refusal = message.get("content"), message.get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise ModelError("what came back is no chat completion") from None
    if refusal or not isinstance(content, str) or not content.strip():
        raise ModelError("the model refused" if refusal else "the reply is empty")
    usage = reply.get("usage")
    counts: Mapping[str, Any] = usage if isinstance(usage, dict) else {}
    return Completion(
        content,
        _count(counts.get("prompt_tokens"), request.system + request.user),
        _count(counts.get("completion_tokens"), content),
    )


def _count(told: object, text: str) -> int:
    if isinstance(told, int) and 0 < told < 10_000_000:
        return told
    return estimated_tokens(text)


def token_counter(model: str) -> Callable[[str], int]:
    """Return what counts the tokens of a text: exactly where tiktoken's table lies at hand.

    Without a table on this machine tiktoken would fetch it, without a time limit; then the safe
    estimate is used (tokens.estimated_tokens), as for models that tiktoken does not know.
    """
    return _exact_counter(model) or estimated_tokens


def how_tokens_are_counted(model: str) -> str:
    """Say for a person how `token_counter` counts."""
    if _exact_counter(model):
        return "counted exactly"
    why = "the extra `tokens` counts exactly" if _encoding(model) else "no table fits this model"
    return f"estimated, a fifth too many on average; {why}"


def _encoding(model: str) -> str:
    """The encoding of a model; empty where tiktoken does not know it."""
    import tiktoken

    try:
        return tiktoken.encoding_name_for_model(model)
    except KeyError:
        return ""


@lru_cache(maxsize=4)
def _exact_counter(model: str) -> Callable[[str], int] | None:
    import tiktoken

    name = _encoding(model)
    if not at_hand(name):
        return None
    try:
        encoding = tiktoken.get_encoding(name)
    except ValueError:  # the table is not what its name says
        return None
    return lambda text: len(encoding.encode(text, disallowed_special=()))
