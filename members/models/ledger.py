"""Statements and consents: given and withdrawn, never overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from members.enums import ConsentCode, StatementCode
from members.models.memberships import Membership
from portal.fields import WideCharField


class LedgerEntry(models.Model):
    """Given on a day, perhaps withdrawn on a later one; with the version of the words that were shown."""

    wording_version = models.CharField(max_length=40, blank=True)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Statement(LedgerEntry):
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="statements")
    code = WideCharField(max_length=40, choices=StatementCode)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="statement_withdrawn_on_or_after_given",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} by membership {self.membership_id}"


class Consent(LedgerEntry):
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="consents")
    code = WideCharField(max_length=40, choices=ConsentCode)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_withdrawn_on_or_after_given",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} by membership {self.membership_id}"
