"""Keeping assessments up to date: changes wake one, each minute catches lost wake-ups, each night what time does."""

from celery import shared_task
from django.db.models import F, Max, Q

from groups.models import Group
from oversight import actions
from portal.calendar import today

A_MINUTES_WORK = 2_000  # groups, far below what a worker manages in a minute
RANGE = 20_000  # groups a nightly task; smaller ranges cost more a group


@shared_task
def assess_group(group_id: int) -> None:
    """Woken after a change of the group."""
    actions.sweep([group_id], on=today())


@shared_task
def assess_due() -> None:
    """Groups that changed since they were assessed, the longest waiting first, and groups never assessed."""
    due = Group.objects.filter(Q(assessment=None) | ~Q(assessment__assessed_at=F("changed_at")))
    actions.sweep(list(due.order_by("changed_at").values_list("pk", flat=True)[:A_MINUTES_WORK]), on=today())


@shared_task
def assess_all() -> None:
    """Every group, in ranges of keys that workers share."""
    last = Group.objects.aggregate(last=Max("pk"))["last"] or 0
    for first in range(1, last + 1, RANGE):
        assess_range.delay(first, first + RANGE)


@shared_task
def assess_range(first: int, end: int) -> None:
    """Groups with keys from `first` to before `end`, each with its snapshot of the day."""
    actions.sweep_night(range(first, end), on=today())
