"""The process that owns the embedded servers. `portal.embedded.join` starts it; nobody else should.

    python -m portal.embedded_keeper FOLDER

It detaches, starts both servers, writes FOLDER/embedded.json, closes its standard output to say so, and stops the
servers once nobody holds FOLDER/use.lock. What goes wrong is the last line of its standard error.
"""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from portal.embedded import lock
from portal.embedded_servers import OLD_SERVER_GONE, CannotStart, Place, make_cluster, prepare, start, stop

LOOK = 0.5  # seconds between two looks at whether anybody is left


def main(var: Path) -> None:
    if os.fork():
        os._exit(0)  # so that the keeper is nobody's child and nobody's zombie
    os.setsid()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        lock(var / "keep.lock", fcntl.LOCK_EX)  # waits for a keeper that is just ending
        place = prepare(var)
        _end_orphans(place)
        make_cluster(place)
        keep(place)
    except (CannotStart, OSError) as error:
        sys.exit(" ".join(str(error).split()))  # the line that the joiner shows


# --- what a kill left behind -----------------------------------------------------------------------------------------
def _end_orphans(place: Place) -> None:
    """End servers whose keeper was killed, so that no two write to the same files."""
    for pid_file in (place.data / "postmaster.pid", place.var / "valkey.pid"):
        if pid := _first_number(pid_file):
            command = _command_line(pid)
            if str(place.var) in command or str(place.sockets) in command:
                _end(pid)
    _take_over(place.data / "postmaster.pid")
    for left in place.sockets.iterdir():
        left.unlink()


def _take_over(pid_file: Path) -> None:
    """Write our number over that of a dead server, for its old number may be another program's by now.

    PostgreSQL takes its parent's number for nobody's, and still looks whether the dead server's children are gone.
    """
    if pid_file.exists():
        _, *rest = pid_file.read_text().splitlines() or [""]
        pid_file.write_text("\n".join([str(os.getpid()), *rest, ""]))


def _first_number(path: Path) -> int | None:
    try:
        return int(path.read_text().split()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return None


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return ""
    return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True).stdout  # noqa: S607


def _end(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)  # PostgreSQL's fast shutdown
        for _ in range(int(OLD_SERVER_GONE / 0.1)):
            os.kill(pid, 0)
            time.sleep(0.1)
        os.kill(pid, signal.SIGKILL)


# --- the keeping -----------------------------------------------------------------------------------------------------
def keep(place: Place) -> None:
    """Run the servers until nobody uses them, one of them ends, or we are asked to stop."""
    answer = place.var / "embedded.json"
    servers = start(place)
    try:
        _say_ready(place, answer)
        while servers.are_up():
            time.sleep(LOOK)
            with contextlib.suppress(BlockingIOError):
                starting = lock(place.var / "start.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)  # nobody joins while we look
                if _is_unused(place):
                    break
                os.close(starting)
    finally:
        answer.unlink(missing_ok=True)
        stop(servers)
        shutil.rmtree(place.sockets, ignore_errors=True)


def _is_unused(place: Place) -> bool:
    try:
        os.close(lock(place.var / "use.lock", fcntl.LOCK_EX | fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _say_ready(place: Place, answer: Path) -> None:
    new = answer.with_suffix(".new")
    new.write_text(json.dumps(place.addresses()))
    new.rename(answer)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
