"""Organisations that may be the same, for a person to judge."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from members.enums import Judgement
from members.models.people import Organisation
from portal.constraints import paired


class LikelyDoubleQuerySet(models.QuerySet["LikelyDouble"]):
    def undecided(self) -> LikelyDoubleQuerySet:
        return self.filter(judgement=Judgement.OPEN)


class LikelyDouble(models.Model):
    """Two organisations with names so alike that somebody should look; once judged, never proposed again."""

    first = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the older one
    second = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    score = models.FloatField(help_text="How alike the names are: 100 where they are equal but for spelling")
    found_at = models.DateTimeField(default=timezone.now)
    judgement = models.CharField(max_length=9, choices=Judgement, default=Judgement.OPEN)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    kept = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    moved = models.JSONField(default=dict, blank=True, help_text="Keys of the rows that a merge re-pointed, by model")

    objects = LikelyDoubleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("-score", "pk")
        constraints = [
            models.UniqueConstraint(name="likely_double_once_a_pair", fields=["first", "second"]),
            models.CheckConstraint(name="likely_double_is_of_two", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="likely_double_judged_or_open",
                condition=Q(judgement=Judgement.OPEN, judged_at=None)
                | (~Q(judgement=Judgement.OPEN) & Q(judged_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="likely_double_keeps_one_when_merged",
                condition=Q(judgement=Judgement.MERGED, kept__isnull=False)
                | (~Q(judgement=Judgement.MERGED) & Q(kept=None)),
            ),
            paired("likely_double_judged_pair", "judged_at", "judged_by"),
        ]
        indexes = [models.Index(fields=["judgement", "-score"])]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"

    def get_absolute_url(self) -> str:
        return reverse("members:double", args=[self.pk])

    @property
    def gone(self) -> Organisation | None:
        """The one that nothing names any more since the two were merged."""
        if self.kept_id is None:
            return None
        return self.second if self.kept_id == self.first_id else self.first
