"""Backup and restore of a SQLite installation, also while it runs.

Both go by SQLite's own online copy, which is one transaction: readers and writers go on, and a
crash leaves the old content. The search index is not part of a backup; after a restore the archive
has a new identity, so that every index of the old one is built anew.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from storage import dialect
from storage.database import FILE_NAME
from storage.errors import StorageError
from storage.migrations.upgrade import check_known
from storage.run_lock import RunLock

_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def backup(data: Path, file: Path) -> None:
    """Copy the database in a data folder to a new file, as it is at this moment.

    Raises StorageError when there is no database, when `file` is there already, or when it cannot
    be written.
    """
    source = data / FILE_NAME
    if not source.is_file():
        raise StorageError(f"there is no database {source} to back up")
    if file.exists():
        raise StorageError(f"{file} is there already; name a new file for the backup")
    part = file.with_name(file.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with closing(_open(source)) as old, closing(sqlite3.connect(part)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
        part.replace(file)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StorageError(f"cannot write the backup {file} ({error})") from error


def restore(file: Path, data: Path, *, replace: bool = False) -> None:
    """Put a backup in place of the database in a data folder; what is there only with `replace`.

    Raises AlreadyRunning while a `run` holds the folder, SchemaTooNew for a newer version's
    backup, StorageError when `file` is no whole backup or when something is stored in the folder;
    the old content stays then.
    """
    if not file.is_file():
        raise StorageError(f"there is no backup {file}")
    dialect.make_folder(data)
    lock = RunLock.take(data)
    try:
        _check(file)
        if not replace and (held := _held(data / FILE_NAME)):
            raise StorageError(
                f"{data} is not empty: it holds {held}. Restore into another folder "
                "(DATELINE_DATA), or give --replace to put the backup in its place"
            )
        _replace(file, data / FILE_NAME)
    except sqlite3.Error as error:
        raise StorageError(f"cannot restore {file} into {data} ({error})") from error
    finally:
        lock.release()


def _check(file: Path) -> None:
    try:
        with closing(_open(file)) as backed_up:
            verdict = backed_up.execute("PRAGMA integrity_check").fetchone()[0]
            version = backed_up.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise StorageError(f"{file} is no backup of Dateline ({error})") from error
    if verdict != "ok" or version is None:
        raise StorageError(f"the backup {file} is damaged ({verdict}); take another one")
    check_known(version[0], f"the backup {file}")


def _held(target: Path) -> str:
    """What is stored in a database, for people; empty where there is nothing to lose.

    A damaged one holds nothing that could still be used.
    """
    if not target.is_file():
        return ""
    try:
        with closing(_open(target)) as there:
            if not _rows(there, "sqlite_master"):
                return ""
            counts = {name: _rows(there, name) for name in ("articles", "chats", "feeds")}
    except sqlite3.DatabaseError as error:
        return "" if error.sqlite_errorcode in _DAMAGED else "what this version cannot read"
    return ", ".join(f"{name}: {count}" for name, count in counts.items() if count)


def _rows(database: sqlite3.Connection, table: str) -> int:
    query = f"SELECT count(*) FROM {table}"  # noqa: S608 - a name of ours
    return int(database.execute(query).fetchone()[0])


def _replace(file: Path, target: Path) -> None:
    try:
        _copy(file, target)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode not in _DAMAGED:
            raise
        for suffix in ("", "-wal", "-shm"):  # what is damaged cannot be written over in place
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        _copy(file, target)


def _copy(file: Path, target: Path) -> None:
    with (
        closing(_open(file)) as backed_up,
        closing(sqlite3.connect(target, timeout=dialect.BUSY_SECONDS)) as new,
    ):
        new.execute("PRAGMA journal_mode = WAL")
        backed_up.backup(new)
        new.execute("DELETE FROM state WHERE key = 'archive'")
        new.commit()
        new.execute("PRAGMA journal_mode = WAL")


def _open(file: Path) -> sqlite3.Connection:
    """Open a database that must be there already, for reading."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
