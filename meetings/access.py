"""The doors from a URL to a meeting or a motion: 404 for those of another group, whose own door was passed before."""

from django.http import Http404

from groups.models import Group
from meetings.models import Meeting, Motion


def get_meeting(group: Group, *, pk: int) -> Meeting:
    meeting = Meeting.objects.filter(group=group, pk=pk).first()
    if meeting is None:
        raise Http404
    meeting.group = group
    return meeting


def get_motion(group: Group, *, pk: int) -> Motion:
    """With its meeting, and who opened and closed it."""
    motions = Motion.objects.select_related("meeting", "opened_by", "closed_by")
    motion = motions.filter(group=group, pk=pk).first()
    if motion is None:
        raise Http404
    motion.group = group
    return motion
