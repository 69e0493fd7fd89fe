"""Statements and consents: given and withdrawn, never overwritten."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from guidance.vocabulary import ConsentCode, StatementCode
from members.models.memberships import Membership
from portal.fields import WideCharField
from portal.history import HistoricalRecords


class LedgerQuerySet(models.QuerySet):
    """What was given counts from its day until the day before it is withdrawn."""

    def in_force(self, on: date) -> Self:
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on), given_on__lte=on)


def holding_withdrawn(on: date) -> Q:
    """A condition on memberships: the person agreed to the details being held, and took it back by that day."""
    given = Consent.objects.filter(membership=OuterRef("pk"), code=ConsentCode.DETAILS_HELD, given_on__lte=on)
    return Q(Exists(given)) & ~Q(Exists(given.in_force(on)))


class LedgerEntry(models.Model):
    """Given on a day, perhaps withdrawn on a later one; with the version of the words that were shown."""

    wording_version = models.CharField(max_length=40, blank=True)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = LedgerQuerySet.as_manager()

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
