"""The log: to standard error, at the level that is set, and never with a secret in it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from bot.settings import TABLE, Settings

# Libraries whose lower levels tell addresses, the bot's token in them, or every step.
TALKATIVE = (
    "aiosqlite",
    "alembic",
    "apscheduler",
    "httpcore",
    "httpcore2",
    "httpx",
    "httpx2",
    "openai",
    "telegram",
)
HIDDEN = "***"
_SHORTEST = 4  # a shorter secret stands in too many words to be taken out


class RedactingFormatter(logging.Formatter):
    """Formats a record, its exception included, and takes every secret out of the result."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = sorted((s for s in secrets if len(s) >= _SHORTEST), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, or lines, of a record."""
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def set_up_logging(settings: Settings, level: str | None = None) -> None:
    """Log to standard error, at `level` or the one that is set."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(secrets_in(settings)))
    logging.basicConfig(
        level=(level or settings.dateline_log_level).upper(), handlers=[handler], force=True
    )
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Its warnings name pages without text, which the outcome of the article says better.
    logging.getLogger("trafilatura").setLevel(logging.ERROR)


def secrets_in(settings: Settings) -> set[str]:
    """The texts that no log may hold: secret settings, and the secret parts of them."""
    whole = {getattr(settings, row.field) for row in TABLE if row.secret}
    token = settings.telegram_bot_token.partition(":")[2]
    password = urlsplit(settings.database_url).password or ""
    return whole | {token, password, unquote(password)}
