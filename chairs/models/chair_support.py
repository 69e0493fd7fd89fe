"""What a new chair is given: a briefing by the product manager, an experienced chair as mentor."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from members.models.chairs import ChairAppointment
from members.models.people import Person
from portal.dated import ends_after_start
from portal.history import HistoricalRecords


class Briefing(models.Model):
    """“Product managers will provide a briefing for new trailblazer chairs”."""

    appointment = models.ForeignKey(ChairAppointment, models.PROTECT, related_name="briefings")
    held_on = models.DateField("date")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField("what it was about", max_length=4000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("held_on", "pk")

    def __str__(self) -> str:
        return f"Briefing of appointment {self.appointment_id} on {self.held_on}"


class MentoringQuerySet(models.QuerySet["Mentoring"]):
    def asked(self) -> MentoringQuerySet:
        """Asked for, and nobody found yet."""
        return self.filter(mentor=None, ended_on=None)


class Mentoring(models.Model):
    """An experienced chair guides a new one: asked for by the chair, arranged by the product manager."""

    GROUP_PATH = "appointment__group"
    appointment = models.ForeignKey(ChairAppointment, models.PROTECT, related_name="mentorings")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="mentorings")
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MentoringQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = [
            ends_after_start("mentoring_ends_on_or_after_start"),
            models.CheckConstraint(
                name="mentoring_starts_with_its_mentor",
                condition=Q(mentor=None, started_on=None, arranged_by=None)
                | Q(mentor__isnull=False, started_on__isnull=False, arranged_by__isnull=False),
            ),
            models.UniqueConstraint(name="mentoring_one_at_a_time", fields=["appointment"], condition=Q(ended_on=None)),
        ]

    def __str__(self) -> str:
        return f"Mentoring {self.pk} of appointment {self.appointment_id}"
