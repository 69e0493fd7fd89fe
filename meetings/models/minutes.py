"""The minutes of a meeting: what was recorded of it, with the chair's words, frozen once agreed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from meetings.enums import MinutesState
from portal.constraints import paired
from portal.history import HistoricalRecords


class Minutes(models.Model):
    """The chair's words by agenda item; `record` is what was recorded when they were agreed (`actions.record`)."""

    meeting = models.OneToOneField("meetings.Meeting", models.PROTECT, related_name="minutes")
    notes: Any = models.JSONField(default=dict, blank=True)  # text by the item's key as text; "" is about the whole
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shown_at = models.DateTimeField("shown to members at", null=True, blank=True)
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_in = models.ForeignKey(  # the later meeting that agreed them, if one did
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="+"
    )
    record: Any = models.JSONField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            paired("minutes_shown_pair", "shown_at", "shown_by"),
            paired("minutes_agreed_pair", "agreed_at", "agreed_by"),
            models.CheckConstraint(
                name="minutes_agreed_were_shown_and_are_frozen",
                condition=Q(agreed_at=None, agreed_in=None, record=None)
                | Q(agreed_at__isnull=False, shown_at__isnull=False, record__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Minutes of meeting {self.meeting_id}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:minutes", args=[self.meeting.group_id, self.meeting_id])

    @property
    def state(self) -> MinutesState:
        if self.agreed_at:
            return MinutesState.AGREED
        return MinutesState.SHOWN if self.shown_at else MinutesState.DRAFT
