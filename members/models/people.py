"""Organisations and people."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from guidance.vocabulary import DELIVERS_BY_KIND, Delivers, OrganisationKind, Region, Sector, SizeBand
from portal.fields import WideCharField
from portal.history import HistoricalRecords


class Organisation(models.Model):
    name = WideCharField(max_length=200)
    kind = models.CharField("type", max_length=20, choices=OrganisationKind, default=OrganisationKind.EMPLOYER)
    employs_in_occupation = models.BooleanField(null=True, blank=True)  # null: nobody has said
    delivers = ArrayField(models.CharField(max_length=8, choices=Delivers), default=list, blank=True)
    may_profit = models.BooleanField("may profit from the group’s apprenticeship", default=False)
    size = models.CharField(max_length=6, choices=SizeBand, blank=True)
    sector = models.CharField("main business activity", max_length=1, choices=Sector, blank=True)
    division = models.CharField("SIC division", max_length=2, blank=True, db_default="", default="")
    region = models.CharField("head office", max_length=24, choices=Region, blank=True)
    history = HistoricalRecords()

    class Meta:
        indexes = [models.Index(Lower("name"), name="organisation_name_lower")]

    def __str__(self) -> str:
        return self.name

    @property
    def all_delivered(self) -> set[str]:
        """What it says it delivers and what its kind implies."""
        implied = DELIVERS_BY_KIND.get(OrganisationKind(self.kind))
        return {*self.delivers, *([implied] if implied else [])}

    @property
    def deeds(self) -> list[str]:
        """What it does that a group may have to know, in words."""
        deeds = [str(label) for value, label in Delivers.choices if value in self.all_delivered]
        deeds += ["May profit from the group’s apprenticeship"] if self.may_profit else []
        return deeds + (["Employs people in the occupation"] if self.employs_in_occupation else [])


class Person(models.Model):
    """A human being of one or more groups; `user` is how they sign in.

    `merged_into` says, of a row that nothing names any more, which other row is the same person and names all of it.
    """

    GROUP_PATH = None  # who was merged into whom stays when either is merged again
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person")
    name = WideCharField(max_length=200)
    email = models.EmailField(null=True, blank=True, unique=True)
    phone = WideCharField(max_length=40, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                name="person_email_is_lower_case", condition=Q(email=None) | Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="person_is_merged_into_another", condition=Q(merged_into=None) | ~Q(merged_into=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_email(self) -> str:
        """Enough of the address to tell two apart, and too little to write to it."""
        name, at, domain = (self.email or "").partition("@")
        return f"{name[:1]}…@{domain}" if at else ""
