"""The walk's world: people by name, the clock, the worker, and what was there at some time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest import mock

import time_machine
from django.conf import settings
from django.utils import timezone

from portal.celery import app
from tests.walk.inventory import Inventory, added, judged, stages
from tests.walk.person import Person

START = date(2024, 9, 2)  # under the guidance of November 2023; that of June 2025 comes into force on the way
OFFICE_HOURS = time(9, 30)
SATURDAY = 5
LEFT_OUT = {"portal.tasks.send_due_mail", "portal.tasks.forget_sent_forms"}  # mail is read where it is queued


class Walk:
    """`seen`: what findings and stages there were whenever the worker ran."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.groups: dict[str, int] = {}  # the keys of groups by a word
        self.notes: dict[str, str] = {}  # addresses to come back to
        self.seen: Inventory = {}
        self.done: list[str] = []  # chapters
        self._now = _moment(START)

    def __enter__(self) -> "Walk":
        """The clock goes on from where it was left."""
        self._travel = time_machine.travel(self._now)
        self._clock = self._travel.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._now = timezone.now()
        self._travel.stop()

    def person(self, name: str) -> Person:
        """Whoever bears this name, new or known."""
        return self.people.setdefault(name, Person(name))

    @property
    def today(self) -> date:
        return timezone.localdate()

    def on(self, day: date) -> None:
        """The clock goes on to the morning of that day."""
        assert day > self.today, f"{day} is no later than {self.today}"
        self._clock.move_to(_moment(day))

    def later(self, days: int) -> None:
        """So many days on, or to the Monday after them."""
        day = self.today + timedelta(days=days)
        self.on(day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0))

    def minutes(self, number: int = 1) -> None:
        self._clock.shift(timedelta(minutes=number))

    def worker(self) -> None:
        """Everything that beat wakes a worker for, once; and what that wakes one for, at once."""
        app.loader.import_default_modules()
        with at_once():
            for entry in settings.CELERY_BEAT_SCHEDULE.values():
                if entry["task"] not in LEFT_OUT:
                    app.tasks[entry["task"]]()
        self.seen = added(self.seen, judged(), stages())


@contextmanager
def at_once() -> Iterator[None]:
    """Who would be woken by the broker works here and now."""

    def send(task: str, arguments: tuple[object, ...]) -> None:
        if task not in LEFT_OUT:
            app.tasks[task](*arguments)

    is_eager, app.conf.task_always_eager = app.conf.task_always_eager, True
    try:
        with mock.patch("portal.jobs.send", send):
            yield
    finally:
        app.conf.task_always_eager = is_eager


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, OFFICE_HOURS))
