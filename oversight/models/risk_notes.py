"""What officials note about a risk."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from guidance.vocabulary import RiskCode
from portal.fields import WideCharField
from portal.history import HistoricalRecords


class RiskNote(models.Model):
    """An official looked at a risk of a group, and says what is done about it; never changed, only followed."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="risk_notes")
    risk = WideCharField(max_length=60, choices=RiskCode)
    text = models.TextField("what is done about it", max_length=4000)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ("noted_at", "pk")
        constraints = [models.CheckConstraint(name="risk_note_has_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"Note on {self.risk} of {self.group_id}"
