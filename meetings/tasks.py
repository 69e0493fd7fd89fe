"""What time alone does to meetings and motions: reminders, and the end of votes. Safe to run twice, or late."""

from celery import shared_task
from django.utils import timezone

from meetings.actions import motions, planning
from meetings.models import Meeting, Motion
from portal.calendar import today
from portal.exceptions import Conflict
from proposals.actions import agreeing


@shared_task
def close_due() -> None:
    """Motions by correspondence whose last day is past, each in a transaction of its own."""
    for motion in Motion.objects.to_close(today()).select_related("group"):
        try:
            agreeing.close(motion=motion, by=None, now=timezone.now())
        except Conflict:  # somebody else closed it meanwhile
            continue


@shared_task
def remind_due() -> None:
    """One reminder for each motion by correspondence, to those who have yet to vote."""
    for motion in Motion.objects.to_remind(today()):
        motions.remind(motion=motion, now=timezone.now())


@shared_task
def remind_of_meetings() -> None:
    """One reminder of each meeting to come, two days before it."""
    for meeting in Meeting.objects.to_remind(today()):
        planning.remind(meeting=meeting, now=timezone.now())
