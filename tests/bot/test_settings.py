from dataclasses import fields
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import HIDDEN, TABLE, Settings, env_example, load_settings, read_settings, shown

ROOT = Path(__file__).parents[2]
TOKEN = "123456:ABCdef"


def test_every_row_of_the_table_is_an_attribute():
    assert [row.field for row in TABLE] == [field.name for field in fields(Settings)]


def test_defaults_need_nothing():
    settings = read_settings({})
    assert settings.dateline_data == Path("data")
    assert not settings.model_is_set


def test_every_example_can_be_read():
    assert read_settings({row.name: row.example for row in TABLE}).model_is_set


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "hunter2"),
        ("TELEGRAM_API_URL", "ftp://x"),
        ("DATABASE_URL", "mysql://secret@x"),
        ("DATELINE_FETCH_SECONDS", "soon"),
        ("DATELINE_FETCH_MEGABYTES", "-1"),
        ("DATELINE_LOG_LEVEL", "loud"),
        ("DATELINE_CLOCK", "/tmp/x"),
        ("DATELINE_ALLOWED", "me"),
        ("DATELINE_FETCH_ALLOW", "http://x/"),
    ],
)
def test_a_wrong_value_is_named_with_its_fault_and_an_example(name, value):
    with pytest.raises(SettingsError) as caught:
        read_settings({name: value})
    row = next(row for row in TABLE if row.name == name)
    assert str(caught.value).startswith(f"{name}: ")
    assert row.example in str(caught.value)
    assert not (row.secret and value in str(caught.value))


def test_the_environment_wins_over_the_file(tmp_path):
    env_file = tmp_path / ".env"
    env_file.write_text("OPENAI_MODEL=from-file\nDATELINE_LOG_LEVEL=debug\n")
    settings = load_settings({"OPENAI_MODEL": "from-environment"}, env_file)
    assert (settings.openai_model, settings.dateline_log_level) == ("from-environment", "debug")


def test_secrets_are_never_shown():
    settings = read_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "DATABASE_URL": "postgresql://u:pw@h/d"})
    listed = dict(shown(settings))
    assert listed["TELEGRAM_BOT_TOKEN"] == listed["DATABASE_URL"] == HIDDEN
    assert "pw" not in "".join(listed.values())


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:11434/v1", True),
        ("http://[::1]:1/v1", True),
        ("http://localhost/v1", True),
        ("https://models.example/v1", False),
        ("", False),
    ],
)
def test_a_model_on_this_machine_is_known(address, local):
    assert read_settings({"OPENAI_BASE_URL": address}).model_is_local is local


def test_the_example_file_is_in_step():
    assert (ROOT / ".env.example").read_text() == env_example()
