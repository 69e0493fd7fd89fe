"""The funding evidence that goes with the standard."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from guidance.vocabulary import Delivers
from portal.constraints import paired
from portal.fields import WideDecimalField
from portal.history import HistoricalRecords
from proposals.enums import EvidencePart
from proposals.models.files import document_path


class FundingEvidence(models.Model):
    """What informs the funding band, each part with the day on which it was recorded."""

    group = models.OneToOneField("groups.Group", models.PROTECT, related_name="funding_evidence")
    delivery_methods_on = models.DateField("typical delivery methods recorded", null=True, blank=True)
    consumable_costs_on = models.DateField("consumable costs recorded", null=True, blank=True)
    qualification_fees_on = models.DateField("mandatory qualification fees recorded", null=True, blank=True)
    epao_in_principle_on = models.DateField("an EPAO committed in principle", null=True, blank=True)
    delivery_methods = models.TextField(
        "typical delivery methods", max_length=4000, blank=True, default="", db_default=""
    )
    consumable_costs = models.TextField(
        "necessary consumable costs", max_length=4000, blank=True, default="", db_default=""
    )
    qualification_fees = models.TextField(
        "mandatory qualification fees", max_length=4000, blank=True, default="", db_default=""
    )
    epao_in_principle = models.TextField(
        "who committed in principle, and how", max_length=4000, blank=True, default="", db_default=""
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "funding evidence"

    def __str__(self) -> str:
        return f"Funding evidence of {self.group_id}"


class EpaoQuote(models.Model):
    """An organisation's price for assessing one apprentice."""

    GROUP_PATH = "evidence__group"
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

    @property
    def counts(self) -> bool:
        """Only a quote of an organisation that assesses informs the funding band; it comes with the row."""
        return Delivers.EPA in self.organisation.all_delivered


class FundingDocumentQuerySet(models.QuerySet["FundingDocument"]):
    def kept(self) -> FundingDocumentQuerySet:
        return self.filter(removed_at=None)


class FundingDocument(models.Model):
    """A file behind a part of the evidence, say a quote as it came, or a provider's prices; removed, its row stays."""

    evidence = models.ForeignKey(FundingEvidence, models.PROTECT, related_name="documents")
    part = models.CharField(max_length=18, choices=EvidencePart)
    document = models.FileField(upload_to=document_path, max_length=200)
    document_name = models.CharField(max_length=120)
    document_digest = models.CharField(max_length=64)
    document_bytes = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = FundingDocumentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("added_at", "pk")
        constraints = [
            paired("funding_document_added_pair", "added_at", "added_by"),
            paired("funding_document_removed_pair", "removed_at", "removed_by"),
            models.CheckConstraint(
                name="funding_document_whole", condition=~Q(document="") & ~Q(document_name="") & ~Q(document_digest="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_name} of evidence {self.evidence_id}"
