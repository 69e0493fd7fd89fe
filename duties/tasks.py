"""What time brings about for duties: reminders and digests. Safe to run twice, late, or in two workers at once."""

from celery import shared_task
from django.utils import timezone

from duties.actions import digests, reminding


@shared_task
def remind() -> None:
    """Every step whose time has come; a missed hour costs an hour."""
    now = timezone.now()
    while reminding.remind(now=now):
        continue


@shared_task
def send_digests() -> None:
    """One mail a day to whoever has something new; what came due a moment ago is among it."""
    remind()
    digests.send_digests(now=timezone.now())
