"""`dateline doctor`: is everything that the bot needs there and well."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from bot.app.house import House, open_house
from bot.grounding.model.breaker import BREAKER, breaker_from
from bot.settings import PUBLIC_BOT_API, Settings, shown
from storage import marks


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print what was found, a line each; things worth a look begin with an exclamation mark."""
    for name, value in shown(settings):
        print(f"{name:<34}{value}")
    print()
    async with open_house(settings) as house:
        async for line in _findings(house):
            print(line)
    return 0


async def _findings(house: House) -> AsyncIterator[str]:
    yield await _database(house)
    yield await _index(house)
    yield _telegram(house.settings)
    yield await _model(house)
    if house.settings.model_is_set:
        yield _tokens(house.settings)
    yield _clock(house)
    if not house.settings.dateline_allowed and house.settings.openai_api_key:
        yield "! everyone may use the bot, and a paid key is set: name chats in DATELINE_ALLOWED"


async def _database(house: House) -> str:
    covered = await house.archive.coverage()
    dates = ""
    if covered.first and covered.last:
        dates = f", published {covered.first:%d %b %Y} to {covered.last:%d %b %Y}"
    place = house.database.place.removeprefix("the database ")
    return f"database: {place}, {covered.articles} articles{dates}"


async def _index(house: House) -> str:
    in_step = await house.index.catch_up(house.archive)
    state = "in step with the database" if in_step else "behind: another process is writing to it"
    return f"{'' if in_step else '! '}index: {house.index.size} passages, {state}"


def _telegram(settings: Settings) -> str:
    if not settings.telegram_bot_token:
        return "telegram: no token, the bot runs in the terminal"
    server = (
        "" if settings.telegram_api_url == PUBLIC_BOT_API else f" at {settings.telegram_api_url}"
    )
    return f"telegram: a token is set{server}"


async def _model(house: House) -> str:
    settings = house.settings
    if not settings.model_is_set:
        return "model: none, answers are put together from stored sentences"
    where = "on this machine" if settings.model_is_local else "at a third party, after consent"
    breaker = breaker_from(await marks.get(house.database, BREAKER))
    if breaker.rests(house.clock.now()):
        until = f"{breaker.rests_until:%H:%M:%S} UTC"
        return f"! model: {settings.openai_model}, left alone until {until}: {breaker.reason}"
    return f"model: {settings.openai_model}, {where}"


def _tokens(settings: Settings) -> str:
    from bot.grounding.model.server import how_tokens_are_counted

    return f"tokens: {how_tokens_are_counted(settings.openai_model)}"


def _clock(house: House) -> str:
    now = house.clock.now()
    shift = now - datetime.now(UTC)
    shifted = (
        f", shifted by {shift.total_seconds():.0f} s" if abs(shift.total_seconds()) > 1 else ""
    )
    return f"clock: {now:%Y-%m-%d %H:%M:%S} UTC{shifted}"
