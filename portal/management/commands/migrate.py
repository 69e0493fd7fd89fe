"""Django's, in a database in use: it waits for the server, and for a lock only briefly, then tries again.

Pages must answer within seconds, and their connections end what takes longer; a migration of a large table may take
its time. What waits long for a lock makes every page wait behind it, so a migration asks for the lock a few times.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.migrate import Command as Migrate
from django.db import OperationalError, connections
from psycopg.errors import DeadlockDetected, LockNotAvailable

LOCK_WAIT = "2s"  # what pages may have to wait behind a migration
TRIES, PAUSE = 10, 3  # how often a lock is asked for, and the seconds between
LOOK = 1  # seconds between two looks for the server
OWN_LIMITS = f"SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '{LOCK_WAIT}'"
PAGES_LIMITS = "RESET statement_timeout; RESET idle_in_transaction_session_timeout; RESET lock_timeout"


class Command(Migrate):
    help = f"{Migrate.help} Waits for the database, and tries again where a lock cannot be had."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--wait", type=int, default=0, metavar="SECONDS", help="how long to wait for a server that is starting"
        )

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Waits before Django's own checks, which ask the database too."""
        self._wait_for_server(options["database"], options.pop("wait"))
        return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        for tries_left in reversed(range(TRIES)):
            try:
                with _own_limits(options["database"]):
                    super().handle(*args, **options)
                    return
            except OperationalError as error:
                if not tries_left or not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
                    raise
                self.stderr.write(f"{_first_line(error)}; trying again in {PAUSE} seconds")
                time.sleep(PAUSE)

    def _wait_for_server(self, database: str, seconds: int) -> None:
        """CommandError with the server's last word when it does not answer in time."""
        give_up, said = time.monotonic() + seconds, ""
        while error := _refusal(database):
            if time.monotonic() >= give_up:
                raise CommandError(f"The database does not answer: {error}", returncode=1)
            if error != said:
                self.stderr.write(f"Waiting for the database: {error}")
            said = error
            time.sleep(LOOK)


def _refusal(database: str) -> str:
    """Why the server cannot be had, empty when it answers."""
    try:
        connections[database].ensure_connection()
    except OperationalError as error:
        return _first_line(error)
    return ""


def _first_line(error: OperationalError) -> str:
    return str(error).strip().partition("\n")[0]


@contextmanager
def _own_limits(database: str) -> Iterator[None]:
    """For this connection, which a test or another command may go on with."""
    connection = connections[database]
    with connection.cursor() as cursor:
        cursor.execute(OWN_LIMITS)
    try:
        yield
    finally:
        if connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute(PAGES_LIMITS)
