"""Many rows of the map saved at once, with their history."""

from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.models import User
from occupations import rules

BATCH = 500
VERSION_FIELDS = ["version", *rules.TITLES]
OCCUPATION_FIELDS = ["title", "level", "status", "route", "pathway", "cluster", "regulated", "professional_status"]
OCCUPATION_FIELDS += ["summary"]


def save_all(
    model: type[models.Model], create: list, change: list, fields: list[str], by: User | None, reason: str
) -> None:
    """Make and change rows; `fields` are those that may have changed."""
    options = {"batch_size": BATCH, "default_user": by, "default_change_reason": reason}
    if create:
        bulk_create_with_history(create, model, **options)
    if change:
        bulk_update_with_history(change, model, fields, **options)
