import logging

import pytest

from bot.logs import RedactingFormatter, secrets_in
from bot.settings import read_settings

SETTINGS = read_settings(
    {
        "TELEGRAM_BOT_TOKEN": "123456:AAfirstSecret",
        "OPENAI_API_KEY": "sk-second-secret",
        "DATABASE_URL": "postgresql://user:p%40ssword@db.example/dateline",
    }
)


@pytest.mark.parametrize(
    "secret",
    [
        "123456:AAfirstSecret",
        "AAfirstSecret",
        "sk-second-secret",
        "p%40ssword",
        "p@ssword",
        "postgresql://user:p%40ssword@db.example/dateline",
    ],
)
def test_no_secret_passes_in_a_message_or_an_exception(secret):
    formatter = RedactingFormatter(secrets_in(SETTINGS))
    try:
        raise ValueError(f"at {secret}")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 1, "to %s", (secret,), (ValueError, error, error.__traceback__)
        )
    text = formatter.format(record)
    assert secret not in text
    assert "***" in text


def test_nothing_set_hides_nothing():
    formatter = RedactingFormatter(secrets_in(read_settings({})))
    record = logging.LogRecord("x", logging.INFO, "", 1, "all is well", (), None)
    assert formatter.format(record).endswith("INFO x: all is well")
