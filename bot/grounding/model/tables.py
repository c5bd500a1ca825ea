"""Where tiktoken's tables lie on this machine: in its cache folder, or in the `tokens` extra.

tiktoken downloads a table that is not in its cache folder, with no time limit, so it is asked only
for one that is there. The package of the `tokens` extra (bpe-openai, MIT) ships the same tables
packed; one is unpacked into the cache folder when it is first wanted, under the name that tiktoken
looks for. tiktoken checks a table's hash itself. None of that package's code is imported.
"""

from __future__ import annotations

import gzip
import os
import tempfile
import zlib
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "bpe_openai"

# The names are hashes of the addresses that tiktoken would fetch from.
_CACHED = {
    "o200k_base": "fb374d419588a4632f3f557e76b4b70aebbca790",
    "cl100k_base": "9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
}


def at_hand(encoding: str) -> bool:
    """Whether the table of an encoding lies in tiktoken's cache folder, unpacked now if need be."""
    if encoding not in _CACHED:
        return False
    place = _folder() / _CACHED[encoding]
    return place.is_file() or _unpacked(encoding, place)


def _folder() -> Path:
    chosen = os.environ.get("TIKTOKEN_CACHE_DIR")
    return Path(chosen) if chosen else Path(tempfile.gettempdir(), "data-gym-cache")


def _unpacked(encoding: str, place: Path) -> bool:
    """Put the packaged table where tiktoken looks, whole or not at all."""
    packed = _packaged(encoding)
    if packed is None:
        return False
    part = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(gzip.decompress(packed.read_bytes()))
        part.replace(place)
    except (OSError, EOFError, zlib.error):
        return False  # a full disk or a folder of somebody else's: the estimate will do
    return True


def _packaged(encoding: str) -> Path | None:
    try:
        spec = find_spec(PACKAGE)
    except ValueError:  # it was blocked from being imported
        return None
    if spec is None or spec.origin is None:
        return None
    file = Path(spec.origin).with_name("data") / f"{encoding}.tiktoken.gz"
    return file if file.is_file() else None
