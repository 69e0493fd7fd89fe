"""Waking the worker. What there is to do stands in the database; a lost wake-up costs time, never work."""

from typing import NamedTuple

import structlog
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from portal.celery import app

log = structlog.get_logger(__name__)
# A person waits for this: a second to connect and a second to send, and no second try.
HASTE = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}


class Wakeup(NamedTuple):
    """One task to wake; equal ones in a transaction are sent once."""

    task: str
    arguments: tuple[object, ...]

    def __call__(self) -> None:
        try:
            send(self.task, self.arguments)
        except (OperationalError, OSError, RedisError) as error:
            log.warning("worker not woken", task=self.task, error=type(error).__name__)


def wake(task: str, *arguments: object) -> None:
    """Run the task of that name soon after the transaction commits, or now outside one; never if it rolls back.

    Equal calls in one transaction wake once. A broker that is down is logged and no error: the task must also be in the
    beat schedule, or find its work by what the database says.
    """
    wakeup = Wakeup(task, arguments)
    if not any(waiting == wakeup for _, waiting, _ in transaction.get_connection().run_on_commit):
        transaction.on_commit(wakeup)


def send(task: str, arguments: tuple[object, ...]) -> None:
    """Hand the task to the broker. Raises OperationalError, OSError or RedisError when it cannot be had at once."""
    with app.connection_for_write(transport_options=HASTE) as broker:
        app.send_task(task, arguments, connection=broker, retry=False)
