"""What time alone does to motions: reminders, and the end of votes by correspondence. Safe to run twice, or late."""

from celery import shared_task
from django.utils import timezone

from meetings.actions import motions
from meetings.models import Motion
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
