"""The sweep of a day, in parts that workers share."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F, Q

LEASE = timedelta(minutes=6)  # longer than a worker may take for a part


class SweepPartQuerySet(models.QuerySet["SweepPart"]):
    def waiting(self, on: date, now: datetime) -> SweepPartQuerySet:
        """Of that day, not done, and with no worker, or one that must have died since."""
        return self.filter(Q(leased_at=None) | Q(leased_at__lt=now - LEASE), day=on, done_at=None)


class SweepPart(models.Model):
    """A range of groups that are assessed on a day. A part that is done twice writes nothing the second time."""

    day = models.DateField()
    first = models.BigIntegerField("first key")
    end = models.BigIntegerField("key after the last")
    leased_at = models.DateTimeField("handed to a worker", null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    groups = models.PositiveIntegerField("groups assessed", db_default=0)
    failed = models.PositiveIntegerField("groups that could not be assessed", db_default=0)

    objects = SweepPartQuerySet.as_manager()

    class Meta:
        ordering = ("day", "first")
        constraints = [
            models.UniqueConstraint(name="sweep_part_once_a_day", fields=["day", "first"]),
            models.CheckConstraint(name="sweep_part_is_a_range", condition=Q(end__gt=F("first"))),
        ]

    def __str__(self) -> str:
        return f"Groups {self.first} to {self.end - 1} on {self.day}"
