"""A life in the tables: its facts entered on their days, and each day swept as workers do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from duties.models import Duty
from oversight.actions import keep_general_duties, lease_sweep_parts, sweep_part
from portal.calendar import today
from tests.duties.loading import Entering
from tests.duties.loading import enter as enter_all
from tests.duties.loading.until import until
from tests.guidance.duties.test_examples import EXAMPLES
from tests.oversight.dossier import read

Row = dict[str, Any]
DOSSIER = read(EXAMPLES / "life.json")
EXPECTED = {date.fromisoformat(row["as_of"]): row for row in read(EXAMPLES / "life.expected.json")}
FIRST, LAST = date(2026, 1, 5), date(2027, 1, 2)
DAY = timedelta(days=1)
COMPARED = ("code", "subject", "seat", "since", "due_on", "overdue", "class", "progress", "ended_on", "ended_by")


def sweep_day() -> None:
    """As beat has it done: whoever is first makes the parts of the day, and takes what is to be had."""
    for part in lease_sweep_parts(on=today(), now=timezone.now()):
        sweep_part(part, on=today())
    keep_general_duties(on=today())


class Life:
    """The group of a dossier, from day to day."""

    def __init__(self, dossier: Row = DOSSIER, first: date = FIRST) -> None:
        self.dossier, self.said = dossier, until(dossier, first)
        with at_noon(first):
            self.entering = Entering(dossier)  # what the importer keeps, to come or not
            enter_all(self.entering, self.said, first)

    def days(
        self, first: date, last: date, sweep: Callable[[], object] = sweep_day, *, but: frozenset[date] = frozenset()
    ) -> Iterator[date]:
        """Each day at noon, after its facts were entered and it was swept; `but` has days on which nobody swept."""
        for number in range((last - first).days + 1):
            on = first + number * DAY
            with at_noon(on):
                self.enter(on)
                if on not in but:
                    sweep()
                yield on

    def enter(self, on: date) -> None:
        """What the dossier has new on that day."""
        said = until(self.dossier, on)
        if said != self.said:
            self.said = said
            enter_all(self.entering, said, on)

    def rows(self, on: date) -> list[Row]:
        """The stored duties in the words of the dossier, without those that begin later."""
        rows = Duty.objects.filter(since__lte=on).order_by("pk")
        return in_order([self._plain(row, on) for row in rows])

    def _plain(self, row: Duty, on: date) -> Row:
        is_open = row.ended_on is None
        return {
            "code": row.code,
            "subject": self.entering.place(row.subject) if row.subject else None,
            "seat": row.seat,
            "since": row.since.isoformat(),
            "due_on": row.due_on and row.due_on.isoformat(),
            "overdue": is_open and row.is_overdue(on),
            "class": row.urgency,
            "progress": row.is_progress,
            "ended_on": row.ended_on and row.ended_on.isoformat(),
            "ended_by": row.ended_by or None,
        }


@contextmanager
def at_noon(on: date) -> Iterator[None]:
    with time_machine.travel(timezone.make_aware(timezone.datetime(on.year, on.month, on.day, 12)), tick=False):
        yield


def in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["code"], row["subject"] or "", row["since"]))


def expected(on: date) -> list[Row]:
    """What the dossier's answer has of that day: what is open, and of dated duties what ended."""
    return in_order([{name: row[name] for name in COMPARED} for row in EXPECTED[on]["duties"]])
