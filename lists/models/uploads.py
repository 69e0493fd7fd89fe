"""Lists of members that somebody uploaded: read and judged, and kept only until they are confirmed or given up."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from members.enums import EmployerChange, RowOutcome
from portal.constraints import paired

# what nobody confirmed is forgotten then: it is personal data that nothing uses
KEPT = timedelta(days=settings.UPLOAD_KEPT_DAYS)


class MemberUploadQuerySet(models.QuerySet["MemberUpload"]):
    def waiting(self) -> MemberUploadQuerySet:
        """To be confirmed or given up."""
        return self.filter(confirmed_at=None)

    def begun(self) -> MemberUploadQuerySet:
        """Confirmed by a person, and not written yet."""
        return self.waiting().filter(begun_at__isnull=False)

    def forgotten(self, now: datetime) -> MemberUploadQuerySet:
        """Waited too long for somebody to confirm them."""
        return self.waiting().filter(begun_at=None, uploaded_at__lt=now - KEPT)


class MemberUpload(models.Model):
    """A list as it was read; the file itself is not kept. Its rows go when it is confirmed, the counts stay."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="member_uploads")
    name = models.CharField("name of the file", max_length=100)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField("confirmed by a person, for a worker to write", null=True, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    failure = models.TextField("why nothing was written", blank=True, default="", db_default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    counts = models.JSONField(default=dict, blank=True, help_text="How many rows of each outcome")

    objects = MemberUploadQuerySet.as_manager()

    class Meta:
        ordering = ("-uploaded_at", "-pk")
        constraints = [
            paired("member_upload_confirmed_pair", "confirmed_at", "confirmed_by"),
            paired("member_upload_begun_pair", "begun_at", "begun_by"),
        ]

    def __str__(self) -> str:
        return f"Upload {self.pk} for {self.group_id}"

    def get_absolute_url(self) -> str:
        return reverse("lists:upload", args=[self.group_id, self.pk])

    @property
    def is_being_written(self) -> bool:
        return self.begun_at is not None and self.confirmed_at is None

    def forgotten_on(self) -> datetime:
        return self.uploaded_at + KEPT


class UploadRow(models.Model):
    """One row of the list: what it says, what would become of it, and what is wrong with it."""

    upload = models.ForeignKey(MemberUpload, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="As a spreadsheet counts its rows")
    outcome = models.CharField(max_length=7, choices=RowOutcome)
    is_misread = models.BooleanField(help_text="Wrong in itself, whoever is in the group")
    employer_before = models.CharField(
        "employer of a member, where the row names another", max_length=200, blank=True, default="", db_default=""
    )
    employer_change = models.CharField(
        "what that means", max_length=7, choices=EmployerChange, blank=True, default="", db_default=""
    )
    answers = models.JSONField(
        default=dict, blank=True, help_text="What the row says, as lists.rules.member_rows reads it"
    )
    notes = models.JSONField(
        default=list, blank=True, help_text="Pairs of a column's title and what is to be said of it"
    )

    colour: str  # of the outcome, where the page brings it

    class Meta:
        ordering = ("upload", "number")
        constraints = [models.UniqueConstraint(name="upload_row_once", fields=["upload", "number"])]
        indexes = [models.Index(fields=["upload", "outcome", "number"])]

    def __str__(self) -> str:
        return f"Row {self.number} of upload {self.upload_id}"
