"""Keeping assessments up to date: changes wake one, each minute catches lost wake-ups, each night what time does.

And making previews of a policy, which are asked for by hand.
"""

from celery import shared_task
from celery.signals import worker_ready
from django.db.models import F, Q
from django.utils import timezone

from groups.models import Group
from oversight import actions
from portal import jobs
from portal.calendar import today

A_MINUTES_WORK = 2_000  # groups, far below what a worker manages in a minute


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
def assess_general() -> None:
    """What is due of no group: enquiries, absences, the portal's own."""
    actions.keep_general_duties(on=today())


@shared_task
def assess_of_official(user_id: int) -> None:
    """The groups whose seats change with an official: appointed, absent, or no official any more."""
    actions.sweep(actions.groups_of_official(user_id), on=today())
    assess_general()


@shared_task
def assess_all() -> None:
    """Every group once a day, in parts that workers share: what time alone changes, and the day's snapshots.

    Each minute finds what a worker that died left undone, and a day whose night nobody worked.
    """
    for pk in actions.lease_sweep_parts(on=today(), now=timezone.now()):
        jobs.send("oversight.tasks.assess_part", (pk,))


@shared_task
def assess_part(part_id: int) -> None:
    """One range of groups of a day's sweep."""
    actions.sweep_part(part_id, on=today())


@worker_ready.connect
def assess_after_start(**_: object) -> None:
    """A worker that starts does not wait for beat."""
    jobs.run_after_commit("oversight.tasks.assess_all")


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
