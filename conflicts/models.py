"""What people declare: interests that could conflict with their work on a group, or none."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from conflicts.enums import Measure, Nature, Perception


class Declaration(models.Model):
    """A person declares to one group on one day; without interests it is a nil declaration."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="declarations")
    person = models.ForeignKey("members.Person", models.PROTECT, related_name="declarations")
    declared_on = models.DateField()
    history = HistoricalRecords()

    class Meta:
        ordering = ("-declared_on", "-pk")
        indexes = [models.Index(fields=["group", "person", "declared_on"])]

    def __str__(self) -> str:
        return f"Declaration of {self.person_id} to {self.group_id} on {self.declared_on}"


class InterestQuerySet(models.QuerySet["Interest"]):
    def current(self, on: date) -> InterestQuerySet:
        """On the register on that day: a later declaration does not end an interest."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), declaration__declared_on__lte=on)


class Interest(models.Model):
    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="interests")
    nature = models.CharField(max_length=12, choices=Nature)
    perception = models.CharField(max_length=9, choices=Perception, default=Perception.ACTUAL)
    organisation = models.ForeignKey(
        "members.Organisation", models.PROTECT, null=True, blank=True, related_name="interests"
    )
    description = models.TextField(max_length=4000)
    by_employment = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)

    objects = InterestQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(name="interest_is_described", condition=~Q(description="")),
        ]

    def __str__(self) -> str:
        return f"{self.nature} interest in declaration {self.declaration_id}"


class Handling(models.Model):
    """What the group does about an interest, from a day on; the newest one holds. Also `none` is a handling."""

    interest = models.ForeignKey(Interest, models.PROTECT, related_name="handlings")
    measure = models.CharField(max_length=14, choices=Measure)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, max_length=4000)
    history = HistoricalRecords()

    class Meta:
        ordering = ("recorded_on", "pk")

    def __str__(self) -> str:
        return f"{self.measure} for interest {self.interest_id} from {self.recorded_on}"
