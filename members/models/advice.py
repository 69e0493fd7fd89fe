"""Advice that a group sought."""

from __future__ import annotations

from django.db import models

from guidance.vocabulary import EngagementKind
from members.models.people import Organisation
from portal.history import HistoricalRecords


class Engagement(models.Model):
    """Advice that the group sought from a body outside it."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="engagements")
    kind = models.CharField("who advised", max_length=20, choices=EngagementKind)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="engagements")
    held_on = models.DateField("date")
    summary = models.TextField("what was asked and answered", max_length=4000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        return f"{self.kind} advised {self.group_id} on {self.held_on}"
