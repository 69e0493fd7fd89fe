"""What another policy would change, computed once by the workers, part by part, and kept."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Sum
from django.utils import timezone

from guidance.vocabulary import GateCode, RiskLevel

LEASE = timedelta(minutes=11)  # longer than a worker may take for a part


class PolicyPreviewQuerySet(models.QuerySet["PolicyPreview"]):
    def newest(self, policy: str, on: date) -> "PolicyPreview | None":
        """Of that policy on that date; it may still be in the making."""
        return self.filter(policy=policy, on=on).select_related("asked_by").order_by("-asked_at", "-pk").first()


class PolicyPreview(models.Model):
    """One run: every group on a day, judged under the policy in force then and under the other one."""

    policy = models.CharField(max_length=40)
    against = models.CharField("policy in force", max_length=40)
    on = models.DateField("as at")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    groups = models.PositiveIntegerField("groups to compare", help_text="As counted when it was asked for")
    counts = models.JSONField(default=dict, blank=True, help_text="As oversight.preview.counts_of has them")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = PolicyPreviewQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                name="policy_preview_runs_once_a_policy_and_day",
                fields=["policy", "on"],
                condition=Q(finished_at=None),
                violation_error_message="This preview is being made already",
            ),
        ]

    def __str__(self) -> str:
        return f"Preview of {self.policy} on {self.on}"

    @property
    def compared(self) -> int:
        """Groups compared so far, also in parts that are not finished."""
        return self.parts.aggregate(done=Sum("done"))["done"] or 0


class PreviewPartQuerySet(models.QuerySet["PreviewPart"]):
    def due(self, now: datetime) -> "PreviewPartQuerySet":
        """Not finished, and with no worker, or one that must have died since."""
        return self.filter(Q(leased_at=None) | Q(leased_at__lt=now - LEASE), finished_at=None)


class PreviewPart(models.Model):
    """A range of groups, for one worker. What it finds is kept when it is whole, so that a kill leaves nothing half."""

    preview = models.ForeignKey(PolicyPreview, models.CASCADE, related_name="parts")
    first = models.BigIntegerField("first key")
    end = models.BigIntegerField("key after the last")
    done = models.PositiveIntegerField("groups compared", default=0)
    leased_at = models.DateTimeField("handed to a worker", null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewPartQuerySet.as_manager()

    class Meta:
        ordering = ("preview", "first")
        constraints = [
            models.UniqueConstraint(name="preview_part_once", fields=["preview", "first"]),
            models.CheckConstraint(name="preview_part_is_a_range", condition=Q(end__gt=F("first"))),
        ]
        indexes = [models.Index(name="preview_part_to_do", fields=["preview", "first"], condition=Q(finished_at=None))]

    def __str__(self) -> str:
        return f"Groups {self.first} to {self.end - 1} of preview {self.preview_id}"


class PreviewChange(models.Model):
    """What would change for one group; groups for which nothing changes have no row."""

    preview = models.ForeignKey(PolicyPreview, models.CASCADE, related_name="changes")
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="+")
    blocked = ArrayField(models.CharField(max_length=10, choices=GateCode), default=list)
    ready = ArrayField(models.CharField(max_length=10, choices=GateCode), default=list)
    unmet = ArrayField(models.CharField(max_length=60), default=list)
    met = ArrayField(models.CharField(max_length=60), default=list)
    risk_before = models.CharField(max_length=9, choices=RiskLevel)
    risk_after = models.CharField(max_length=9, choices=RiskLevel)
    details = models.JSONField(default=dict, help_text="What the words of the change need")

    # in words, where the page brings it
    texts: object
    said: Sequence[str]  # requirements that change
    more: Sequence[str]  # those that the page folds away

    class Meta:
        ordering = ("preview", "pk")
        constraints = [
            models.UniqueConstraint(name="preview_change_once_a_group", fields=["preview", "group"]),
        ]

    def __str__(self) -> str:
        return f"Change for {self.group_id} in preview {self.preview_id}"
