"""Keeping assessments up to date: changes wake one, each minute catches lost wake-ups, each night what time does.

And making previews of a policy, which are asked for by hand.
"""

from celery import shared_task
from django.db.models import F, Max, Q
from django.utils import timezone

from groups.models import Group
from oversight import actions
from portal import jobs
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


@shared_task
def preview_due() -> None:
    """Hand every part of a preview that no living worker has to the workers."""
    while due := actions.lease_parts(now=timezone.now()):
        for pk in due:
            jobs.send("oversight.tasks.preview_part", (pk,))


@shared_task
def preview_part(part_id: int) -> None:
    """One range of groups of a preview."""
    actions.compare_part(part_id)
