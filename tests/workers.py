"""Real workers for tests that kill them.

What takes seconds, importing the project, is done once: a nursery process waits, and each worker is a fork of it.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from portal import embedded

OPTIONS = ["--beat", "-c", "2", "-l", "WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]


def environment(*, broker: int, **changes: str) -> dict[str, str]:
    """For another process that works on this test's database, with a broker of its own."""
    services = embedded.join(settings.VAR_DIR)
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_ENV": "development",
        "DEBUG": "0",
        "DATABASE_URL": services["DATABASE_URL"].replace("/portal?", f"/{connection.settings_dict['NAME']}?"),
        "REDIS_URL": services["BROKER_URL"].replace("virtual_host=0", f"virtual_host={broker}"),
        "CACHE_URL": services["CACHE_URL"],
        **changes,
    }


@contextmanager
def nursery(log: Path, *, broker: int, **changes: str) -> Iterator[Callable[[], Callable[[], None]]]:
    """Start workers on this test's database: call it to start one with its beat, and what that returns to kill it.

    `broker` is a number of the test's own among the databases of Valkey, `changes` are environment variables, `log`
    is a file for what the workers say. A killed worker's children die with it, without a chance to tidy up.
    """
    with (
        log.open("ab") as output,
        subprocess.Popen(
            [sys.executable, "-m", "tests.workers", str(log.with_name("beat"))],
            env=environment(broker=broker, **changes),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=output,
        ) as mother,
    ):
        assert mother.stdin and mother.stdout

        def start() -> Callable[[], None]:
            mother.stdin.write(b"\n")
            mother.stdin.flush()
            pid = int(mother.stdout.readline())
            return lambda: os.killpg(pid, signal.SIGKILL)

        try:
            yield start
        finally:
            mother.stdin.close()


def _wait_for_orders(schedule: str) -> None:
    """For each line read start a worker, in a process group of its own, and write its number."""
    from portal.celery import app

    app.loader.import_default_modules()
    app.finalize()
    for _ in sys.stdin:
        pid = os.fork()
        if not pid:
            os.setsid()
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            app.worker_main(["worker", *OPTIONS, "-s", schedule])
            os._exit(0)
        while os.getpgid(pid) != pid:  # killed before, it would take the nursery along
            pass
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    import django

    django.setup()
    _wait_for_orders(sys.argv[1])
