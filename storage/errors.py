"""What storage raises, drawn as a tree; drivers' errors are translated here once, at the border.

StorageError                   one clear line for a person
 ├─ StorageUnavailable         away, locked or broken off for now: trying again can help
 ├─ StorageFull                the disk is full
 ├─ StorageReadOnly            the data folder or file cannot be written
 ├─ SchemaTooNew               the database was made by a newer version
 ├─ LeaseLost                  somebody else holds what this worker had claimed
 └─ AlreadyRunning             another `run` holds this data
"""


class StorageError(Exception):
    """Base of what storage raises on purpose; `str(error)` is fit to be shown to a person."""


class StorageUnavailable(StorageError):
    """The database is away, locked or broke off; trying again can help."""


class StorageFull(StorageError):
    """The disk is full."""


class StorageReadOnly(StorageError):
    """The data folder or the database file cannot be written."""


class SchemaTooNew(StorageError):
    """The database was made by a newer version of Dateline."""


class LeaseLost(StorageError):
    """Somebody else holds what this worker had claimed; its result must not be written."""


class AlreadyRunning(StorageError):
    """Another process runs the bot on this data."""
