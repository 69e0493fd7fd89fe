"""Waking the worker. What there is to do stands in the database; a lost wake-up costs time, never work."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from weakref import WeakKeyDictionary

import structlog
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from portal.celery import app

log = structlog.get_logger(__name__)
# A person waits for this: a second to connect and a second to send, and no second try.
HASTE = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
Job = tuple[str, tuple[object, ...]]  # the task's name and its arguments
_held: ContextVar[set[Job] | None] = ContextVar("held", default=None)  # wake-ups of a long work, kept for its end
_sent: WeakKeyDictionary[BaseDatabaseWrapper, set[Job]] = WeakKeyDictionary()


def run_after_commit(task: str, *arguments: object) -> None:
    """Run the task of that name soon after the transaction commits, or now outside one; never if it rolls back.

    Equal calls in one transaction wake once. A broker that is down is logged and no error: the task must also be in the
    beat schedule, or find its work by what the database says.
    """
    job, sent = (task, arguments), _sent_in_this_transaction()
    sent.discard(job)
    transaction.on_commit(partial(_send_once, job, sent))


@contextmanager
def collect_jobs() -> Iterator[None]:
    """Long work in many transactions wakes for each task once, at its end; beat finds what waits longer than that."""
    with _holding() as held:
        try:
            yield
        finally:
            for job in held:
                _send(job)


@contextmanager
def run_before_answer(*tasks: str, at_most: int) -> Iterator[None]:
    """As `collect_jobs`, but the tasks of these names run here, at the end, where there are at most so many.

    For what the next page must show. A failure is logged, and is the worker's to try again.
    """
    with _holding() as held:
        try:
            yield
        finally:
            here = [job for job in held if job[0] in tasks]
            for job in held:
                if job not in here or len(here) > at_most or not _run_here(job):
                    _send(job)


@contextmanager
def _holding() -> Iterator[set[Job]]:
    """Keeps the wake-ups that follow, for whoever asked."""
    held: set[Job] = set()
    before = _held.set(held)
    try:
        yield held
    finally:
        _held.reset(before)


def _run_here(job: Job) -> bool:
    name, arguments = job
    try:
        app.loader.import_default_modules()
        app.tasks[name](*arguments)
    except Exception:
        log.exception("not done before the answer", task=name)
        return False
    return True


def _sent_in_this_transaction() -> set[Job]:
    connection = transaction.get_connection()
    if not connection.run_on_commit:  # the first wake-up of a transaction
        _sent[connection] = set()
    return _sent.setdefault(connection, set())


def _send_once(job: Job, sent: set[Job]) -> None:
    if job in sent:
        return
    sent.add(job)
    held = _held.get()
    if held is None:
        _send(job)
    else:
        held.add(job)


def _send(job: Job) -> None:
    try:
        send(*job)
    except (OperationalError, OSError, RedisError) as error:
        log.warning("worker not woken", task=job[0], error=type(error).__name__)


def send(task: str, arguments: tuple[object, ...]) -> None:
    """Hand the task to the broker. Raises OperationalError, OSError or RedisError when it cannot be had at once."""
    with app.connection_for_write(transport_options=HASTE) as broker:
        app.send_task(task, arguments, connection=broker, retry=False)
