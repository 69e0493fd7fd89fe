"""Every write to enquiries and groups, in the words of the business."""

from datetime import datetime

from django.conf import settings

from groups.models import Group
from portal import jobs


def mark_changed(group: Group, now: datetime) -> None:
    """Something that the assessment reads has changed: the group is due, and a worker is woken after the commit.

    Call it inside the transaction of the change. `changed_at` has no history, so a plain update loses none.
    """
    Group.objects.filter(pk=group.pk).update(changed_at=now)
    jobs.run_after_commit(settings.ASSESS_GROUP, group.pk)
