"""Meetings of a group, who came to them, what was put to the vote and who voted."""

from meetings.models.actions import Action, ActionQuerySet
from meetings.models.agenda import AgendaItem, AgendaItemQuerySet, Paper
from meetings.models.meetings import Attendance, Meeting, MeetingQuerySet
from meetings.models.minutes import Minutes, MinutesAnswer
from meetings.models.motions import Motion, MotionQuerySet
from meetings.models.replies import Reply
from meetings.models.travel import TravelClaim, TravelPayment, TravelReceipt
from meetings.models.votes import ItemAbsence, Vote

__all__ = [
    "Action",
    "ActionQuerySet",
    "AgendaItem",
    "AgendaItemQuerySet",
    "Attendance",
    "ItemAbsence",
    "Meeting",
    "MeetingQuerySet",
    "Minutes",
    "MinutesAnswer",
    "Motion",
    "MotionQuerySet",
    "Paper",
    "Reply",
    "TravelClaim",
    "TravelPayment",
    "TravelReceipt",
    "Vote",
]
