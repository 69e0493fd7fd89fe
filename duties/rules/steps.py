"""When a duty is spoken of, by how urgent it is: as it begins, before the day it is due, and after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone

from duties.enums import Step
from guidance.duties.registry import Urgency
from portal.calendar import add_days, add_working_days, subtract_working_days, working_days_between

MORNING = time(7)  # in London; before the digests, which begin at half past


class Times(NamedTuple):
    """`ahead`, `repeats` and `escalates` are working days: before the due day, between reminders after it, and after
    it until the next in line hears. None: never."""

    far_ahead_days: int | None
    ahead: int | None
    repeats: int | None
    escalates: int | None


TIMES = {
    Urgency.URGENT: Times(None, 1, 5, 5),
    Urgency.NORMAL: Times(None, 5, 10, 10),
    Urgency.LONG: Times(28, 5, 20, 10),
    Urgency.QUIET: Times(None, None, None, None),
}


class Planned(NamedTuple):
    step: str
    at: datetime


@lru_cache(maxsize=10_000)
def steps(urgency: Urgency, since: date, last_day: date | None) -> tuple[Planned, ...]:
    """Every step but repeated ones, of a duty that is not overdue up to and with `last_day`; None: it never is.

    What would come before the duty begins, or on that day, is left out: its beginning says when it is due.
    """
    return tuple(_steps(TIMES[urgency], since, last_day))


def _steps(times: Times, since: date, last_day: date | None) -> Iterator[Planned]:
    yield Planned(Step.OPENS, _moment(since, time.min))
    if last_day is None:
        return
    before = []
    if times.far_ahead_days is not None:
        before.append((Step.FAR_AHEAD, add_days(last_day, -times.far_ahead_days)))
    if times.ahead is not None:
        before.append((Step.AHEAD, subtract_working_days(last_day, times.ahead)))
    for step, day in before:
        if day > since:
            yield Planned(step, _moment(day))
    if times.repeats is not None:
        yield Planned(Step.OVERDUE, _moment(max(add_days(last_day, 1), since)))
    if times.escalates is not None:
        yield Planned(Step.ESCALATED, _moment(add_working_days(max(last_day, since), times.escalates)))


@lru_cache(maxsize=10_000)
def next_repeat(urgency: Urgency, last_day: date, after: date) -> Planned | None:
    """The first repeated step later than that day."""
    days = TIMES[urgency].repeats
    if days is None:
        return None
    first = add_days(last_day, 1)
    number = max(1, working_days_between(first, after) // days + 1)
    return Planned(f"{Step.OVERDUE} {number + 1}", _moment(add_working_days(first, days * number)))


def is_repeated(step: str) -> bool:
    return step.startswith(f"{Step.OVERDUE} ")


def is_overdue(step: str) -> bool:
    return step == Step.OVERDUE or is_repeated(step)


def _moment(day: date, at: time = MORNING) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
