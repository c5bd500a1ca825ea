"""Longer texts as files: what the bot says and what a model is asked, with strict variables.

A template is a `.txt` file of this folder; `$name` (or `${name}`) is a variable, `$$` a dollar
sign. The version is a hash of the content, so that a changed text can be told from a changed model.
A translation stands beside its original, with the language before the ending: `help.de.txt`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Template

FOLDER = Path(__file__).parent
VERSION_LENGTH = 12  # hexadecimal digits of SHA-256, enough to tell the versions of one file apart


class PromptError(ValueError):
    """A template is missing or malformed, or was filled with the wrong variables."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A template as read: its variables and the hash of its content."""

    name: str
    text: str
    version: str
    variables: frozenset[str]

    def fill(self, **values: str) -> str:
        """Return the text with every variable replaced; a value is never searched for variables.

        Raises PromptError that names every variable which is missing or unknown.
        """
        faults = [
            f"{fault} {', '.join(sorted(names))}"
            for fault, names in (
                ("misses", self.variables - values.keys()),
                ("does not know", values.keys() - self.variables),
            )
            if names
        ]
        if faults:
            raise PromptError(f"The prompt {self.name} {' and '.join(faults)}")
        return Template(self.text).substitute(values)


def parse(name: str, text: str) -> Prompt:
    """Make a Prompt of a template's text, without the blank lines around it.

    Raises PromptError for a `$` that opens no variable.
    """
    text = text.strip()
    template = Template(text)
    if not template.is_valid():
        raise PromptError(
            f"The prompt {name} has a $ that opens no variable; write $$ for a dollar"
        )
    version = sha256(text.encode()).hexdigest()[:VERSION_LENGTH]
    return Prompt(name, text, version, frozenset(template.get_identifiers()))


@cache
def load(name: str, language: str = "en") -> Prompt:
    """Read the template `name` in `language`, or the original where it is not translated.

    Raises PromptError for a name that no file has, or a malformed template.
    """
    for file in (FOLDER / f"{name}.{language}.txt", FOLDER / f"{name}.txt"):
        if file.parent == FOLDER and file.is_file():
            return parse(name, file.read_text(encoding="utf-8"))
    known = ", ".join(sorted({file.name.partition(".")[0] for file in FOLDER.glob("*.txt")}))
    raise PromptError(f"There is no prompt {name}; there are: {known}")
