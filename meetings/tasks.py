"""What time alone does to meetings and motions: reminders, the end of votes and of answers. Safe twice, or late."""

from celery import shared_task
from django.utils import timezone

from meetings.actions import agreement, motions, planning
from meetings.models import Meeting, Minutes, Motion
from portal.calendar import today
from portal.exceptions import Conflict


@shared_task
def close_due() -> None:
    """Motions by correspondence whose last day is past, each in a transaction of its own."""
    for motion in Motion.objects.to_close(today()).select_related("group"):
        try:
            motions.close(motion=motion, by=None, now=timezone.now())
        except Conflict:  # somebody else closed it meanwhile
            continue


@shared_task
def remind_due() -> None:
    """One reminder for each motion by correspondence, to those who have yet to vote."""
    for motion in Motion.objects.to_remind(today()):
        motions.remind(motion=motion, now=timezone.now())


@shared_task
def agree_due() -> None:
    """Minutes whose last day for answers is past and that enough agreed, each in a transaction of its own."""
    for minutes in Minutes.objects.to_agree().filter(answers__agrees=True).distinct().order_by("pk"):
        try:
            agreement.agree_if_due(minutes=minutes, now=timezone.now())
        except Conflict:  # agreed meanwhile
            continue


@shared_task
def remind_of_meetings() -> None:
    """One reminder of each meeting to come, two days before it."""
    for meeting in Meeting.objects.to_remind(today()):
        planning.remind(meeting=meeting, now=timezone.now())
