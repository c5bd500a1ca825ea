"""Real processes of the program, as a user starts them, in folders of their own."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
PATIENCE = 60  # seconds for a process to do what it should


class Dateline:
    """One installation: a folder with its data, settings, and the processes started on it."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.settings = {"DATELINE_DATA": str(folder / "data"), **settings}
        self.log = folder / "log"
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Dateline:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process and self._process.returncode is None:
            await self.kill()

    def now_is(self, moment: datetime) -> None:
        """Let the clock of the processes that start from now on show `moment` now.

        Said again, it holds for those that run, too.
        """
        written, file = self.folder / "clock.new", self.folder / "clock"
        written.write_text(str((moment - datetime.now(UTC)).total_seconds()))
        written.replace(file)  # at once: nobody may read half a number
        self.settings["DATELINE_CLOCK"] = f"file:{file}"

    async def command(self, *arguments: str, typed: str = "") -> tuple[int, str, str]:
        """Run a command to its end; returns its exit code, standard output and error."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", *arguments),
            cwd=self.folder,
            env=self.environment(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await asyncio.wait_for(process.communicate(typed.encode()), PATIENCE)
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()

    async def start(self, *arguments: str) -> None:
        """Start `run` and leave it running; its standard error goes to `log`."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "bot", "run", *arguments),
                cwd=self.folder,
                env=self.environment(),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask the running process to end, and return its exit code."""
        process = self._running()
        with suppress(ProcessLookupError):
            process.send_signal(how)
        return await asyncio.wait_for(process.wait(), PATIENCE)

    async def kill(self) -> None:
        """End the running process at once, as a power cut would."""
        with suppress(ProcessLookupError):
            self._running().kill()
        await self._running().wait()

    async def ended(self) -> int:
        """Wait until the running process ends by itself, and return its exit code."""
        return await asyncio.wait_for(self._running().wait(), PATIENCE)

    def _running(self) -> asyncio.subprocess.Process:
        assert self._process, "nothing was started"
        return self._process

    def environment(self) -> Mapping[str, str]:
        """The settings of its processes."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **self.settings}
