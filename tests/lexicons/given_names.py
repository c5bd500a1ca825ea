"""Build bot/text/given_names.txt: given names that only men or only women have.

    python -m tests.lexicons.given_names

The names are those of Faker's providers (MIT licence), one for each country and language, those in
Greek and Cyrillic letters respelled in Latin ones by anyascii (ISC licence). A name that both lists
of any country hold says nothing and is left out.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterable
from pathlib import Path

import faker.providers.person
from anyascii import anyascii

from bot.text import genders

_HEADER = """\
# Given names of one gender, by language of origin all in one: she, he. Built from Faker's lists of
# first names (MIT licence, (c) Daniele Faraglia and others) by tests/lexicons/given_names.py.
"""
_NAME = re.compile(r"[^\W\d_]{2,}(?:[’'-][^\W\d_]+)*")
_RESPELLED = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")  # Greek, Cyrillic
_LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff]+")
_SHE = ("first_names_female", "first_romanized_names_female")
_HE = ("first_names_male", "first_romanized_names_male")


def build() -> str:
    """The file's text."""
    women, men = _listed(_SHE), _listed(_HE)
    both = women & men
    lines = [f"she: {' '.join(sorted(women - both))}", f"he: {' '.join(sorted(men - both))}"]
    return _HEADER + "\n".join(lines) + "\n"


def _listed(attributes: Iterable[str]) -> set[str]:
    people = faker.providers.person
    providers = [
        importlib.import_module(f"{people.__name__}.{module.name}").Provider
        for module in pkgutil.iter_modules(people.__path__)
    ]
    names = {n for p in providers for each in attributes for n in getattr(p, each, None) or ()}
    return {key for name in names for key in _keys(str(name))}


def _keys(name: str) -> Iterable[str]:
    latin = anyascii(name) if _RESPELLED.search(name) else name
    if _NAME.fullmatch(latin) and _LATIN.fullmatch(latin):
        yield genders.key(latin)


if __name__ == "__main__":
    Path(genders.__file__).with_name("given_names.txt").write_text(build(), encoding="utf-8")
