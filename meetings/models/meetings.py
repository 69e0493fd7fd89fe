"""Meetings, and who came to each."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from meetings.enums import Check, MeetingState, Mode, Presence


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def held(self, on: date) -> MeetingQuerySet:
        """Held by that day, the newest first."""
        return self.filter(held_on__lte=on).order_by("-held_on", "-pk")


class Meeting(models.Model):
    """Planned for a day, then held, with the two things that the guidance asks of each one; counts only when held."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=200, blank=True)
    planned_on = models.DateField("date", null=True, blank=True)
    planned_time = models.TimeField("start", null=True, blank=True)
    place = models.CharField(max_length=500, blank=True)
    held_on = models.DateField(null=True, blank=True)
    declarations_checked = models.BooleanField("checked for further declarations of interest", default=False)
    competition_statement = models.BooleanField(
        "competition statement read, or another step taken against anti-competitive activity", default=False
    )
    minutes_agreed_on = models.DateField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("-held_on", "-pk")
        indexes = [models.Index(fields=["group", "held_on"])]
        constraints = [
            models.CheckConstraint(
                name="meeting_is_planned_or_held", condition=Q(planned_on__isnull=False) | Q(held_on__isnull=False)
            ),
            models.CheckConstraint(
                name="meeting_minutes_agreed_on_or_after_the_day_it_was_held",
                condition=Q(minutes_agreed_on=None) | Q(held_on__isnull=False, minutes_agreed_on__gte=F("held_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Meeting of {self.group_id} on {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.group_id, self.pk])

    @property
    def day(self) -> date:
        """The day it was held, or else is planned for."""
        return self.held_on or self.planned_on  # type: ignore[return-value]  # one of the two is always there

    @property
    def name(self) -> str:
        return self.title or "Meeting"

    @property
    def state(self) -> MeetingState:
        if self.minutes_agreed_on:
            return MeetingState.MINUTES_AGREED
        return MeetingState.HELD if self.held_on else MeetingState.PLANNED


class Attendance(models.Model):
    """Whether a person came to a meeting, how, and what they answered to the check for declarations."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    person = models.ForeignKey("members.Person", models.PROTECT, related_name="attendances")
    presence = models.CharField(max_length=9, choices=Presence)
    mode = models.CharField(max_length=9, choices=Mode, blank=True)
    check_answer = models.CharField("check for declarations", max_length=11, choices=Check, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ("person__name", "pk")
        constraints = [
            models.UniqueConstraint(name="attendance_one_a_person_and_meeting", fields=["meeting", "person"]),
            models.CheckConstraint(
                name="attendance_says_how_of_those_who_came",
                condition=Q(presence=Presence.CAME, mode__in=Mode.values)
                | Q(~Q(presence=Presence.CAME), mode="", check_answer=""),
                violation_error_message="Say how the person came, and nothing more of somebody who did not come",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.presence} to meeting {self.meeting_id}"
