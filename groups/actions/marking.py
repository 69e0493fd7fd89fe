"""Whatever is written of a group makes the group due for an assessment, whichever app writes it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.utils import timezone

from groups.models import Group
from portal import jobs


def mark_after_commit(row: models.Model) -> None:
    """The group of a row that was written is assessed soon after the commit; nothing where it is of none.

    After it, and not in it: the lock on a group comes before those of what belongs to it. What an action says with
    `mark_changed` holds from its commit on; this is for what only duties read, and loses an evening at the worst.
    """
    path = getattr(row, "GROUP_PATH", "group")
    if isinstance(row, Group) or path is None or not _has(row, path):
        return
    keys = (row.group_id,) if path == "group" else None  # type: ignore[attr-defined]  # only rows that have it
    transaction.on_commit(partial(_mark, type(row), row.pk, path, keys), robust=True)


def _has(row: models.Model, path: str) -> bool:
    try:
        row._meta.get_field(path.partition("__")[0])
    except FieldDoesNotExist:
        return False
    return True


def _mark(model: type[models.Model], key: int, path: str, keys: tuple[int | None, ...] | None) -> None:
    if keys is None:
        keys = tuple(model._default_manager.filter(pk=key).values_list(path, flat=True))
    mark(key for key in keys if key is not None)


def mark(group_ids: Iterable[int]) -> None:
    """These groups are assessed soon; each in a transaction of its own where there is none."""
    for group_id in {*group_ids}:
        Group.objects.filter(pk=group_id).update(changed_at=timezone.now())
        jobs.run_after_commit(settings.ASSESS_GROUP, group_id)
