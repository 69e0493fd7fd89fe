"""The sweep of a day: made once, handed out in parts, each done by one worker or again after it died."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from groups.models import Group
from oversight.actions.snapshots import finish_day
from oversight.actions.sweeping import sweep_night
from oversight.models import SweepPart

PART = 5_000  # groups; a worker manages it well within the time that a task may take
HANDED_OUT = 20  # parts at a time; those that wait are handed out in the next minute
KEPT_DAYS = 14  # of parts, to see how long nights took


@transaction.atomic
def lease_sweep_parts(*, on: date, now: datetime) -> list[int]:
    """Mark parts of that day as handed to a worker, and return their keys; the first call of a day makes its parts.

    Two callers never get the same one. Days before are over: what time changed since is found today.
    """
    if not SweepPart.objects.filter(day=on).exists():
        _make_parts(on)
    rows = SweepPart.objects.waiting(on, now).order_by("first").select_for_update(skip_locked=True)
    waiting = list(rows.values_list("pk", flat=True)[:HANDED_OUT])
    SweepPart.objects.filter(pk__in=waiting).update(leased_at=now)
    return waiting


def _make_parts(on: date) -> None:
    keys = Group.objects.aggregate(first=Min("pk"), last=Max("pk"))
    if keys["last"] is None:
        return
    starts = range(keys["first"], keys["last"] + 1, PART)
    parts = [SweepPart(day=on, first=first, end=first + PART) for first in starts]
    SweepPart.objects.bulk_create(parts, ignore_conflicts=True)
    SweepPart.objects.filter(day__lt=on - timedelta(days=KEPT_DAYS)).delete()


def sweep_part(part_id: int, *, on: date) -> int:
    """Assess the groups of a part, with their snapshots of the day; how many were written. Nothing for a part that is
    done, or of another day."""
    part = SweepPart.objects.filter(pk=part_id, day=on, done_at=None).first()
    if part is None:
        return 0
    swept, now = sweep_night(range(part.first, part.end), on=on), timezone.now()
    part.done_at, part.groups, part.failed = now, swept.assessed, len(swept.failed)
    _keep_done(part, now)
    return swept.written


@transaction.atomic
def _keep_done(part: SweepPart, now: datetime) -> None:
    """With the last part of a day the day is done. All its parts are locked, so that one of two workers sees the
    other's."""
    locked = SweepPart.objects.select_for_update().filter(day=part.day).order_by("first")
    parts = [part if each.pk == part.pk else each for each in locked]
    part.save(update_fields=["done_at", "groups", "failed"])
    if all(each.done_at for each in parts):
        groups, failed = (sum(getattr(each, name) for each in parts) for name in ("groups", "failed"))
        finish_day(on=part.day, groups=groups, failed=failed, now=now)
