"""The languages that the bot's own words are spoken in, and their catalogues.

A catalogue is a text file of gettext's form (`locales/de.po`), read when its language is first
spoken. What is not translated is said in English. Articles keep their own language.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).parent / "locales"
ORIGINAL = "en"
NAMES = {"en": "English", "es": "Español", "de": "Deutsch", "ru": "Русский", "ar": "العربية"}
"""Each language that is spoken, by its own name."""
LANGUAGES = tuple(NAMES)


def spoken(tag: str | None) -> str | None:
    """The language of a tag such as "de-AT", where the bot speaks it; None otherwise."""
    language = (tag or "").replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else None


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations into `language`; none for the original and what is not spoken."""
    if language == ORIGINAL or language not in LANGUAGES:
        return NullTranslations()
    # Babel's readers are only imported where somebody speaks another language.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (FOLDER / f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
