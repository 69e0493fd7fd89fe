"""What time brings about for members."""

from celery import shared_task
from django.utils import timezone

from members.actions import new_words


@shared_task
def ask_under_new_words() -> None:
    """Write to who gave something under words that have changed since; each once for each version of the words."""
    new_words.ask(now=timezone.now())
