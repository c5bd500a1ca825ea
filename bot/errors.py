"""What can go wrong, drawn as a tree.

DatelineError                  has one clear line for a person: what is wrong and what to do
 ├─ UsageError                 the command was called wrongly (exit 2)
 │   ├─ RequestError           what a person asked for cannot be done, said in parts
 │   └─ SettingsError          a setting has a wrong value (exit 2)
 ├─ SourceError                a file, feed or page could not be read (exit 1)
 │   ├─ FetchError             the network said no, or what came back was refused
 │   └─ NotAnArticle           what was read holds no article
 ├─ ModelError                 the language model did not give something usable
 └─ DeliveryError              a message could not be brought to a chat

Storage raises its own tree (storage.errors.StorageError), since it knows nothing of bot.
"""

from __future__ import annotations

from dataclasses import dataclass


class DatelineError(Exception):
    """Base of what Dateline raises on purpose; `str(error)` is fit to be shown to a person."""

    exit_code = 1


class UsageError(DatelineError):
    """The command or its arguments are wrong."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Remark:
    """A few words in English, a value for each `{}` in them: apart, so that they can be translated.

    Begins with a small letter, ends without a full stop.
    """

    text: str
    values: tuple[object, ...] = ()

    def __str__(self) -> str:
        return self.text.format(*self.values)


class RequestError(UsageError):
    """What a person asked for cannot be done: each fault, and what to do instead."""

    def __init__(self, *faults: Remark, advice: Remark) -> None:
        super().__init__(f"{'; '.join(map(str, faults))}. {advice}")
        self.faults = faults
        self.advice = advice


class SettingsError(UsageError):
    """A setting has a wrong value; the text names it, its fault and an example."""


class SourceError(DatelineError):
    """A source of articles could not be read."""


class FetchError(SourceError):
    """An address could not be fetched, or what came back was refused."""


class NotAnArticle(SourceError):
    """What was read holds no article; the text says why."""


class ModelError(DatelineError):
    """The language model did not give something usable."""


class DeliveryError(DatelineError):
    """A message could not be brought to a chat."""
