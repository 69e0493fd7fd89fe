"""What time brings about for members."""

from celery import shared_task
from django.utils import timezone

from members.actions import confirming, doubles, new_words, uploading


@shared_task
def ask_under_new_words() -> None:
    """Write to who gave something under words that have changed since; each once for each version of the words."""
    new_words.ask(now=timezone.now())


@shared_task
def confirm_uploads() -> None:
    """Write the long lists that somebody confirmed; woken by that, and each minute for what was lost."""
    confirming.write_begun(now=timezone.now())


@shared_task
def forget_uploads() -> None:
    """Lists that nobody confirmed in time go, with the personal data in them."""
    uploading.forget(now=timezone.now())


@shared_task
def find_doubles() -> None:
    """Propose organisations that may be the same; what is known is not proposed again."""
    doubles.find(now=timezone.now())
