"""What time alone brings about: reminders, found by "due and not told yet"."""

from celery import shared_task
from django.utils import timezone

from groups.actions import confirming, queries


@shared_task
def remind_of_queries() -> None:
    """Product managers hear of answers that are due or overdue, each once; the rest of a long list comes next time."""
    while queries.remind(now=timezone.now()):
        continue


@shared_task
def remind_of_details() -> None:
    """Chairs hear when the yearly confirmation of their group's details ends soon, and when it has ended."""
    while confirming.remind(now=timezone.now()):
        continue
