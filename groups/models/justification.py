"""Exceptions that a group asks for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.models.group import Group
from portal.fields import WideCharField
from portal.history import HistoricalRecords


class Justification(models.Model):
    """Why an expected rule may be passed; asked for by the chair, accepted by an official."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="justifications")
    rule = WideCharField(max_length=60)
    reason = models.TextField(max_length=4000)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True, max_length=4000)
    history = HistoricalRecords()

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="justification_decided_once", condition=Q(accepted_on=None) | Q(declined_on=None)
            ),
            models.CheckConstraint(
                name="justification_declined_with_answer", condition=Q(declined_on=None) | ~Q(answer="")
            ),
        ]

    def __str__(self) -> str:
        return f"Justification of {self.rule} by {self.group_id}"

    @property
    def is_open(self) -> bool:
        return self.accepted_on is None and self.declined_on is None
