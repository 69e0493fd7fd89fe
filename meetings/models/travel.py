"""Claims for travelling to meetings, with their receipts, and the payments that they are exported in."""

from __future__ import annotations

from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from meetings.enums import ClaimOutcome, ClaimState, Critical
from portal.constraints import paired
from portal.history import HistoricalRecords


class TravelPayment(models.Model):
    """Approved claims of a group that were exported together, each once; paid together as well."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="travel_payments")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = [paired("travel_payment_paid_pair", "paid_at", "paid_by")]

    def __str__(self) -> str:
        return f"Travel payment {self.pk} of {self.group_id}"


class TravelClaimQuerySet(models.QuerySet["TravelClaim"]):
    def waiting(self) -> TravelClaimQuerySet:
        """To be decided."""
        return self.filter(decided_at=None)

    def not_refused(self) -> TravelClaimQuerySet:
        """Not refused."""
        return self.exclude(outcome=ClaimOutcome.REFUSED)

    def to_pay(self) -> TravelClaimQuerySet:
        """Approved, and in no payment yet."""
        return self.filter(outcome=ClaimOutcome.APPROVED, payment=None)


class TravelClaim(models.Model):
    """One person claims what the way to one meeting cost; decided by the product manager, once."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="travel_claims")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="travel_claims")
    person = models.ForeignKey("members.Person", models.PROTECT, related_name="travel_claims")
    organisation = models.ForeignKey("members.Organisation", models.PROTECT, related_name="travel_claims")
    critical_to = models.CharField(max_length=14, choices=Critical, blank=True, db_default="")
    why_in_person = models.TextField("why remote was ruled out", max_length=2000, blank=True, db_default="")
    journey = models.TextField(max_length=2000)
    amount = models.DecimalField(max_digits=7, decimal_places=2)
    late_reason = models.TextField(max_length=2000, blank=True)
    claimed_at = models.DateTimeField()
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=ClaimOutcome, blank=True)
    reasons = models.TextField(max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    payment = models.ForeignKey(TravelPayment, models.PROTECT, null=True, blank=True, related_name="claims")

    objects = TravelClaimQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("-claimed_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                name="travel_claim_one_a_person_and_meeting",
                fields=["meeting", "person"],
                condition=~Q(outcome=ClaimOutcome.REFUSED),
                violation_error_message="There is a claim for this meeting already",
            ),
            models.CheckConstraint(name="travel_claim_of_some_money", condition=Q(amount__gt=0)),
            paired("travel_claim_decided_pair", "decided_at", "decided_by"),
            models.CheckConstraint(
                name="travel_claim_decided_with_its_outcome",
                condition=Q(decided_at=None, outcome="") | Q(decided_at__isnull=False, outcome__in=ClaimOutcome.values),
            ),
            models.CheckConstraint(
                name="travel_claim_refused_with_reasons", condition=~Q(outcome=ClaimOutcome.REFUSED, reasons="")
            ),
            models.CheckConstraint(
                name="travel_claim_paid_when_approved", condition=Q(payment=None) | Q(outcome=ClaimOutcome.APPROVED)
            ),
            models.CheckConstraint(
                name="travel_claim_not_decided_by_its_claimant",
                condition=Q(decided_by=None) | ~Q(decided_by=F("claimed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"Travel claim {self.pk} for meeting {self.meeting_id}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:travel_claim", args=[self.group_id, self.pk])

    @property
    def reference(self) -> str:
        return f"TC{self.pk:06}"

    @property
    def state(self) -> ClaimState:
        """From what is recorded; ask it of claims brought with their payment."""
        if self.payment is not None:
            return ClaimState.PAID if self.payment.paid_at else ClaimState.EXPORTED
        return ClaimState(self.outcome or ClaimState.WAITING)


def receipt_path(receipt: TravelReceipt, name: str) -> str:
    """Where an upload lies: under a name that nobody chose, so that none can lead elsewhere."""
    return f"receipts/{uuid4().hex}{PurePath(name).suffix}"


class TravelReceipt(models.Model):
    """A file that somebody sent, as it came; its kind was judged by its content."""

    claim = models.ForeignKey(TravelClaim, models.PROTECT, related_name="receipts")
    file = models.FileField(upload_to=receipt_path, max_length=200)
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField("bytes")
    digest = models.CharField(max_length=64)
    history = HistoricalRecords()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="travel_receipt_once_a_claim",
                fields=["claim", "digest"],
                violation_error_message="The same file is attached already",
            )
        ]

    def __str__(self) -> str:
        return self.name
