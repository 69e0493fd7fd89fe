"""When an official is away, and who covers for them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models.users import User
from portal.calendar import is_working_day, working_days_between
from portal.constraints import paired
from portal.history import HistoricalRecords


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def in_force(self) -> AbsenceQuerySet:
        """Those that were not struck: a struck one counts as if it never was."""
        return self.filter(struck_at=None)

    def current(self, on: date) -> AbsenceQuerySet:
        return self.in_force().filter(first_day__lte=on, last_day__gte=on)

    def not_over(self, on: date) -> AbsenceQuerySet:
        """Current and to come."""
        return self.in_force().filter(last_day__gte=on)


class Absence(models.Model):
    """An official's days away, both included. Several may overlap: the first that names a cover says who covers."""

    user = models.ForeignKey(User, models.PROTECT, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()
    cover = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="absences_covered")
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="Nobody: a command"
    )
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    may_change: bool  # officials.access says whether the reader may
    warnings: list[str]  # of officials.rules.absences: why the cover would not be there

    objects = AbsenceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_on_or_after_start",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message="The last day must be the same as or after the first day",
            ),
            models.CheckConstraint(
                name="absence_is_covered_by_another",
                condition=Q(cover=None) | ~Q(cover=F("user")),
                violation_error_message="Somebody else covers",
            ),
            paired("absence_is_struck_by_somebody", "struck_at", "struck_by"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} away from {self.first_day} to {self.last_day}"

    def get_absolute_url(self) -> str:
        """Where the official, and whoever looks after their work, see and change it."""
        return reverse("officials:absence", args=[self.pk])

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None

    @property
    def usable_cover(self) -> User | None:
        """Who covers, where the account works and has the role of who is away."""
        cover = self.cover
        if cover is None or not cover.is_active or cover.official_role != self.user.official_role:
            return None
        return cover

    @property
    def days(self) -> str:
        """The days in words, to go after "away"."""
        if self.first_day == self.last_day:
            return f"on {self.first_day:%-d %B %Y}"
        return f"from {self.first_day:%-d %B %Y} to {self.last_day:%-d %B %Y}"

    @property
    def working_days(self) -> int:
        """How many working days the official is away, first and last day included."""
        return working_days_between(self.first_day, self.last_day) + is_working_day(self.first_day)
