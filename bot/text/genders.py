"""What tells whether "he" or "she" is said of somebody: pronouns, titles, nouns, given names.

Theory. A name that some country gives to women and none to men tells that "he" is somebody else.
given_names.txt holds such names of some seventy countries; names that both have (Andrea, Jordan),
family names and unknown names tell nothing. Nouns for one gender are few, and end in "man" or
"woman" where they are many.

Where it fails: a man with a name that the lists have for women only, which is why it may forbid
that a pronoun means somebody, and never suffices to say that it does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Literal

from bot.text.listed import listed

Gender = Literal["he", "she", ""]

PRONOUNS: dict[str, Gender] = {
    **dict.fromkeys(("he", "his", "him", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
_HE = listed("mr sir lord king prince pope father brother son husband boy widower")
_SHE = listed("mrs ms miss dame lady queen princess mother sister daughter wife girl widow actress")
_NEITHER = listed("human")


def gender_of(word: str) -> Gender:
    """Whether a title or a noun in the singular is for a man or a woman alone."""
    word = word.lower().rstrip(".")
    if word in _SHE or word.endswith("woman"):
        return "she"
    return "he" if word in _HE or (word.endswith("man") and word not in _NEITHER) else ""


def gender(name: str, title: str = "") -> Gender:
    """Whether a person's full name is a man's ("he") or a woman's, "" where it tells neither.

    `title` is what stands before the name. A single word may be a family name and tells nothing.
    """
    for told in map(gender_of, title.split()):
        if told:
            return told
    given, _, family = name.partition(" ")
    return _listed().get(key(given), "") if family else ""


def is_given_name(word: str) -> bool:
    """Whether a word is listed as a given name of one gender."""
    return key(word) in _listed()


def key(name: str) -> str:
    """A given name as it is compared: no case, no accents."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


@lru_cache(maxsize=1)
def _listed() -> dict[str, Gender]:
    text = Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8")
    return {
        name: "she" if which == "she" else "he"
        for which, names in re.findall(r"^(she|he): (.*)$", text, re.MULTILINE)
        for name in names.split()
    }
