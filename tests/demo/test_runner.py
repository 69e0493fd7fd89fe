"""`make demo` as a process, in a copy of the project with data of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns("var", ".venv", ".git", "node_modules", "__pycache__", ".*_cache", "staticfiles")
LONGEST = 300  # seconds for a start on a busy machine


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "a checkout with spaces"
    shutil.copytree(PROJECT, folder, ignore=LEFT_OUT, symlinks=True)
    (folder / "build").mkdir(exist_ok=True)
    return folder


class Demo:
    def __init__(self, folder: Path, *options: str) -> None:
        self.folder, self.output = folder, folder / "output.txt"
        inherited = {name: value for name, value in os.environ.items() if name not in {"PORTAL_ENV", "DATABASE_URL"}}
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "demo.runner", *options], cwd=folder, env=inherited, stdout=output, stderr=output
            )

    def wait(self, truth: Callable[[], bool], seconds: float = LONGEST) -> None:
        give_up = time.monotonic() + seconds
        while not truth():
            assert time.monotonic() < give_up, self.said()
            time.sleep(0.1)

    def said(self) -> str:
        return self.output.read_text()

    def ready(self) -> "Demo":
        self.wait(lambda: "ready after" in self.said() or self.process.poll() is not None)
        assert "ready after" in self.said(), self.said() + self.logs()
        return self

    def logs(self) -> str:
        return "".join(path.read_text()[-2000:] for path in (self.folder / "var/log").glob("*.log"))

    def processes(self) -> list[int]:
        """Everything that works in the copy: the runner, its parts and the embedded servers."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                command, place = (entry / "cmdline").read_bytes(), (entry / "cwd").readlink()
            except OSError:
                continue
            if str(self.folder).encode() in command or place == self.folder:
                found.append(int(entry.name))
        return found


@pytest.fixture
def demo(copy: Path) -> Iterator[Callable[..., Demo]]:
    started = []

    def start(*options: str) -> Demo:
        started.append(Demo(copy, *options))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.terminate()
        one.process.wait(15)


def state(folder: Path) -> dict:
    return json.loads((folder / "var/demo.json").read_text())


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks at processes as Linux shows them")
def test_demo_serves_says_where_and_leaves_nothing(demo: Callable[..., Demo], copy: Path) -> None:
    first = demo().ready()
    address = state(copy)["base_url"]
    assert f"The portal is at {address} " in first.said()
    for account in state(copy)["accounts"]:
        assert account["email"] in first.said()
    for path in ("/", "/demo/mailbox/", "/demo/codes/"):
        with urllib.request.urlopen(address + path) as page:  # noqa: S310  our own address
            assert page.status == 200
    second = demo()
    assert second.process.wait(20) == 0
    first_processes = first.processes()
    assert len(first_processes) > 5
    first.process.send_signal(signal.SIGTERM)
    assert first.process.wait(10) == 0
    first.wait(lambda: first.processes() == [], 10)


def test_end_of_one_part_ends_the_demo_and_says_which(demo: Callable[..., Demo], copy: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    one = demo("--port", str(port)).ready()
    assert state(copy)["base_url"] == f"http://127.0.0.1:{port}"
    worker = next(pid for pid in one.processes() if b"\0worker\0" in Path(f"/proc/{pid}/cmdline").read_bytes())
    parent = int(Path(f"/proc/{worker}/stat").read_text().rsplit(")", 1)[1].split()[1])
    os.kill(worker if parent == one.process.pid else parent, signal.SIGKILL)
    assert one.process.wait(15) == 1
    assert "The part named worker ended" in one.said()
    assert "Traceback" not in one.said()


def test_taken_port_is_said_in_one_line(demo: Callable[..., Demo]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        one = demo("--port", str(taken.getsockname()[1]))
        assert one.process.wait(LONGEST) == 1
    assert "cannot be had" in one.said()
    assert one.said().strip().count("\n") == 0
