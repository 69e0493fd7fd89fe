"""What is put to the vote of a group's employers, and how it ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from conflicts.enums import Subject
from meetings.enums import Result, Threshold
from portal.history import HistoricalRecords

COUNTED = (Result.CARRIED, Result.LOST)


class MotionQuerySet(models.QuerySet["Motion"]):
    def open(self) -> MotionQuerySet:
        return self.filter(closed_at=None)

    def closed(self) -> MotionQuerySet:
        return self.filter(closed_at__isnull=False)

    def taking_votes(self, on: date) -> MotionQuerySet:
        """Open, and not past the last day for votes by correspondence."""
        return self.open().filter(Q(closes_on=None) | Q(closes_on__gte=on))

    def to_close(self, on: date) -> MotionQuerySet:
        """By correspondence, past their last day and not closed, the longest due first; of supported groups."""
        return self.open().filter(closes_on__lt=on, group__support_withdrawn_on=None).order_by("closes_on", "pk")

    def to_remind(self, on: date) -> MotionQuerySet:
        """By correspondence, still open for votes, whose reminder is due and was not sent."""
        due = self.taking_votes(on).filter(remind_on__lte=on, reminded_at=None, group__support_withdrawn_on=None)
        return due.order_by("remind_on", "pk")


class Motion(models.Model):
    """A question to the group's employers: in a meeting, or by correspondence until and including `closes_on`.

    Everything but the ending is stated when it opens and never changes. `outcome` is the frozen result, as
    `meetings.rules.voting.closed_result` makes it. One that was withdrawn is closed with the reason and without
    an outcome.
    """

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="motions")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="motions")
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="motions")
    subject = models.CharField("what it is about", max_length=8, choices=Subject)
    text = models.TextField("the motion", max_length=4000)
    threshold = models.CharField(max_length=15, choices=Threshold, default=Threshold.MAJORITY)
    quorum = models.PositiveSmallIntegerField(
        help_text="How many voters must at least take part: be in the meeting, or vote by correspondence"
    )
    closes_on = models.DateField("last day for votes", null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(  # empty where the last day had passed and the portal closed it
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.CharField(max_length=7, choices=Result, blank=True)
    outcome: Any = models.JSONField(null=True, blank=True)
    withdrawn_reason = models.TextField(max_length=2000, blank=True, db_default="")

    objects = MotionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["reminded_at"])

    class Meta:
        ordering = ("-opened_at", "-pk")
        indexes = [
            models.Index(name="motion_open_by_last_day", fields=["closes_on"], condition=Q(closed_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="motion_in_a_meeting_or_by_correspondence",
                condition=Q(meeting__isnull=False, closes_on=None, remind_on=None)
                | Q(meeting=None, closes_on__isnull=False),
                violation_error_message="A motion is put in a meeting, or by correspondence until a date",
            ),
            models.CheckConstraint(name="motion_has_a_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="motion_quorum_at_least_one",
                condition=Q(quorum__gte=1),
                violation_error_message="The quorum must be 1 or more",
            ),
            models.CheckConstraint(
                name="motion_closed_with_its_result",
                condition=Q(closed_at=None, closed_by=None, result="", outcome=None, withdrawn_reason="")
                | Q(closed_at__isnull=False, result__in=COUNTED, outcome__isnull=False, withdrawn_reason="")
                | Q(closed_at__isnull=False, closed_by__isnull=False, result=Result.WITHDRAWN, outcome=None)
                & ~Q(withdrawn_reason=""),
            ),
            models.UniqueConstraint(
                name="motion_one_open_a_subject",
                fields=["group", "subject"],
                condition=Q(closed_at=None) & ~Q(subject=Subject.OTHER),
                violation_error_message="A motion on this subject is open already",
            ),
        ]

    def __str__(self) -> str:
        return f"Motion {self.pk} of {self.group_id} on {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:motion", args=[self.group_id, self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_carried(self) -> bool:
        return self.result == Result.CARRIED

    @property
    def is_withdrawn(self) -> bool:
        return self.result == Result.WITHDRAWN

    @property
    def is_by_correspondence(self) -> bool:
        return self.meeting_id is None
