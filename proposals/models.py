"""What a group submits, and the funding evidence that goes with the standard."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from portal.fields import WideDecimalField
from proposals.enums import SubmissionKind, SubmissionOutcome


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def submitted(self, on: date) -> SubmissionQuerySet:
        """Submitted by that day, whatever became of them."""
        return self.filter(submitted_on__lte=on)

    def agreed(self, on: date) -> SubmissionQuerySet:
        return self.filter(decided_on__lte=on, outcome=SubmissionOutcome.AGREED)


class Submission(models.Model):
    """An occupation proposal, standard, EPA plan or revision; of several of a kind the one made last is the newest."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="submissions")
    kind = models.CharField(max_length=8, choices=SubmissionKind)
    agreed_by_employers_on = models.DateField(
        null=True, blank=True, help_text="The employers agreed the exact version to be submitted"
    )
    submitted_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=SubmissionOutcome, blank=True)

    objects = SubmissionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("group", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.group_id}"


class FundingEvidence(models.Model):
    """What informs the funding band, each part with the day on which it was recorded."""

    group = models.OneToOneField("groups.Group", models.PROTECT, related_name="funding_evidence")
    delivery_methods_on = models.DateField("typical delivery methods recorded", null=True, blank=True)
    consumable_costs_on = models.DateField("consumable costs recorded", null=True, blank=True)
    qualification_fees_on = models.DateField("mandatory qualification fees recorded", null=True, blank=True)
    epao_in_principle_on = models.DateField("an EPAO committed in principle", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "funding evidence"

    def __str__(self) -> str:
        return f"Funding evidence of {self.group_id}"


class EpaoQuote(models.Model):
    """An organisation's price for assessing one apprentice."""

    evidence = models.ForeignKey(FundingEvidence, models.PROTECT, related_name="quotes")
    organisation = models.ForeignKey("members.Organisation", models.PROTECT, related_name="quotes")
    received_on = models.DateField()
    amount = WideDecimalField("amount in pounds", max_digits=14, decimal_places=2, null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "EPAO quote"
        ordering = ("received_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="epao_quote_not_below_zero",
                condition=Q(amount=None) | Q(amount__gte=0),
                violation_error_message="Enter an amount of £0 or more",
            ),
        ]

    def __str__(self) -> str:
        return f"Quote of {self.organisation_id}, received {self.received_on}"
