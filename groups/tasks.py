"""What time alone brings about in a group's correspondence."""

from celery import shared_task
from django.utils import timezone

from groups.actions import queries


@shared_task
def remind_of_queries() -> None:
    """Product managers hear of answers that are due or overdue, each once; the rest of a long list comes next time."""
    while queries.remind(now=timezone.now()):
        continue
