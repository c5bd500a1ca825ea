"""`dateline run`: the bot, on Telegram or in this terminal."""

from __future__ import annotations

import argparse

from bot.app.running import run_bot
from bot.logs import set_up_logging
from bot.settings import Settings

IN_THE_TERMINAL = (
    "No TELEGRAM_BOT_TOKEN is set, so Dateline runs in this terminal; "
    "to connect Telegram, put a token from @BotFather into .env."
)


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Run the bot until it is stopped; in the terminal the log keeps out of the conversation."""
    if not settings.telegram_bot_token:
        set_up_logging(settings, level="warning")
        print(IN_THE_TERMINAL, flush=True)
    await run_bot(settings, options.role)
    return 0
