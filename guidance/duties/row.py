"""A duty of one subject: from when, until when, and by which day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

DONE, LAPSED = "done", "lapsed"


class Row(NamedTuple):
    """`seat`, `progress` and `advisable` say what differs from how the duty is declared; `person` or `account` is who
    holds a seat of somebody named, `barred` are those who may not see to it."""

    since: date
    due_on: date | None = None
    subject: str | None = None
    seat: str = ""
    person: str | None = None
    account: str | None = None
    barred: frozenset[str] = frozenset()
    progress: bool | None = None
    advisable: bool | None = None
    ended_on: date | None = None
    ended_by: str | None = None

    def ends(self, done: Iterable[date | None] = (), lapsed: Iterable[date | None] = ()) -> Row:
        """Ended by the first of those days; of two on one day it is done."""
        days = [(day, how) for how, days in ((DONE, done), (LAPSED, lapsed)) for day in days if day is not None]
        if not days:
            return self
        day, how = min(days)  # "done" comes before "lapsed"
        return self._replace(ended_on=day, ended_by=how)

    def as_of(self, on: date) -> Row | None:
        """The row on that day: None where it is still to come, or ended before it began."""
        if self.since > on or (self.ended_on is not None and self.ended_on < self.since):
            return None
        return self if self.ended_on is None or self.ended_on <= on else self._replace(ended_on=None, ended_by=None)

    def lapsed_by(self, day: date) -> Row | None:
        """The row where everything lapses on that day: None where it did not begin before it."""
        if self.since >= day:
            return None
        if self.ended_on is not None and (self.ended_on, self.ended_by) <= (day, LAPSED):
            return self
        return self._replace(ended_on=day, ended_by=LAPSED)
