"""One date expression as the readings (days, spans) get it: its words and their setting."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.text.dates.lexicon import Word
from bot.text.dates.tense import Way


@dataclass(frozen=True, slots=True)
class Expression:
    """The words that a rule matched.

    `today` is the day of writing; `way` tells whether the verbs point behind or ahead, and is
    asked only when needed because it costs more than all the rest.
    """

    words: tuple[Word, ...]
    today: date
    way: Callable[[], Way | None]
    language: str

    def all(self, codes: str) -> list[Word]:
        """The words of these classes, in order."""
        return [word for word in self.words if word.code in codes]

    def find(self, codes: str) -> Word | None:
        """The first word of these classes, if there is one."""
        return next((word for word in self.words if word.code in codes), None)

    def get(self, codes: str) -> Word:
        """The first word of these classes. Raises StopIteration when the rule matched none."""
        return next(word for word in self.words if word.code in codes)

    def has(self, codes: str) -> bool:
        """Whether there is a word of these classes."""
        return self.find(codes) is not None

    @property
    def step(self) -> int:
        """-1 for last, 1 for next, 0 for neither."""
        return -1 if self.has("l") else 1 if self.has("x") else 0
