"""Reminders follow their duties: written when one begins, moved with its day, cancelled when it ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils import timezone

from duties.actions.former import mark_said
from duties.enums import Outcome, Step
from duties.models import Duty, Reminder, ReminderStart
from duties.rules.steps import Planned, is_repeated, next_repeat, steps
from guidance.duties.registry import Urgency

CHANGING = ("due_at", "outcome")


def keep_reminders(created: Sequence[Duty], changed: Sequence[Duty]) -> None:
    """Write what will be said of duties that were just stored; in their transaction, for it alone.

    What came due before reminders began (`ReminderStart`) is `overtaken` at once.
    """
    if not created and not changed:
        return
    start = ReminderStart.objects.first()
    began_at = start.began_at if start else None
    rows = [row for duty in created if duty.ended_on is None for row in _planned(duty, began_at)]
    mark_said(rows, began_at)
    if changed:
        rows += _follow(changed, began_at)
    Reminder.objects.bulk_create(rows)


def last_day_of(duty: Duty) -> date | None:
    """The last day on which it is not overdue; None for a duty without a day."""
    return duty.due_on and max(duty.due_on, duty.excused_until or duty.due_on)


def next_reminder(duty: Duty, after: date) -> Reminder | None:
    """The next one of a duty that is overdue, later than that day; not stored yet."""
    last_day = last_day_of(duty)
    planned = last_day and next_repeat(Urgency(duty.urgency), last_day, after)
    return _reminder(duty, planned, None) if planned else None


def _planned(duty: Duty, began_at: datetime | None) -> Iterator[Reminder]:
    for planned in steps(Urgency(duty.urgency), duty.since, last_day_of(duty)):
        row = _reminder(duty, planned, began_at)
        yield row
        if began_at and row.step == Step.OVERDUE and row.outcome == Outcome.OVERTAKEN:
            repeated = next_reminder(duty, timezone.localdate(began_at))
            if repeated is not None:
                yield repeated


def _reminder(duty: Duty, planned: Planned, began_at: datetime | None) -> Reminder:
    is_past = began_at is not None and planned.at < began_at
    outcome = Outcome.OVERTAKEN if is_past else Outcome.WAITING
    return Reminder(
        duty=duty, step=str(planned.step), due_on=last_day_of(duty), due_at=planned.at, outcome=str(outcome.value)
    )


def _follow(duties: Sequence[Duty], began_at: datetime | None) -> list[Reminder]:
    """Bring the reminders of these to what they are now; those that are new are brought, and not stored yet."""
    stored: dict[int, list[Reminder]] = defaultdict(list)
    for row in Reminder.objects.filter(duty__in=duties).order_by("pk"):
        stored[row.duty_id].append(row)
    new, differing = list[Reminder](), list[Reminder]()
    for duty in duties:
        wanted = {(row.step, row.due_on): row for row in _planned(duty, began_at)} if duty.ended_on is None else {}
        for row in stored[duty.pk]:
            same = wanted.pop((row.step, row.due_on), None)
            if same is None and is_repeated(row.step) and duty.ended_on is None and row.due_on == last_day_of(duty):
                same = row
            if _takes_over(row, same):
                differing.append(row)
        if any(row.step == Step.OPENS and row.outcome != Outcome.CANCELLED for row in stored[duty.pk]):
            wanted = {key: row for key, row in wanted.items() if row.step != Step.OPENS}
        new += wanted.values()
    _write(differing)
    return new


def _takes_over(row: Reminder, wanted: Reminder | None) -> bool:
    """Bring a stored one that was not sent to what is wanted, None: nothing; whether anything differed."""
    if row.outcome not in (Outcome.WAITING, Outcome.CANCELLED):
        return False
    before = row.due_at, row.outcome
    if wanted is None:
        row.outcome = Outcome.CANCELLED
    else:
        row.due_at, row.outcome = wanted.due_at, wanted.outcome if wanted is not row else Outcome.WAITING
    return before != (row.due_at, row.outcome)


def _write(rows: Sequence[Reminder]) -> None:
    """One that a worker sends at this moment stays sent: what counts is whether it is so as the statement writes."""
    by_content: dict[tuple[str, datetime | None], list[int]] = defaultdict(list)
    for row in rows:
        at = None if row.outcome == Outcome.CANCELLED else row.due_at
        by_content[row.outcome, at].append(row.pk)
    for (outcome, at), keys in by_content.items():
        values = {"outcome": outcome} | ({"due_at": at} if at else {})
        Reminder.objects.filter(pk__in=keys, sent_at=None).exclude(outcome=Outcome.OVERTAKEN).update(**values)
