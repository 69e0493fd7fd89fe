"""Who stands on the public registers of training providers and of assessment organisations."""

from __future__ import annotations

from django.db import models

from members.enums import RegisterKind
from portal.fields import WideCharField
from portal.history import HistoricalRecords


class RegisterEntry(models.Model):
    """One name on a register. A body that is listed under two names (its own and its legal one) has two rows.

    A match with it is a reason to ask somebody, never a fact about an organisation of a group.
    """

    register = models.CharField(max_length=8, choices=RegisterKind)
    reference = models.CharField(max_length=12)  # UKPRN of a provider, EPA… of an assessment organisation
    name = WideCharField(max_length=300)
    normalised = WideCharField(max_length=300, db_index=True)  # by members.rules.names
    source = WideCharField(max_length=200)  # the newest list that has it
    taken_on = models.DateField("date of the list")
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "register entries"
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(name="register_entry_once_a_name", fields=["register", "reference", "normalised"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.reference})"
