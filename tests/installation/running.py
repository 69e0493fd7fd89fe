"""An installation as plain processes: the image's steps, then compose's services, behind a proxy that ends TLS."""

import fcntl
import http.client
import os
import secrets
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import redis
from django.conf import settings

from demo.parts import Parts
from portal import assets, embedded
from tests import databases, postbox
from tests.installation import proxy, recipe
from tests.installation.person import LONGEST_ANSWER, Page, Person, ask

NAME = "portal.localhost"
LONGEST_START = 120  # seconds, on a busy machine
LONGEST_WAIT = 60
SERVICES = ("web", "worker", "beat")
OUTBOX = """
from portal.models import OutgoingMail
print(*OutgoingMail.objects.values("to", "subject", "state", "last_error"))"""
T = TypeVar("T")


class Installation:
    """One that runs: its address, people who visit it, commands, mail and logs."""

    def __init__(self, *, address: str, port: int, pem: Path, parts: Parts, box: postbox.Postbox):
        self.address, self.port, self.pem, self.parts, self.box = address, port, pem, parts, box
        self.env: dict[str, str] = {}

    def person(self) -> Person:
        return Person(self.address, self.pem)

    def direct(self, path: str = "/", **headers: str) -> Page:
        """What a caller gets who goes past the proxy, with these headers; redirects are not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_ANSWER)
        return ask(connection, "GET", path, None, {name.replace("_", "-"): value for name, value in headers.items()})

    def manage(self, *words: str, **changes: str) -> str:
        """A command in a container of the image, as `docker compose run web python manage.py ...`; what it said."""
        code = self.parts.run("command", ["python", "manage.py", *words], self.env | changes)
        assert code == 0, self.log("command")
        return self.log("command")

    def log(self, part: str) -> str:
        return self.parts.log_of(part).read_text(errors="replace")

    def mail(self, address: str, subject: str) -> str:
        """The text of the newest mail to this address whose subject holds this; waits for it."""
        return wait_for(lambda: self._newest(address, subject), self._why_no_mail)

    def _newest(self, address: str, subject: str) -> str:
        for message in reversed(self.box.taken):
            if message["To"] == address and subject in str(message["Subject"]):
                part = next(each for each in message.walk() if each.get_content_type() == "text/plain")
                return part.get_payload(decode=True).decode().replace("\r\n", "\n")
        return ""

    def _why_no_mail(self) -> str:
        """What was taken, what the portal wrote and how far it came, then the end of what the worker said."""
        taken = [(str(message["To"]), str(message["Subject"])) for message in self.box.taken]
        return f"{taken}\n{self.manage('shell', '-c', OUTBOX)}\n{self.log('worker')[-3000:]}"

    def is_up(self) -> bool:
        assert not self.parts.ended(), self.log(self.parts.ended())
        try:
            return self.direct().status < 500
        except OSError:
            return False


def wait_for(what: Callable[[], T], why: Callable[[], str], seconds: float = LONGEST_WAIT) -> T:
    """What it comes to once it is true; AssertionError with the reason when that takes too long."""
    give_up = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < give_up, why()
        time.sleep(0.1)
    return found


@contextmanager
def installation(folder: Path, *, broker: int) -> Iterator[Installation]:
    """Everything started, from an empty database on; everything ended after it.

    `broker` is the first of two numbers of the test's own among the databases of Valkey. Raises BlockingIOError where
    another installation has it: its workers would take this one's tasks.
    """
    pem, port = proxy.certificate(NAME, folder), _free_port()
    server = proxy.Server(("127.0.0.1", 0), proxy.Handler)
    host = f"{NAME}:{server.server_address[1]}"
    with databases.empty() as database, postbox.serve() as (box, smtp), proxy.serve(server, port, pem):
        alone = embedded.lock(settings.VAR_DIR / f"broker{broker}.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
        parts = Parts(folder / "log", image(folder / "app"))
        running = Installation(address=f"https://{host}", port=port, pem=pem, parts=parts, box=box)
        places = _places(folder, database, broker)
        try:
            _start(running, recipe.services(filled_in(host=host, smtp=smtp)), places)
            wait_for(running.is_up, lambda: running.log("web"), LONGEST_START)
            yield running
        finally:
            parts.stop()
            parts.kill()
            os.close(alone)


def image(app: Path) -> Path:
    """The folder /app of the image: what COPY brings, the styles, and the collected static files."""
    assets.main()
    shutil.copytree(recipe.PROJECT, app, ignore=recipe.left_out(), symlinks=True)
    shutil.copytree(recipe.PROJECT / "build", app / "build")  # made as the image makes it, from packages at hand
    environment, command = recipe.collecting()
    parts = Parts(app.with_name("log"), app)
    code = parts.run("collect", ["python", *command[1:]], _system() | environment)
    assert code == 0, parts.log_of("collect").read_text()
    return app


def filled_in(*, host: str, smtp: int) -> dict[str, str]:
    """.env as somebody has it who copied the example and filled in what is empty."""
    return recipe.example() | {
        "HOST": host,
        "SECRET_KEY": f"${secrets.token_hex(32)}",  # a random key may begin like that
        "DATABASE_PASSWORD": secrets.token_hex(16),
        "SMTP_URL": f"smtp://127.0.0.1:{smtp}",
        "FROM_EMAIL": "Trailblazer portal <no-reply@portal.localhost>",
        "SUPPORT_EMAIL": "help@portal.localhost",
        "TRUSTED_PROXIES": proxy.ADDRESS,
        "MAIL_SWEEP_SECONDS": "1",
        "MAIL_FIRST_WAIT": "1",  # a busy machine may fail the first time
    }


def _places(folder: Path, database: str, broker: int) -> dict[str, str]:
    """Where the database, the broker and the volumes are, in place of compose's names."""
    services = embedded.join(settings.VAR_DIR)
    for number in (broker, broker + 1):
        redis.Redis(unix_socket_path=services["SOCKETS"][1], db=number).flushdb()
    (folder / "beat").mkdir()
    return {
        "DATABASE_URL": services["DATABASE_URL"].replace("/portal?", f"/{database}?"),
        "REDIS_URL": services["BROKER_URL"].replace("virtual_host=0", f"virtual_host={broker}"),
        "CACHE_URL": services["CACHE_URL"].replace("db=1", f"db={broker + 1}"),
        "MEDIA_ROOT": str(folder / "uploads"),
    }


def _start(running: Installation, services: dict[str, recipe.Service], places: dict[str, str]) -> None:
    """`migrate` to its end, then the others, each by its own command and with its own environment."""
    migrate = services["migrate"]
    running.env = _system() | migrate.environment | places
    assert running.parts.run("migrate", migrate.command, running.env) == 0, running.log("migrate")
    volumes = {"/beat/": f"{running.parts.logs.parent}/beat/", "0.0.0.0:8000": f"127.0.0.1:{running.port}"}
    for name in SERVICES:
        command = services[name].command or recipe.image_command()
        for place, here in volumes.items():
            command = [word.replace(place, here) for word in command]
        running.parts.start(name, command, _system() | services[name].environment | places)


def _system() -> dict[str, str]:
    """What any process has; nothing of this test's own settings."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {"PATH": path, "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
