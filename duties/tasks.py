"""What time brings about for duties: reminders. Safe to run twice, late, or in two workers at once."""

from celery import shared_task
from django.utils import timezone

from duties.actions import reminding


@shared_task
def remind() -> None:
    """Every step whose time has come; a missed hour costs an hour."""
    now = timezone.now()
    while reminding.remind(now=now):
        continue
