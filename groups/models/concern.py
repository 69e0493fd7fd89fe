"""Doubts about a group that an official has."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groups.models.group import Group
from guidance.vocabulary import ConcernKind
from portal.constraints import paired
from portal.history import HistoricalRecords


class ConcernQuerySet(models.QuerySet["Concern"]):
    def current(self, on: date) -> ConcernQuerySet:
        """Opened by that day and not yet closed on it."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on)


class Concern(models.Model):
    """An official has reason to doubt that support can go on; the guidance's reasons that no date or count can show."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="concerns")
    kind = models.CharField(max_length=28, choices=ConcernKind)
    reason = models.TextField(max_length=4000)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    response = models.TextField("what the group says", blank=True, max_length=4000)
    responded_at = models.DateTimeField(null=True, blank=True)
    responded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField("what came of it", blank=True, max_length=4000)

    objects = ConcernQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("opened_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="concern_closed_on_or_after_opened",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                violation_error_message="The end date must be on or after the start date",
            ),
            models.CheckConstraint(name="concern_has_a_reason", condition=~Q(reason="")),
            paired("concern_responded_pair", "responded_at", "responded_by"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.group_id} since {self.opened_on}"
