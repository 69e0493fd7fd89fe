"""Meetings of a group, who came to them, what was put to the vote and who voted."""

from meetings.models.meetings import Attendance, Meeting, MeetingQuerySet
from meetings.models.motions import ItemAbsence, Motion, MotionQuerySet, Vote

__all__ = ["Attendance", "ItemAbsence", "Meeting", "MeetingQuerySet", "Motion", "MotionQuerySet", "Vote"]
