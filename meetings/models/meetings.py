"""Meetings, and who came to each."""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from meetings.enums import Check, MeetingState, Mode, Presence
from meetings.models.answers import ANSWER_WHOLE, RecordedForSomebody
from members.models import Membership
from portal.constraints import paired
from portal.history import HistoricalRecords


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def held(self, on: date) -> MeetingQuerySet:
        """Held by that day, the newest first."""
        return self.filter(held_on__lte=on).order_by("-held_on", "-pk")

    def to_come(self) -> MeetingQuerySet:
        """Neither held nor called off."""
        return self.filter(held_on=None, called_off_at=None)

    def to_remind(self, on: date) -> MeetingQuerySet:
        """To come, with the reminder due and not sent, the nearest first."""
        due = self.to_come().filter(remind_on__lte=on, planned_on__gte=on, reminded_at=None)
        due = due.filter(group__support_withdrawn_on=None)
        return due.order_by("planned_on", "pk")


class Meeting(models.Model):
    """Planned for a day, then held, with the two things that the guidance asks of each one; counts only when held."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=200, blank=True)
    planned_on = models.DateField("date", null=True, blank=True)
    announced_on = models.DateField(null=True, blank=True)  # without it nobody is asked to say whether they come
    planned_time = models.TimeField("start", null=True, blank=True)
    planned_until = models.TimeField("end", null=True, blank=True)
    place = models.CharField(max_length=500, blank=True)
    held_on = models.DateField(null=True, blank=True)
    declarations_checked = models.BooleanField("checked for further declarations of interest", default=False)
    competition_statement = models.BooleanField(
        "competition statement read, or another step taken against anti-competitive activity", null=True, blank=True
    )  # null: not recorded
    also_there = models.CharField("who else was there", max_length=500, blank=True, db_default="")
    minutes_agreed_on = models.DateField(null=True, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0, db_default=0)  # of the calendar file: one more each change
    remind_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    called_off_reason = models.TextField(max_length=2000, blank=True, db_default="")

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["reminded_at"])

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
            paired("meeting_called_off_pair", "called_off_at", "called_off_by"),
            models.CheckConstraint(
                name="meeting_called_off_was_not_held", condition=Q(called_off_at=None) | Q(held_on=None)
            ),
            models.CheckConstraint(
                name="meeting_ends_after_it_starts",
                condition=Q(planned_until=None) | Q(planned_time__isnull=False, planned_until__gt=F("planned_time")),
                violation_error_message="The end must be after the start",
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
    def hours(self) -> str:
        """Such as " at 14:30" or ", 14:30 to 16:00"; empty where no time is planned."""
        if not self.planned_time:
            return ""
        start = f"{self.planned_time:%H:%M}"
        return f", {start} to {self.planned_until:%H:%M}" if self.planned_until else f" at {start}"

    @property
    def name(self) -> str:
        return self.title or "Meeting"

    @property
    def starts_at(self) -> datetime | None:
        """In London's time, where the time is planned."""
        return self._at(self.planned_time)

    @property
    def ends_at(self) -> datetime | None:
        return self._at(self.planned_until)

    def _at(self, hour: time | None) -> datetime | None:
        if self.planned_on is None or hour is None:
            return None
        return timezone.make_aware(datetime.combine(self.planned_on, hour))

    def is_to_come(self, now: datetime) -> bool:
        """Neither held nor called off, and not begun; without a time, before its day."""
        if self.held_on or self.called_off_at:
            return False
        return self.starts_at > now if self.starts_at else self.day > timezone.localdate(now)

    @property
    def state(self) -> MeetingState:
        if self.called_off_at:
            return MeetingState.CALLED_OFF
        if self.minutes_agreed_on:
            return MeetingState.MINUTES_AGREED
        return MeetingState.HELD if self.held_on else MeetingState.PLANNED


class Attendance(RecordedForSomebody):
    """Whether a person came to a meeting, how, and what they answered to the check for declarations.

    Of what somebody else recorded the person may say whether it is so (`answer`).
    """

    GROUP_PATH = "meeting__group"
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    person = models.ForeignKey("members.Person", models.PROTECT, related_name="attendances")
    presence = models.CharField(max_length=9, choices=Presence)
    mode = models.CharField(max_length=9, choices=Mode, blank=True)
    check_answer = models.CharField("check for declarations", max_length=11, choices=Check, blank=True)
    declarations = models.ManyToManyField(  # what the chair recorded for the person, as declared in the meeting
        "conflicts.Declaration", blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    history = HistoricalRecords()

    membership: Membership | None  # of the day, where the page of the meeting brings it

    class Meta:
        ordering = ("person__name", "pk")
        constraints = [
            models.CheckConstraint(name="attendance_answer_whole", condition=ANSWER_WHOLE),
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
