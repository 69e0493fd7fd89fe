"""Reasons that mitigate a risk; and what is stored of assessments, which lists read and a gate never does."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from oversight.enums import GateCode, RiskCode, RiskLevel, Status


class Assessment(models.Model):
    """The last answer about a group. The exceptions stand beside it as `Finding` rows of the same group."""

    group = models.OneToOneField("groups.Group", models.CASCADE, related_name="assessment")
    policy = models.CharField(max_length=40)
    as_at = models.DateField("as at", help_text="The day on which this answer was first found")
    next_gate = models.CharField(max_length=10, choices=GateCode)
    rules_met = models.PositiveSmallIntegerField()
    rules_counted = models.PositiveSmallIntegerField("rules that count for the next gate")
    blockers = models.PositiveSmallIntegerField("rules that block the next gate")
    risk_level = models.CharField(max_length=9, choices=RiskLevel)
    proposal_due_on = models.DateField("occupation proposal due")
    fingerprint = models.CharField(max_length=64)
    assessed_at = models.DateTimeField(help_text="The group's `changed_at` as it was when it was assessed")

    class Meta:
        constraints = [
            models.CheckConstraint(name="assessment_met_of_counted", condition=Q(rules_met__lte=F("rules_counted"))),
        ]
        indexes = [models.Index(fields=["risk_level", "proposal_due_on"])]

    def __str__(self) -> str:
        return f"Assessment of {self.group_id} as at {self.as_at}"


class FindingQuerySet(models.QuerySet["Finding"]):
    def blocking(self) -> "FindingQuerySet":
        return self.filter(is_blocker=True)


class Finding(models.Model):
    """A rule not met, or justified, and since when; one row as long as it stays so."""

    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=60)
    status = models.CharField(
        max_length=14, choices=[(code.value, code.label) for code in (Status.NOT_MET, Status.JUSTIFIED)]
    )
    is_blocker = models.BooleanField("blocks the next gate", default=False)
    subject = models.ForeignKey("members.Person", models.CASCADE, null=True, blank=True, related_name="findings")
    args = models.JSONField(default=dict, blank=True)
    sequence = models.PositiveSmallIntegerField(help_text="Its place in the order of the policy's rules")
    since = models.DateField()

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ("group", "sequence", "subject")
        constraints = [
            models.UniqueConstraint(
                name="finding_once_a_group_rule_and_subject", fields=["group", "rule", "subject"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="finding_is_an_exception", condition=Q(status__in=[Status.NOT_MET, Status.JUSTIFIED])
            ),
        ]
        indexes = [models.Index(fields=["rule", "group"])]

    def __str__(self) -> str:
        return f"{self.rule} of {self.group_id}: {self.status}"


class MitigationQuerySet(models.QuerySet["Mitigation"]):
    def holding(self, on: date) -> "MitigationQuerySet":
        """Accepted by that day, and not past their last day."""
        return self.filter(accepted_on__lte=on, until__gte=on)


class Mitigation(models.Model):
    """Reasonable mitigating circumstances of a risk; asked for by the chair, accepted by an official until a day."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="mitigations")
    risk = models.CharField(max_length=60, choices=RiskCode)
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
