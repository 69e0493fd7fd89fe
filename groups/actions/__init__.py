"""Every write to enquiries and groups, in the words of the business."""

from datetime import datetime

from groups.models import Group
from portal import jobs

ASSESS = "oversight.tasks.assess_group"


def mark_changed(group: Group, now: datetime) -> None:
    """Something that the assessment reads has changed: the group is due, and a worker is woken after the commit.

    Call it inside the transaction of the change. `changed_at` has no history, so a plain update loses none.
    """
    Group.objects.filter(pk=group.pk).update(changed_at=now)
    jobs.run_after_commit(ASSESS, group.pk)
