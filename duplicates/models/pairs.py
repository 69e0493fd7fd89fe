"""Organisations that may be the same, and people who may be, for a person to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from members.enums import Judgement
from members.models.people import Organisation, Person
from portal.constraints import paired
from portal.history import HistoricalRecords


class DuplicatePairQuerySet(models.QuerySet):
    def undecided(self) -> DuplicatePairQuerySet:
        return self.filter(judgement=Judgement.OPEN)


def _of_a_pair(name: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(name=f"{name}_once_a_pair", fields=["first", "second"]),
        models.CheckConstraint(name=f"{name}_is_of_two", condition=Q(first__lt=F("second"))),
        models.CheckConstraint(
            name=f"{name}_judged_or_open",
            condition=Q(judgement=Judgement.OPEN, judged_at=None)
            | (~Q(judgement=Judgement.OPEN) & Q(judged_at__isnull=False)),
        ),
        models.CheckConstraint(
            name=f"{name}_keeps_one_when_merged",
            condition=Q(judgement=Judgement.MERGED, kept__isnull=False)
            | (~Q(judgement=Judgement.MERGED) & Q(kept=None)),
        ),
        paired(f"{name}_judged_pair", "judged_at", "judged_by"),
    ]


class DuplicatePair(models.Model):
    """Two with names so alike that somebody should look; once judged, never proposed again.

    Whoever inherits adds `first` (the older one), `second` and `kept`, all of one model.
    """

    score = models.FloatField(help_text="How alike the names are: 100 where they are equal but for spelling")
    found_at = models.DateTimeField(default=timezone.now)
    judgement = models.CharField(max_length=9, choices=Judgement, default=Judgement.OPEN)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    moved = models.JSONField(default=dict, blank=True, help_text="Keys of the rows that a merge re-pointed, by model")

    objects = DuplicatePairQuerySet.as_manager()
    if TYPE_CHECKING:  # who inherits has them
        first: Any
        second: Any
        kept: Any
        first_id: int
        second_id: int
        kept_id: int | None

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"

    @property
    def gone(self) -> Any:
        """The one that nothing names any more since the two were merged."""
        return self.other(self.kept) if self.kept_id else None

    def other(self, side: Any) -> Any:
        return self.second if side.pk == self.first_id else self.first


class LikelyDouble(DuplicatePair):
    """Two organisations."""

    GROUP_PATH = None  # what was judged of the two stays
    first = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    second = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kept = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ("-score", "pk")
        constraints = _of_a_pair("likely_double")
        indexes = [models.Index(fields=["judgement", "-score"])]

    def get_absolute_url(self) -> str:
        return reverse("duplicates:double", args=[self.pk])


class PersonDouble(DuplicatePair):
    """Two people: perhaps one, invited under two addresses. Equal names are common; a shared employer tells more."""

    GROUP_PATH = None  # what was judged of the two stays
    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kept = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    shares_employer = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ("-shares_employer", "-score", "pk")
        constraints = _of_a_pair("person_double")
        indexes = [models.Index(fields=["judgement", "-shares_employer", "-score"])]

    def get_absolute_url(self) -> str:
        return reverse("duplicates:person_double", args=[self.pk])


Pair = LikelyDouble | PersonDouble


def called(side: Organisation | Person) -> str:
    """The name of one of a pair; a person's with what tells it from the other one, which may be the same."""
    return f"{side.name} ({side.masked_email or 'no address'})" if isinstance(side, Person) else side.name
