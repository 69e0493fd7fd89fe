"""The doors from a URL to a meeting or a motion: 404 for those of another group, whose own door was passed before."""

from groups.models import Group
from meetings.models import Meeting, Motion
from portal.shortcuts import or_404


def get_meeting(group: Group, *, pk: int) -> Meeting:
    meeting = or_404(Meeting.objects.filter(group=group, pk=pk).first())
    meeting.group = group
    return meeting


def get_motion(group: Group, *, pk: int) -> Motion:
    """With its meeting, and who opened and closed it."""
    motions = Motion.objects.select_related("meeting", "opened_by", "closed_by")
    motion = or_404(motions.filter(group=group, pk=pk).first())
    motion.group = group
    return motion
