"""Reasons that mitigate a risk."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from guidance.vocabulary import RiskCode
from portal.fields import WideCharField
from portal.history import HistoricalRecords


class MitigationQuerySet(models.QuerySet["Mitigation"]):
    def holding(self, on: date) -> MitigationQuerySet:
        """Accepted by that day, and not past their last day."""
        return self.filter(accepted_on__lte=on, until__gte=on)


class Mitigation(models.Model):
    """Reasonable mitigating circumstances of a risk; asked for by the chair, accepted by an official until a day."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="mitigations")
    risk = WideCharField(max_length=60, choices=RiskCode)
    reason = models.TextField(max_length=4000)
    until = models.DateField("holds until", help_text="The last day on which it holds")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True, max_length=4000)

    objects = MitigationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = [
            models.CheckConstraint(name="mitigation_decided_once", condition=Q(accepted_on=None) | Q(declined_on=None)),
            models.CheckConstraint(
                name="mitigation_declined_with_answer",
                condition=Q(declined_on=None) | ~Q(answer=""),
                violation_error_message="Say why you decline it",
            ),
        ]

    def __str__(self) -> str:
        return f"Mitigation of {self.risk} of {self.group_id} until {self.until}"
