"""Meetings of a group."""

from __future__ import annotations

from datetime import date

from django.db import models
from simple_history.models import HistoricalRecords


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def held(self, on: date) -> MeetingQuerySet:
        """Held by that day, the newest first."""
        return self.filter(held_on__lte=on).order_by("-held_on", "-pk")


class Meeting(models.Model):
    """A meeting, with the two things that the guidance asks of each one."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    declarations_checked = models.BooleanField("checked for further declarations of interest", default=False)
    competition_statement = models.BooleanField(
        "competition statement read, or another step taken against anti-competitive activity", default=False
    )

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("-held_on", "-pk")
        indexes = [models.Index(fields=["group", "held_on"])]

    def __str__(self) -> str:
        return f"Meeting of {self.group_id} on {self.held_on}"
