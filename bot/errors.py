"""What can go wrong, drawn as a tree.

DatelineError                  has one clear line for a person: what is wrong and what to do
 ├─ UsageError                 the command was called wrongly (exit 2)
 │   └─ SettingsError          a setting has a wrong value (exit 2)
 ├─ SourceError                a file, feed or page could not be read (exit 1)
 │   ├─ FetchError             the network said no, or what came back was refused
 │   └─ NotAnArticle           what was read holds no article
 ├─ ModelError                 the language model did not give something usable
 └─ DeliveryError              a message could not be brought to a chat

Storage raises its own tree (storage.errors.StorageError), since it knows nothing of bot.
"""


class DatelineError(Exception):
    """Base of what Dateline raises on purpose; `str(error)` is fit to be shown to a person."""

    exit_code = 1


class UsageError(DatelineError):
    """The command or its arguments are wrong."""

    exit_code = 2


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
