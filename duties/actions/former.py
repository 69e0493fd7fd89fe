"""What tasks said of questions and of groups' details before there were reminders: nobody hears it twice.

They worked each hour of the day on which a reminder goes in the morning, so that only that day can be in doubt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models.functions import Coalesce
from django.utils import timezone

from duties.enums import Outcome, Step
from duties.models import Reminder
from groups.models import Group, Query

QUERIES = ("query.answer", "request.answer")
DETAILS = "details.confirm"


def mark_said(rows: Iterable[Reminder], began_at: datetime | None) -> None:
    """Have those that are not stored yet, and were said on the day on which reminders began, be `overtaken`."""
    if began_at is None:
        return
    day = timezone.localdate(began_at)
    waiting = [row for row in rows if row.outcome == Outcome.WAITING and timezone.localdate(row.due_at) == day]
    of_queries = {row.duty.subject for row in waiting if row.duty.code in QUERIES}
    groups = {row.duty.group_id for row in waiting if row.duty.code == DETAILS}
    said = _of_queries(of_queries) if of_queries else set()
    said |= _of_details(groups) if groups else set()
    for row in waiting:
        subject = f"group/{row.duty.group_id}" if row.duty.code == DETAILS else row.duty.subject
        if (subject, row.step == Step.OVERDUE) in said and row.step != Step.OPENS:
            row.outcome = Outcome.OVERTAKEN


def _of_queries(subjects: Iterable[str]) -> set[tuple[str, bool]]:
    """Subjects with whether it was said that they are overdue, or else that they are due soon."""
    keys = [subject.partition("/")[2] for subject in subjects]
    rows = Query.objects.filter(pk__in=keys).values_list("pk", "reminded_at", "overdue_told_at")
    return {(f"query/{pk}", is_overdue) for pk, *moments in rows for is_overdue in (False, True) if moments[is_overdue]}


def _of_details(groups: Collection[int | None]) -> set[tuple[str, bool]]:
    rows = Group.objects.filter(pk__in=[key for key in groups if key]).values_list(
        "pk",
        Coalesce("details_confirmed_on", "membership_approved_on"),
        "details_reminded_on",
        "details_overdue_told_on",
    )
    return {
        (f"group/{pk}", is_overdue)
        for pk, last, *days in rows
        for is_overdue in (False, True)
        if last and days[is_overdue] and days[is_overdue] > last
    }
