"""What the Bot API refuses: wrong parameters, broken markup, text and buttons beyond its limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.fakes.botapi_table import OBJECTS
from tests.fakes.markup import Entity, MarkupError, parse, utf16

Params = dict[str, Any]
Keyboard = list[list[dict[str, str]]]
_PLAIN: dict[str, type | tuple[type, ...]] = {
    "int": int,
    "bool": bool,
    "chat": (int, str),
    "str": str,
}


class RefusedError(Exception):
    """The call is answered with this description (and response parameters)."""


def check(name: str, table: Mapping[str, tuple[str, bool]], values: Params) -> None:
    """Raise RefusedError where `values` are not what `table` allows."""
    if unknown := values.keys() - table.keys():
        raise RefusedError(f"Bad Request: {name} takes no {', '.join(sorted(unknown))}")
    for field_name, (kind, required) in table.items():
        if field_name in values:
            _check_value(f"{name}.{field_name}", kind, values[field_name])
        elif required:
            raise RefusedError(f"Bad Request: {name} needs {field_name}")


def _check_value(where: str, kind: str, value: Any) -> None:
    if kind.startswith("list["):
        if not isinstance(value, list):
            raise RefusedError(f"Bad Request: {where} is no list")
        for one in value:
            _check_value(where, kind[5:-1], one)
    elif kind in OBJECTS:
        if not isinstance(value, dict):
            raise RefusedError(f"Bad Request: {where} is no {kind}")
        check(kind, OBJECTS[kind], value)
    elif not isinstance(value, _PLAIN[kind]) or (kind != "bool" and isinstance(value, bool)):
        raise RefusedError(f"Bad Request: {where} is no {kind}: {value!r}")


def shown(params: Params) -> tuple[str, list[Entity], Keyboard]:
    """What a person will see; refused where Telegram would refuse it."""
    raw = str(params["text"])
    try:
        text, entities = parse(raw) if params.get("parse_mode") == "HTML" else (raw, [])
    except MarkupError as error:
        raise RefusedError(f"Bad Request: can't parse entities: {error}") from error
    if not text.strip():
        raise RefusedError("Bad Request: message text is empty")
    if utf16(text) > 4096 or len(raw) > 9500 or len(entities) > 100:
        raise RefusedError("Bad Request: message is too long")
    keyboard = params.get("reply_markup", {}).get("inline_keyboard", [])
    for button in (button for row in keyboard for button in row):
        if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise RefusedError("Bad Request: BUTTON_DATA_INVALID")
        if not button["text"].strip():
            raise RefusedError("Bad Request: button text is empty")
    return text.strip(), entities, keyboard
