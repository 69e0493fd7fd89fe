"""What time brings about for members."""

from celery import shared_task
from django.utils import timezone

from members.actions import reconfirmation


@shared_task
def ask_for_reconfirmation() -> None:
    """Write to who gave something under words that have changed since; each once for each version of the words."""
    reconfirmation.ask(now=timezone.now())
