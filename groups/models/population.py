"""Who employs people in a group's occupation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from groups.models.group import Group
from guidance.vocabulary import Dimension
from portal.fields import WideCharField, WideDecimalField
from portal.history import HistoricalRecords

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class EmployerPopulation(models.Model):
    """Who employs people in the occupation: shares by size, sector and region, with a source."""

    group = models.OneToOneField(Group, models.PROTECT, related_name="population")
    source = WideCharField("where the figures come from", max_length=500)
    figures_on = models.DateField("date of the figures", null=True, blank=True)  # where they came from a table
    recorded_on = models.DateField()
    history = HistoricalRecords()

    shares: RelatedManager[PopulationShare]

    def __str__(self) -> str:
        return f"Employer population of {self.group_id}"


class PopulationShare(models.Model):
    """The share (0 to 1) of the occupation's employers that fall in one category."""

    population = models.ForeignKey(EmployerPopulation, models.CASCADE, related_name="shares")
    dimension = models.CharField(max_length=6, choices=Dimension)
    category = models.CharField(max_length=24)
    share = WideDecimalField(max_digits=9, decimal_places=8)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="population_share_once_a_category", fields=["population", "dimension", "category"]
            ),
            models.CheckConstraint(name="population_share_is_a_share", condition=Q(share__gte=0, share__lte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.category}: {self.share}"
