"""Secrets taken out of what is logged, tracebacks and their addresses included."""

from __future__ import annotations

import logging
from collections.abc import Iterable

HIDDEN = "***"
SHORTEST = 6  # characters; a shorter secret would blank ordinary words


class RedactingFormatter(logging.Formatter):
    """Formats a record and then replaces every secret in all of its text."""

    def __init__(self, template: str, secrets: Iterable[str]) -> None:
        super().__init__(template)
        self._secrets = sorted((s for s in secrets if len(s) >= SHORTEST), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text without any of the secrets."""
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def token_secrets(token: str) -> tuple[str, ...]:
    """A bot token as addresses may carry it: whole, quoted, and the part behind the bot's id."""
    return (token, token.replace(":", "%3A"), token.partition(":")[2]) if token else ()
