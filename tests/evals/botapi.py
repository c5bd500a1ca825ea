"""Compares the hand-written table of the fake Bot API server with the published documentation.

    python -m tests.evals.botapi [FILE]

FILE holds the documentation as JSON: {"methods": {name: {"fields": [{"name", "types",
"required"}]}}, "types": {...}}. Prints every disagreement; none is the aim.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.fakes.botapi_table import METHODS, OBJECTS

FILE = Path("../shared/data/botapi-10.1.json")
_TYPES = {"int": "Integer", "str": "String", "bool": "Boolean"}


def disagreements(published: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the table allows and the documentation does not, and what it leaves out."""
    for name, fields in METHODS.items():
        yield from _compare(name, fields, published["methods"].get(name))
    for name, fields in OBJECTS.items():
        yield from _compare(name, fields, published["types"].get(name))


def _compare(
    name: str, fields: Mapping[str, tuple[str, bool]], entry: Mapping[str, Any] | None
) -> Iterator[str]:
    if entry is None:
        yield f"{name} is not documented"
        return
    documented = {field["name"]: field for field in entry.get("fields", [])}
    for field, (kind, required) in fields.items():
        if field not in documented:
            if "fields" in entry:
                yield f"{name}.{field} is not documented"
        elif _spelled(kind) not in documented[field]["types"]:
            yield f"{name}.{field} is {documented[field]['types']}, not {kind}"
        elif documented[field]["required"] != required:
            yield f"{name}.{field} is required: {documented[field]['required']}"
    for field, entry_field in documented.items():
        if entry_field["required"] and field not in fields:
            yield f"{name} needs {field}"


def _spelled(kind: str) -> str:
    if kind.startswith("list["):
        return f"Array of {_spelled(kind[5:-1])}"
    return _TYPES.get(kind, "Integer" if kind == "chat" else kind)


def main() -> int:
    """Print the disagreements; 1 where there are any."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    found = list(disagreements(json.loads(file.read_text(encoding="utf-8"))))
    print("\n".join(found) or f"{len(METHODS)} methods and {len(OBJECTS)} objects agree")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
