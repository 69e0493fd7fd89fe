"""`make demo`: the portal with sample data, a worker, beat and a mail catcher, until somebody stops it.

The parts are processes in sessions of their own, so that the terminal's Ctrl-C reaches only this one, which ends them.
"""

import argparse
import contextlib
import fcntl
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from datetime import date
from types import FrameType

from demo.parts import Parts
from demo.state import SHIFT, VAR, day_lines, days_from_today, read_state
from portal import embedded

FIRST_PORT, TRIED_PORTS = 8000, 50
LONGEST_START = 60  # seconds for the web server
PYTHON = sys.executable


class Stopped(Exception):
    """Somebody wants the demo to end."""


class Failed(Exception):
    """Why the demo cannot go on, in one line."""


def main() -> int:
    _listen_for_the_end()
    options = _options()
    parts = Parts(VAR / "log")
    try:
        try:
            _be_alone(reset=options.reset)
            run(parts, options)
        except (Stopped, Failed) as end:
            parts.stop()
            _say(f"\n{end}" if isinstance(end, Failed) else "\nThe demo has ended.")
            return 1 if isinstance(end, Failed) else 0
    except Stopped:  # asked twice
        pass
    finally:
        parts.kill()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("--port", type=int, help=f"else {FIRST_PORT} or the next free one")
    parser.add_argument("--reset", action="store_true", help="throw the demo's data away first")
    parser.add_argument("--on", type=date.fromisoformat, help="the day of new data, such as 2025-05-06; else today")
    return parser.parse_args()


def _listen_for_the_end() -> None:
    """Also where the shell had the signals ignored, as it does for a job in the background."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # ending takes a few seconds and must not be cut short
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def _say(text: str) -> None:
    with contextlib.suppress(OSError):  # the terminal may be gone
        print(text, flush=True)


def _be_alone(*, reset: bool) -> None:
    VAR.mkdir(exist_ok=True)
    try:
        embedded.lock(VAR / "demo.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        address = read_state().get("base_url", "an address it has yet to say")
        _say(f"The demo already runs at {address}" + ("; stop it before RESET=1" if reset else ""))
        raise SystemExit(1 if reset else 0) from None


# --- the run ---------------------------------------------------------------------------------------------------------
def run(parts: Parts, options: argparse.Namespace) -> None:
    """Start everything, say where it is, and stay until a part ends (Failed) or a signal comes (Stopped)."""
    began = time.monotonic()
    if options.reset and os.environ.get("DATABASE_URL"):
        raise Failed("RESET=1 empties only the embedded database, and DATABASE_URL names another")
    try:
        days = days_from_today(options.on, {} if options.reset else read_state())
    except ValueError as error:
        raise Failed(str(error)) from None
    embedded.join(VAR)  # this process holds the services
    web, post = _listen(options.port), _listen(0)
    environment = _environment(web, post) | {SHIFT: str(days)}
    prepare = [PYTHON, "manage.py", "prepare_demo", *(["--reset"] if options.reset else [])]
    if parts.run("prepare", prepare, environment):
        way_on = "" if options.reset else "; make demo RESET=1 starts anew"
        why = f"{parts.last_line('prepare')} (see {parts.log_of('prepare')})"
        raise Failed(f"The sample data could not be made: {why}{way_on}")
    _start_web(parts, environment, web)
    _wait_for_web(parts, environment["BASE_URL"])
    _start_others(parts, environment, post)
    _say(announcement(read_state(), seconds=time.monotonic() - began))
    while True:
        _look(parts)
        time.sleep(0.2)


def _listen(port: int | None) -> socket.socket:
    """A listening socket on loopback: the port asked for (0 any), or the first free one from FIRST_PORT."""
    for candidate in [port] if port is not None else range(FIRST_PORT, FIRST_PORT + TRIED_PORTS):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", candidate))
        except (OSError, OverflowError) as error:
            listener.close()
            reason = error
            continue
        listener.listen(128)
        return listener
    raise Failed(f"Port {port or FIRST_PORT} cannot be had ({reason}): try make demo PORT=8080")


def _environment(web: socket.socket, post: socket.socket) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_ENV": "development",
        "DEMO": "1",
        "DEBUG": "0",
        "BASE_URL": f"http://127.0.0.1:{web.getsockname()[1]}",
        "SMTP_URL": f"smtp://127.0.0.1:{post.getsockname()[1]}",
    }


def _start_web(parts: Parts, environment: dict[str, str], web: socket.socket) -> None:
    bind = ["--bind", f"fd://{web.fileno()}", "--no-control-socket"]
    processes = ["--workers", "2", "--threads", "4", "--preload", "--graceful-timeout", "3"]
    parts.start("web", [PYTHON, "-m", "gunicorn", "portal.wsgi", *bind, *processes], environment, web)


def _start_others(parts: Parts, environment: dict[str, str], post: socket.socket) -> None:
    celery = [PYTHON, "-m", "celery", "-A", "portal"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "-l", "INFO"]
    parts.start("mail", [PYTHON, "-m", "demo.mailserver", str(post.fileno()), str(VAR / "mail")], environment, post)
    parts.start("worker", [*celery, "worker", "-c", "2", *quiet], environment)
    parts.start("beat", [*celery, "beat", "--pidfile=", "-s", str(VAR / "beat"), "-l", "INFO"], environment)


def _wait_for_web(parts: Parts, address: str) -> None:
    give_up = time.monotonic() + LONGEST_START
    while time.monotonic() < give_up:
        _look(parts)
        try:
            with urllib.request.urlopen(address, timeout=30):  # noqa: S310  our own address
                return
        except urllib.error.HTTPError as error:
            raise Failed(f"The front page answers {error.code}: see {parts.log_of('web')}") from None
        except OSError:
            time.sleep(0.1)
    raise Failed(f"The web server took over {LONGEST_START} seconds: see {parts.log_of('web')}")


def _look(parts: Parts) -> None:
    if name := parts.ended():
        raise Failed(f"The part named {name} ended, and so does the demo: see {parts.log_of(name)}")


# --- what is said ----------------------------------------------------------------------------------------------------
def announcement(state: dict, *, seconds: float) -> str:
    address, accounts = state["base_url"], state["accounts"]
    rows = [f"  {account['role']:<19}{account['email']:<44}{account['password']}" for account in accounts]
    return "\n".join(
        [
            f"\nThe portal is at {address} (ready after {seconds:.0f} seconds)\n",
            f"  {'role':<19}{'email address':<44}password",
            *rows,
            *day_lines(state),
            f"\nAll mail can be read at {address}/demo/mailbox/",
            "Officials are asked for a six-digit code after the password. Instead of an app on a phone, take the code",
            f"from {address}/demo/codes/ (each code works once and changes every 30 seconds).",
            "\nThe data stay for the next start; make demo RESET=1 starts anew. Ctrl-C ends the demo.",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
