"""Reminders follow their duties: written when one begins, moved with its day, cancelled when it ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils import timezone

from duties.actions.former import said_before
from duties.enums import Outcome, Step
from duties.models import Duty, Reminder, ReminderStart
from duties.rules.steps import Planned, is_repeated, next_repeat, steps
from duties.rules.values import DutyValues, ReminderValues
from guidance.duties.registry import Urgency
from portal.copying import copy_in

AnyDuty = Duty | DutyValues


def keep_reminders(created: Sequence[DutyValues], changed: Sequence[Duty]) -> None:
    """Write what will be said of duties that were just stored; in their transaction, for it alone.

    Of what came due before reminders began (`ReminderStart`) nothing is written.
    """
    if not created and not changed:
        return
    start = ReminderStart.objects.first()
    history = History(start.began_at if start else None)
    rows = [row for duty in created if duty.ended_on is None for row in history.planned(duty)]
    for row in said_before(created, rows, history.began_at):
        row.outcome = Outcome.OVERTAKEN
    if changed:
        rows += _follow(changed, history)
    copy_in(Reminder, rows)


def last_day_of(duty: AnyDuty) -> date | None:
    """The last day on which it is not overdue; None for a duty without a day."""
    return duty.due_on and max(duty.due_on, duty.excused_until or duty.due_on)


def next_reminder(duty: AnyDuty, after: date) -> ReminderValues | None:
    """The next one of a duty that is overdue, later than that day; not stored yet."""
    last_day = last_day_of(duty)
    planned = last_day and next_repeat(Urgency(duty.urgency), last_day, after)
    return _reminder(duty, planned, last_day) if planned else None


class History:
    """What came due before reminders began is over: only what is later is said."""

    def __init__(self, began_at: datetime | None) -> None:
        self.began_at = began_at
        self._began_on = timezone.localdate(began_at) if began_at else None

    def planned(self, duty: AnyDuty) -> Iterator[ReminderValues]:
        """What is still to be said; the next time, of a duty that was overdue as reminders began."""
        last_day = last_day_of(duty)
        for planned in steps(Urgency(duty.urgency), duty.since, last_day):
            if self.began_at is None or planned.at >= self.began_at:
                yield _reminder(duty, planned, last_day)
            elif planned.step == Step.OVERDUE and self._began_on and (row := next_reminder(duty, self._began_on)):
                yield row


def _reminder(duty: AnyDuty, planned: Planned, last_day: date | None) -> ReminderValues:
    return ReminderValues(duty.pk, planned.step, last_day, planned.at)


def _follow(duties: Sequence[Duty], history: History) -> list[ReminderValues]:
    """Bring the reminders of these to what they are now; those that are new are brought, and not stored yet."""
    stored: dict[int, list[Reminder]] = defaultdict(list)
    for row in Reminder.objects.filter(duty__in=duties).order_by("pk"):
        stored[row.duty_id].append(row)
    new, differing = list[ReminderValues](), list[Reminder]()
    for duty in duties:
        wanted = {(row.step, row.due_on): row for row in history.planned(duty)} if duty.ended_on is None else {}
        for row in stored[duty.pk]:
            same: ReminderValues | Reminder | None = wanted.pop((row.step, row.due_on), None)
            if same is None and is_repeated(row.step) and duty.ended_on is None and row.due_on == last_day_of(duty):
                same = row
            if _takes_over(row, same):
                differing.append(row)
        if any(row.step == Step.OPENS and row.outcome != Outcome.CANCELLED for row in stored[duty.pk]):
            wanted = {key: row for key, row in wanted.items() if row.step != Step.OPENS}
        new += wanted.values()
    _write(differing)
    return new


def _takes_over(row: Reminder, wanted: ReminderValues | Reminder | None) -> bool:
    """Bring a stored one that was not sent to what is wanted, None: nothing; whether anything differed."""
    if row.outcome not in (Outcome.WAITING, Outcome.CANCELLED):
        return False
    before = row.due_at, row.outcome
    if wanted is None:
        row.outcome = Outcome.CANCELLED
    else:
        row.due_at, row.outcome = wanted.due_at, Outcome.WAITING
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
