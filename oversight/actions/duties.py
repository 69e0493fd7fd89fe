"""Duties as rows: begun, moved and ended with the facts that they follow from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from django.utils import timezone

from duties.actions.reminders import keep_reminders
from duties.models import Duty
from duties.rules.values import DutyValues
from guidance.duties.answer import Due
from guidance.duties.groups import GroupAnswer
from guidance.duties.registry import DUTIES, Seat
from guidance.duties.row import DONE, LAPSED
from portal.copying import copy_in, next_keys

ROUTE_SEATS = {Seat.ROUTE_MANAGER, Seat.ASSURANCE_MANAGER, Seat.INTAKE}
CHANGING = (
    *("route", "seat", "person", "user", "barred", "urgency", "is_progress", "since", "first_due_on", "due_on"),
    *("excused_until", "ended_on", "ended_by"),
)
COMPARED = tuple({"route": "route_id", "person": "person_id", "user": "user_id"}.get(name, name) for name in CHANGING)
BEGIN_ANEW = {"risk.look"}  # a later first day is another level of the risk: another duty, of which its holder hears
AnyDuty = TypeVar("AnyDuty", Duty, DutyValues)
Key = tuple[str, str, date, int]  # a duty's code, subject and first day, and which of those it is


class Changes:
    """What is to be written of duties."""

    def __init__(self) -> None:
        self.created, self.changed, self.gone = list[DutyValues](), list[Duty](), list[int]()

    def write(self) -> None:
        """Those that never were go first, and ended ones before those that begin: one is open at a time. Reminders
        follow."""
        if self.gone:
            Duty.objects.filter(pk__in=self.gone).delete()
        for changed in (
            [row for row in self.changed if row.ended_on is not None],
            [row for row in self.changed if row.ended_on is None],
        ):
            if changed:
                Duty.objects.bulk_update(changed, [*CHANGING, "moves"])
        for row, key in zip(self.created, next_keys(Duty, len(self.created)), strict=True):
            row.pk = key
        copy_in(Duty, self.created)
        keep_reminders(self.created, self.changed)


def keep_duties(answers: Sequence[GroupAnswer]) -> None:
    """The rows of these groups as the answers have them; for `store` alone, under its locks."""
    keys = [answer.group_id for answer in answers]
    stored: dict[int, list[Duty]] = {key: [] for key in keys}
    for row in Duty.objects.filter(group_id__in=keys).order_by("pk"):
        stored[row.group_id or 0].append(row)
    changes, now = Changes(), timezone.now()
    for answer in answers:
        wanted = [duty_values(due, answer.group_id, answer.route, now) for due in answer.duties]
        compare(stored[answer.group_id], wanted, changes, on=answer.result.on, lapsed=answer.lapsed)
    changes.write()


def duty_values(due: Due, group_id: int | None, route: int | None, now: datetime) -> DutyValues:
    """A duty as a row that is not stored yet."""
    return DutyValues(
        group_id=group_id,
        route_id=route if due.seat in ROUTE_SEATS else None,
        code=due.duty.code,
        subject=due.subject or "",
        seat=due.seat.value,
        person_id=key_of(due.person, "p"),
        user_id=key_of(due.account, "u") or key_of(due.person, "u"),
        barred=sorted(due.barred),
        urgency=due.duty.urgency.value,
        is_progress=due.progress,
        since=due.since,
        first_due_on=due.first_due_on,
        due_on=due.due_on,
        excused_until=due.excused_until,
        ended_on=due.ended_on,
        ended_by=due.ended_by or "",
        stored_at=now,
    )


def key_of(name: str | None, kind: str) -> int | None:
    """The key of a person (p) or an account (u) in the text by which records name it; None for any other."""
    return int(name[1:]) if name is not None and name[:1] == kind and name[1:].isdigit() else None


def compare(
    stored: Iterable[Duty], wanted: Iterable[DutyValues], changes: Changes, *, on: date, lapsed: frozenset[str]
) -> None:
    """Add to `changes` what makes the stored rows of one group the wanted ones.

    A dated duty is as the facts have it, also its past. Of any other the facts of a day tell no past: where it is not
    asked for any more it ends on that day, and what ended stays; `lapsed` are the subjects that are over.
    """
    by_key = dict(_numbered(stored))
    left = []
    for key, row in _numbered(wanted):
        same = by_key.get(key)
        if same is None or (same.ended_on is not None and not row.declared.dated):
            left.append(row)
        else:
            del by_key[key]
            if _takes_over(same, row):
                changes.changed.append(same)
    open_ones = {(row.code, row.subject): key for key, row in by_key.items() if row.ended_on is None}
    for row in left:
        moved = open_ones.pop((row.code, row.subject), None) if row.ended_on is None else None
        if moved is None or (row.code in BEGIN_ANEW and by_key[moved].since < row.since):
            changes.created.append(row)
        elif _takes_over(same := by_key.pop(moved), row):
            changes.changed.append(same)
    _end(by_key.values(), changes, on=on, lapsed=lapsed)


def _end(rows: Iterable[Duty], changes: Changes, *, on: date, lapsed: frozenset[str]) -> None:
    for row in rows:
        if row.code not in DUTIES or row.declared.dated or (row.ended_on is None and row.since > on):
            changes.gone.append(row.pk)
        elif row.ended_on is None:
            is_over = row.subject in lapsed or "" in lapsed
            row.ended_on, row.ended_by = on, LAPSED if is_over else DONE
            changes.changed.append(row)


def _numbered(rows: Iterable[AnyDuty]) -> Iterator[tuple[Key, AnyDuty]]:
    """Each with its key; of several that begin on one day the first is the first."""
    seen: Counter[tuple[str, str, date]] = Counter()
    for row in rows:
        place: tuple[str, str, date] = (row.code, row.subject, row.since)
        yield (*place, seen[place]), row
        seen[place] += 1


def _takes_over(row: Duty, wanted: DutyValues) -> bool:
    """Bring the stored row to what is wanted; whether anything differed."""
    names = [name for name in COMPARED if getattr(row, name) != getattr(wanted, name)]
    if "due_on" in names:
        row.moves += 1
    for name in names:
        setattr(row, name, getattr(wanted, name))
    return bool(names)
