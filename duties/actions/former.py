"""What tasks said of questions and of groups' details before there were reminders: nobody hears it twice.

They worked each hour of the day on which a reminder goes in the morning, so that only that day can be in doubt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models.functions import Coalesce
from django.utils import timezone

from duties.enums import Step
from duties.rules.values import DutyValues, ReminderValues
from groups.models import Group, Query

QUERIES = ("query.answer", "request.answer")
DETAILS = "details.confirm"


def said_before(
    duties: Iterable[DutyValues], rows: Iterable[ReminderValues], began_at: datetime | None
) -> list[ReminderValues]:
    """Of those that are not stored yet, the ones that were said on the day on which reminders began."""
    by_key = {duty.pk: duty for duty in duties if duty.code in (*QUERIES, DETAILS)} if began_at else {}
    if began_at is None or not by_key:
        return []
    on = timezone.localdate(began_at)
    of_day = [(by_key[row.duty_id], row) for row in rows if row.duty_id in by_key]
    of_day = [(duty, row) for duty, row in of_day if row.step != Step.OPENS and timezone.localdate(row.due_at) == on]
    of_queries = {duty.subject for duty, _ in of_day if duty.code in QUERIES}
    groups = {duty.group_id for duty, _ in of_day if duty.code == DETAILS}
    said = _of_queries(of_queries) if of_queries else set()
    said |= _of_details(groups) if groups else set()
    return [row for duty, row in of_day if (_subject(duty), row.step == Step.OVERDUE) in said]


def _subject(duty: DutyValues) -> str:
    return f"group/{duty.group_id}" if duty.code == DETAILS else duty.subject


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
