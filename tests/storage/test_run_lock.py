from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.errors import AlreadyRunning, StorageReadOnly
from storage.run_lock import RunLock


def test_a_second_run_is_refused_and_told_of_the_first(tmp_path: Path) -> None:
    first = RunLock.take(tmp_path)
    with pytest.raises(AlreadyRunning, match=rf"process {os.getpid()} on .*DATELINE_DATA"):
        RunLock.take(tmp_path)
    first.release()
    RunLock.take(tmp_path).release()


def test_a_killed_run_blocks_nobody(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from storage.run_lock import RunLock\n"
        "lock = RunLock.take(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert run.stdout is not None
    assert run.stdout.readline() == b"held\n"
    with pytest.raises(AlreadyRunning, match=f"process {run.pid}"):
        RunLock.take(tmp_path)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    RunLock.take(tmp_path).release()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageReadOnly, match="file/data"):
        RunLock.take(tmp_path / "file" / "data")


def test_a_lock_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "run.lock").mkdir()
    with pytest.raises(StorageReadOnly, match=r"run\.lock"):
        RunLock.take(tmp_path)
