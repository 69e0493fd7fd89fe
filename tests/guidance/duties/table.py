"""Each duty on the days that matter: before it begins, from when, the last day that keeps it, after it, and its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from guidance.duties import Group
from tests.guidance.duties.made import due, group, held

DAY = timedelta(days=1)


class Line(NamedTuple):
    """A duty of `record` (in the list `part` of the group), with whatever else of the group and of its assessment it
    is read from; `fact` is what ends it, on `ended_on`: `done`, `lapsed`, or `gone` where no row stays."""

    code: str
    seat: str
    holder: str
    since: date
    due_on: date | None
    part: str = ""
    record: Any = None
    fact: Mapping[str, Any] = {}
    ended_on: date | None = None
    how: str = "gone"
    others: Mapping[str, Any] = {}  # of the group
    assessed: Mapping[str, Any] = {}
    after: Mapping[str, Any] = {}  # of the group, as the fact changes it
    assessed_after: Mapping[str, Any] | None = None  # of its assessment, likewise
    subject: str | None = None
    expires: bool = False  # it is over the day after it was due

    def before(self) -> Group:
        return group(**{**self.others, **({self.part: (self.record,)} if self.part else {})})

    def ended(self) -> Group:
        record = self.record._replace(**self.fact) if self.fact else self.record
        return group(**{**self.others, **({self.part: (record,)} if self.part else {}), **self.after})


def check(line: Line) -> None:
    made = line.before()
    seen = {on: due(line.code, made, on, line.subject, **line.assessed) for on in _days(line)}
    before = seen[line.since - DAY]
    assert before is None or before.since < line.since
    for on in (line.since, line.due_on):
        if on is None:
            continue
        row = seen[on]
        assert row is not None and row.is_open and not row.overdue
        assert (row.since, row.due_on, row.seat) == (line.since, line.due_on, line.seat)
        holder = held(made, on, row, **line.assessed)
        assert holder is not None and (on > line.since or holder == line.holder)
    if line.due_on is not None:
        row = seen[line.due_on + DAY]
        assert row is not None and (row.overdue, row.is_open) == (not line.expires, not line.expires)


def _days(line: Line) -> list[date]:
    return [line.since - DAY, line.since, *((line.due_on, line.due_on + DAY) if line.due_on else ())]


def check_end(line: Line) -> None:
    """Open the day before its fact, and ended by it from that day on."""
    assert line.ended_on is not None
    made, changes = line.ended(), line.assessed if line.assessed_after is None else line.assessed_after
    if line.assessed_after is None and line.ended_on > line.since:
        row = due(line.code, made, line.ended_on - DAY, line.subject, **line.assessed)
        assert row is not None and row.is_open
    row = due(line.code, made, line.ended_on, line.subject, **changes)
    if line.how == "gone":
        assert row is None
    else:
        assert row is not None and (row.ended_on, row.ended_by) == (line.ended_on, line.how)
        assert held(made, line.ended_on, row, **changes) is None and not row.overdue
