"""The processes of the demo, each with a log of its own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

POLITE = 6  # seconds that a part has to end by itself
PROJECT = Path(__file__).resolve().parent.parent


class Parts:
    def __init__(self, logs: Path, folder: Path = PROJECT) -> None:
        """`logs` is the folder for what they say, `folder` where they work."""
        self.logs, self.folder = logs, folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(
        self, name: str, command: list[str], environment: dict[str, str], listener: socket.socket | None = None
    ) -> None:
        """Start a process in a session of its own; where the system can promise it, it ends with this one."""
        self.logs.mkdir(parents=True, exist_ok=True)
        setpriv = shutil.which("setpriv")
        prefix = [setpriv, "--pdeathsig", "TERM"] if setpriv else []
        with self.log_of(name).open("wb") as log:
            self.running[name] = subprocess.Popen(
                [*prefix, *command],
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=[listener.fileno()] if listener else [],
            )

    def run(self, name: str, command: list[str], environment: dict[str, str]) -> int:
        """Start a process, wait for its end and return its exit code."""
        self.start(name, command, environment)
        code = self.running[name].wait()
        del self.running[name]
        return code

    def ended(self) -> str:
        """The name of a part that has ended, else nothing."""
        return next((name for name, process in self.running.items() if process.poll() is not None), "")

    def stop(self) -> None:
        """Ask every part to end and wait a few seconds for it."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        give_up = time.monotonic() + POLITE
        for process in self.running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, give_up - time.monotonic()))

    def kill(self) -> None:
        """End whatever is left, children of the parts included."""
        for process in self.running.values():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def log_of(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def last_line(self, name: str) -> str:
        lines = self.log_of(name).read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "no reason given"
