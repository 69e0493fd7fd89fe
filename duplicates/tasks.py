from celery import shared_task
from django.utils import timezone

from duplicates.actions import pairs


@shared_task
def find_duplicates() -> None:
    """Propose organisations that may be the same; what is known is not proposed again."""
    pairs.find(now=timezone.now())
