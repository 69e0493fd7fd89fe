"""Files that a command brought in, and what became of their lines."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from occupations.enums import (
    ImportKind,
)
from portal.enums import LineKind
from portal.fields import WideCharField


class ImportRun(models.Model):
    """A file that a command brought in, in the same transaction as what it wrote, or refused: then it wrote nothing."""

    kind = models.CharField(max_length=10, choices=ImportKind)
    source = WideCharField("file", max_length=500)
    ran_at = models.DateTimeField()
    ran_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    row_count = models.PositiveIntegerField("rows read")
    counts = models.JSONField(default=dict, help_text="How many lines of each kind, and how many rows changed nothing")
    remarks = models.JSONField(default=list, help_text="Sentences about the file as a whole")
    refused_because = models.TextField(blank=True, db_default="", help_text="Why nothing of the file was taken")

    class Meta:
        ordering = ("-ran_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.source}"

    def get_absolute_url(self) -> str:
        return reverse("officials:import_run", args=[self.pk])

    @property
    def by_whom(self) -> str:
        return self.ran_by.name if self.ran_by else "Nobody named: run on the server"


class ImportLine(models.Model):
    """What a run did with a row or one of its cells, as `portal.imports.Line` says it."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(help_text="Its place among the lines of the run")
    kind = models.CharField(max_length=8, choices=LineKind)
    row = models.PositiveIntegerField(help_text="As a spreadsheet counts its rows; 0 where the file has none")
    subject = WideCharField(max_length=300)
    column = WideCharField(max_length=100, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("run", "number")
        constraints = (
            models.UniqueConstraint(name="importline_number_is_unique_in_run", fields=["run", "number"]),
            models.CheckConstraint(name="importline_kind_is_known", condition=Q(kind__in=LineKind.values)),
        )
        indexes = (models.Index("run", "kind", "number", name="importline_of_a_kind"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"
