"""What a meeting asked somebody to do; it comes back at each meeting until it is done."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from guidance.clocks import is_overdue
from meetings.models.meetings import Meeting
from portal.constraints import paired
from portal.history import HistoricalRecords


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> ActionQuerySet:
        return self.filter(done_at=None)

    def back_at(self, meeting: Meeting) -> ActionQuerySet:
        """Of the group's earlier meetings: what is still to be done, and what was done since the one before."""
        days = Meeting.objects.filter(group=meeting.group_id, held_on__lt=meeting.day)
        last = days.order_by("-held_on").values_list("held_on", flat=True).first()
        earlier = self.filter(group=meeting.group_id).alias(
            agreed_on=Coalesce("meeting__held_on", "meeting__planned_on")
        )
        since = Q(done_at=None) | (Q(done_at__date__gt=last) if last else Q())
        return earlier.filter(since, agreed_on__lt=meeting.day).order_by(F("due_on").asc(nulls_last=True), "pk")


class Action(models.Model):
    """Somebody is to do something by a day. Without an `owner` it is the product manager's."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="actions")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="actions")
    text = models.TextField("what is to be done", max_length=2000)
    owner = models.ForeignKey("members.Person", models.PROTECT, null=True, blank=True, related_name="actions")
    due_on = models.DateField("due")
    outcome = models.TextField("what came of it", max_length=2000, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = [models.Index(name="action_open_by_group", fields=["group", "due_on"], condition=Q(done_at=None))]
        constraints = [
            paired("action_done_pair", "done_at", "done_by"),
            models.CheckConstraint(name="action_says_what", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Action {self.pk} of {self.group_id}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:action", args=[self.group_id, self.pk])

    @property
    def owner_name(self) -> str:
        return self.owner.name if self.owner else "The product manager"

    def is_overdue(self, on: date) -> bool:
        return self.done_at is None and is_overdue(self.due_on, on)
