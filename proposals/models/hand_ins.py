"""Drafts that a group hands in for feedback, before it submits."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.constraints import paired
from portal.history import HistoricalRecords
from proposals.models.submissions import Submission


class HandInQuerySet(models.QuerySet["HandIn"]):
    def waiting(self) -> HandInQuerySet:
        """Neither answered nor taken back."""
        return self.filter(answered_at=None, taken_back_at=None)


class HandIn(models.Model):
    """A draft was handed in: “aim to provide feedback to queries and drafts within 5 working days”."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="hand_ins")
    note = models.TextField("what you want feedback on", max_length=4000, blank=True)
    handed_in_at = models.DateTimeField(default=timezone.now)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.TextField("your feedback", max_length=8000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = HandInQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("handed_in_at", "pk")
        constraints = [
            paired("hand_in_answered_pair", "answered_at", "answered_by"),
            paired("hand_in_taken_back_pair", "taken_back_at", "taken_back_by"),
            models.CheckConstraint(name="hand_in_answered_with_text", condition=Q(answered_at=None) | ~Q(answer="")),
            models.CheckConstraint(
                name="hand_in_answered_or_taken_back", condition=Q(answered_at=None) | Q(taken_back_at=None)
            ),
            models.UniqueConstraint(
                name="hand_in_one_waiting_a_submission",
                fields=["submission"],
                condition=Q(answered_at=None, taken_back_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Draft of submission {self.submission_id}, handed in {self.handed_in_at}"

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None and self.taken_back_at is None
