"""Somebody advised that a duty takes longer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.history import HistoricalRecords


class Extension(models.Model):
    """Until when, why, and who said so; appended, never changed. It counts for the duty of that code and subject."""

    group = models.ForeignKey("groups.Group", models.PROTECT, null=True, blank=True, related_name="extensions")
    code = models.CharField(max_length=30)
    subject = models.CharField(max_length=60, blank=True)
    advised_on = models.DateField()
    advised_at = models.DateTimeField()
    advised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateField()
    reason = models.TextField("why it takes longer", max_length=4000)

    history = HistoricalRecords()

    class Meta:
        ordering = ("advised_at", "pk")
        constraints = [
            models.CheckConstraint(name="extension_ends_after_it_is_advised", condition=Q(until__gt=F("advised_on"))),
            models.CheckConstraint(name="extension_says_why", condition=~Q(reason="")),
        ]
        indexes = [models.Index(fields=["group", "code", "subject"])]

    def __str__(self) -> str:
        return f"{self.code} {self.subject} takes until {self.until}"
