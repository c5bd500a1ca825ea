"""The language model, where one is set: the desk it is asked at, and who writes for whom."""

from __future__ import annotations

from dataclasses import replace

import prompts
from bot.app.house import House
from bot.briefings.statements import MOST
from bot.briefings.writing import AsTold, StoryWriter
from bot.grounding.claims import Account, Asker, Watch, Writer
from bot.grounding.confidence import ANSWERED_FROM
from bot.grounding.extractive import ExtractiveComposer
from bot.grounding.model.asking import Orders
from bot.grounding.model.composer import ModelComposer
from bot.grounding.model.desk import Desk, Limits, Payer, Prices
from bot.grounding.model.followups import FollowUps
from bot.grounding.model.ledger import StorageLedger
from bot.grounding.model.server import ModelServer, token_counter
from bot.grounding.standing import stands_alone
from bot.grounding.translation.searching import with_english_names

MOST_SENTENCES = 3
ASKED_FROM = ANSWERED_FROM / 2  # a model finds answers that the scoring of sentences is unsure of
FOLLOW_UP_SHARE = 0.3  # of the deadline that making a follow-up standalone may take


class Writers:
    """Who writes: the model for those whose words may go to it."""

    def __init__(self, house: House) -> None:
        settings = house.settings
        self._settings = settings
        server = ModelServer(
            api_key=settings.openai_api_key,
            base_url=settings.openai_base_url,
            model=settings.openai_model,
        )
        ledger = StorageLedger(house.database, house.clock, settings.openai_model)
        self._desk = Desk(server, ledger, house.clock, _limits(house), _prices(house))
        self._count = token_counter(settings.openai_model)
        self._close = server.close

    async def close(self) -> None:
        """Close the connections to the model."""
        await self._close()

    def writer(self, asker: Asker, watch: Watch) -> Writer | None:
        """Return the model as a writer for `asker`; None where their words may not go to it.

        `watch` is told when the model begins to read.
        """
        if not asker.remote and not self._settings.model_is_local:
            return None
        seconds = self._settings.dateline_model_seconds
        follow_ups = FollowUps(self._desk, _payer("question", asker), seconds * FOLLOW_UP_SHARE)
        composer = ModelComposer(
            self._desk,
            ExtractiveComposer(),
            stands_alone,
            self._orders(asker.language),
            _payer("answer", asker),
            self._count,
            watch,
        )
        return Writer(composer, follow_ups.resolve, ASKED_FROM, with_english_names)

    def stories(self) -> StoryWriter:
        """Return the model as a writer of briefings."""
        version = prompts.load("briefing").version
        return StoryWriter(self._story_composer, f"{self._settings.openai_model}:{version}")

    def _story_composer(self, language: str, watch: Watch, account: Account) -> ModelComposer:
        settings = self._settings
        orders = replace(
            self._orders(language),
            prompt="briefing",
            most_sentences=MOST,
            seconds=settings.dateline_model_seconds,
            repair=settings.dateline_model_repair in ("briefings", "all"),
        )
        payer = Payer("briefing", account.chat_id, account.user_id, account.edition_id)
        return ModelComposer(self._desk, AsTold(), stands_alone, orders, payer, self._count, watch)

    def _orders(self, language: str) -> Orders:
        settings = self._settings
        return Orders(
            prompt="answer",
            language=language,
            language_name=language_name(language),
            most_sentences=MOST_SENTENCES,
            seconds=settings.dateline_model_seconds * (1 - FOLLOW_UP_SHARE),
            prompt_tokens=settings.dateline_model_prompt_tokens,
            repair=settings.dateline_model_repair == "all",
        )


def language_name(code: str) -> str:
    """The language's name in English, as a prompt says it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code).get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def _payer(purpose: str, asker: Asker) -> Payer:
    return Payer(purpose, chat_id=asker.chat_id, user_id=asker.user_id)


def _limits(house: House) -> Limits:
    settings = house.settings
    return Limits(
        settings.dateline_user_requests_a_minute,
        settings.dateline_chat_tokens_a_day,
        settings.dateline_bot_tokens_a_day,
    )


def _prices(house: House) -> Prices:
    return Prices(house.settings.dateline_price_input, house.settings.dateline_price_output)
