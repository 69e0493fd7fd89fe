"""What the chair lets a group's facilitators do."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from portal.dated import DatedQuerySet, ends_after_start
from portal.history import HistoricalRecords


class Preparation(models.Model):
    """The group's facilitators prepare its documents and meetings, from a day until the chair ends it."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="preparations")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("started_on", "pk")
        constraints = [
            ends_after_start("preparation_ends_on_or_after_start"),
            models.UniqueConstraint(name="preparation_one_at_a_time", fields=["group"], condition=Q(ended_on=None)),
        ]

    def __str__(self) -> str:
        return f"Preparation {self.pk} of {self.group_id}"
