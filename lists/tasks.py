from celery import shared_task
from django.utils import timezone

from lists.actions import confirming, uploading


@shared_task
def confirm_uploads() -> None:
    """Write the long lists that somebody confirmed; woken by that, and each minute for what was lost."""
    confirming.write_begun(now=timezone.now())


@shared_task
def forget_uploads() -> None:
    """Lists that nobody confirmed in time go, with the personal data in them."""
    uploading.forget(now=timezone.now())
