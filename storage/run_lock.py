"""One `run` at a time on the same data folder: a lock of the operating system on a file.

The system drops the lock when its holder ends in whatever way, so a killed run blocks nobody. The
file says who holds it, for the message only.
"""

from __future__ import annotations

import fcntl
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from storage import dialect
from storage.errors import AlreadyRunning, StorageReadOnly

FILE_NAME = "run.lock"


class RunLock:
    """The right to be the only `run` on a data folder."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    @classmethod
    def take(cls, data: Path) -> RunLock:
        """Take the lock. Raises AlreadyRunning, naming the holder, or StorageReadOnly."""
        dialect.make_folder(data)
        try:
            file = (data / FILE_NAME).open("a+")
        except OSError as error:
            raise StorageReadOnly(
                f"cannot write {data / FILE_NAME} ({error.strerror}); check its permissions"
            ) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            file.close()
            raise AlreadyRunning(
                f"Dateline runs on {data} already ({holder}); stop it, or set DATELINE_DATA "
                "to another folder"
            ) from None
        with suppress(OSError):  # a full disk: the lock holds, only its holder goes unnamed
            file.truncate(0)
            file.write(f"process {os.getpid()} on {socket.gethostname()}")
            file.flush()
        return cls(file)

    def release(self) -> None:
        """Let the next one run."""
        with suppress(OSError):
            self._file.truncate(0)
            self._file.close()
