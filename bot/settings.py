"""Every setting: its name, default, help, and whether it is secret. One table, read once at start.

Values come from the environment, then from `.env` in the working directory, then the default. An
empty value means the default. `.env.example` is printed from this table, and a test keeps it so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.errors import SettingsError

HIDDEN = "(set, hidden)"
PUBLIC_BOT_API = "https://api.telegram.org"


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table; `read` turns the text into a value or raises ValueError with why."""

    name: str
    default: str
    help: str
    example: str
    read: Callable[[str], Any] = str
    secret: bool = False

    @property
    def field(self) -> str:
        """The name of the attribute of Settings."""
        return self.name.lower()


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("is not an http or https address")
    return text.rstrip("/")


def _database(text: str) -> str:
    if text and urlsplit(text).scheme not in ("postgresql", "postgres", "sqlite"):
        raise ValueError("is neither a postgresql:// nor a sqlite:// address")
    return text


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise ValueError("is not a whole number") from None
        if not low <= number <= high:
            raise ValueError(f"is not between {low} and {high}")
        return number

    return read


def _decimal(low: float, high: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            raise ValueError("is not a number") from None
        if not low <= number <= high:
            raise ValueError(f"is not between {low:g} and {high:g}")
        return number

    return read


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in choices:
            raise ValueError(f"is none of {', '.join(choices)}")
        return text.lower()

    return read


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _chat_ids(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(word) for word in _words(text))
    except ValueError:
        raise ValueError("is not a list of Telegram chat or user ids") from None


def _hosts(text: str) -> tuple[str, ...]:
    hosts = _words(text)
    if any("/" in host for host in hosts):
        raise ValueError("is not a list of host names or addresses")
    return tuple(host.lower() for host in hosts)


def _token(text: str) -> str:
    number, colon, rest = text.partition(":")
    if text and not (number.isdigit() and colon and rest and not any(c.isspace() for c in rest)):
        raise ValueError("is not of the form that BotFather gives")
    return text


def _clock(text: str) -> str:
    if text and not (text.startswith("file:") and len(text) > len("file:")):
        raise ValueError("is not of the form file:PATH")
    return text


TABLE = (
    Setting(
        "TELEGRAM_BOT_TOKEN",
        "",
        "The bot's token from @BotFather. Empty: the bot runs in the terminal.",
        "123456:ABC-DEF",
        _token,
        secret=True,
    ),
    Setting(
        "TELEGRAM_API_URL",
        PUBLIC_BOT_API,
        "The Bot API server; another one for tests or a server of your own.",
        "http://127.0.0.1:8081",
        _web_address,
    ),
    Setting(
        "OPENAI_API_KEY",
        "",
        "Key of a language model. Empty, and no OPENAI_BASE_URL: answers are put together from "
        "stored sentences.",
        "sk-...",
        secret=True,
    ),
    Setting(
        "OPENAI_BASE_URL",
        "",
        "A server of the chat-completions form (Ollama, vLLM, llama.cpp, ...). Empty: OpenAI.",
        "http://127.0.0.1:11434/v1",
        _web_address,
    ),
    Setting("OPENAI_MODEL", "gpt-5-mini", "The model's name on that server.", "llama3.1"),
    Setting(
        "DATABASE_URL",
        "",
        "PostgreSQL, for many processes on one database. Empty: SQLite in DATELINE_DATA.",
        "postgresql://user:password@127.0.0.1/dateline",
        _database,
        secret=True,
    ),
    Setting(
        "DATELINE_DATA",
        "data",
        "The folder of the SQLite database and the search index.",
        "/var/lib/dateline",
        Path,
    ),
    Setting(
        "DATELINE_ALLOWED",
        "",
        "Telegram users and chats that may use the bot, by id. Empty: everyone.",
        "12345,-10067890",
        _chat_ids,
    ),
    Setting(
        "DATELINE_FETCH_ALLOW",
        "",
        "Hosts that may be fetched although their address is private.",
        "feeds.lan,10.0.0.7",
        _hosts,
    ),
    Setting(
        "DATELINE_FETCH_SECONDS",
        "20",
        "How long one page or feed may take in all.",
        "20",
        _decimal(0.1, 600),
    ),
    Setting(
        "DATELINE_FETCH_MEGABYTES",
        "10",
        "How large one page or feed may be, unpacked.",
        "10",
        _decimal(0.01, 1000),
    ),
    Setting(
        "DATELINE_MODEL_SECONDS",
        "20",
        "How long the model may take for an answer, a repair of it included.",
        "20",
        _decimal(0.1, 600),
    ),
    Setting(
        "DATELINE_MODEL_PROMPT_TOKENS",
        "3000",
        "The most tokens that are sent to the model at once: for an answer, or three stories.",
        "3000",
        _whole(500, 1_000_000),
    ),
    Setting(
        "DATELINE_MODEL_REPAIR",
        "briefings",
        "Where failing sentences are sent back once to be repaired: none, briefings or all.",
        "all",
        _one_of("none", "briefings", "all"),
    ),
    Setting(
        "DATELINE_USER_REQUESTS_A_MINUTE",
        "10",
        "Model requests that one user may cause in a minute; 0: no limit.",
        "10",
        _whole(0, 1_000_000),
    ),
    Setting(
        "DATELINE_CHAT_TOKENS_A_DAY",
        "200000",
        "Model tokens that one chat may take in a day; 0: no limit.",
        "200000",
        _whole(0, 10**12),
    ),
    Setting(
        "DATELINE_BOT_TOKENS_A_DAY",
        "2000000",
        "Model tokens that the whole bot may take in a day; 0: no limit.",
        "2000000",
        _whole(0, 10**12),
    ),
    Setting(
        "DATELINE_PRICE_INPUT",
        "0",
        "Price of a million tokens sent to the model, in any currency, for `dateline usage`.",
        "0.25",
        _decimal(0, 10**6),
    ),
    Setting(
        "DATELINE_PRICE_OUTPUT",
        "0",
        "Price of a million tokens written by the model.",
        "2.00",
        _decimal(0, 10**6),
    ),
    Setting(
        "DATELINE_LOG_LEVEL",
        "info",
        "How much the log says: debug, info, warning or error.",
        "info",
        _one_of("debug", "info", "warning", "error"),
    ),
    Setting(
        "DATELINE_CLOCK",
        "",
        "For tests: file:PATH, a file that holds seconds to add to the real clock.",
        "file:/tmp/shift",
        _clock,
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings as read; the attribute of a setting is its name in lower case."""

    telegram_bot_token: str
    telegram_api_url: str
    openai_api_key: str
    openai_base_url: str
    openai_model: str
    database_url: str
    dateline_data: Path
    dateline_allowed: tuple[int, ...]
    dateline_fetch_allow: tuple[str, ...]
    dateline_fetch_seconds: float
    dateline_fetch_megabytes: float
    dateline_model_seconds: float
    dateline_model_prompt_tokens: int
    dateline_model_repair: str
    dateline_user_requests_a_minute: int
    dateline_chat_tokens_a_day: int
    dateline_bot_tokens_a_day: int
    dateline_price_input: float
    dateline_price_output: float
    dateline_log_level: str
    dateline_clock: str

    @property
    def model_is_set(self) -> bool:
        """Whether a language model writes."""
        return bool(self.openai_api_key or self.openai_base_url)

    @property
    def model_is_local(self) -> bool:
        """Whether the model's server is this machine, so that no text leaves it."""
        host = urlsplit(self.openai_base_url).hostname or ""
        try:
            return host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            return False


def read_settings(values: Mapping[str, str]) -> Settings:
    """Read all settings from `values` (name: text).

    Raises SettingsError for the first wrong value: its name, its fault and an example.
    """
    return Settings(**{row.field: _read(row, values) for row in TABLE})


def _read(row: Setting, values: Mapping[str, str]) -> Any:
    text = values.get(row.name, "").strip() or row.default
    try:
        return row.read(text)
    except ValueError as error:
        shown = "its value" if row.secret else repr(text)
        raise SettingsError(f"{row.name}: {shown} {error}; example: {row.example}") from None


def load_settings(environ: Mapping[str, str], env_file: Path) -> Settings:
    """Read the settings from the environment, and from `env_file` what it does not name.

    Raises SettingsError for a wrong value or an unreadable file.
    """
    return read_settings({**_env_file(env_file), **{k: v for k, v in environ.items() if v}})


def _env_file(path: Path) -> dict[str, str]:
    from dotenv import dotenv_values  # only where there is such a file

    if not path.is_file():
        return {}
    try:
        return {name: value or "" for name, value in dotenv_values(path).items()}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read as settings ({error})") from error


def shown(settings: Settings) -> list[tuple[str, str]]:
    """Each setting's name and value for people, secrets hidden."""
    return [(row.name, _shown(row, getattr(settings, row.field))) for row in TABLE]


def _shown(row: Setting, value: object) -> str:
    if row.secret:
        return HIDDEN if value else "(empty)"
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return text or "(empty)"


def env_example() -> str:
    """The text of `.env.example`: every setting with its help and default, commented out."""
    head = "# Copy to .env and fill in what you need; everything works without.\n"
    rows = (
        f"\n# {row.help}\n# Example: {row.example}\n#{row.name}={row.default}\n" for row in TABLE
    )
    return head + "".join(rows)
