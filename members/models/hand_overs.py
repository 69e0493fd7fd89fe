"""A change of who chairs a group, arranged for a day."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from members.models.chairs import ChairAppointment
from members.models.people import Person
from portal.constraints import paired
from portal.history import HistoricalRecords


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def waiting(self) -> HandOverQuerySet:
        """For the regulator's confirmation."""
        return self.filter(confirmed_at=None, called_off_at=None)

    def ahead(self, on: date) -> HandOverQuerySet:
        """Waiting, or confirmed for a later day: there is one at a time in a group."""
        return self.filter(Q(confirmed_at=None) | Q(takes_place_on__gt=on), called_off_at=None)

    def of(self, user: User, on: date) -> HandOverQuerySet:
        """Ahead, and this user hands over or follows."""
        is_own = Q(successor__user=user) | Q(leaving__person__user=user)
        return self.ahead(on).filter(is_own).select_related("leaving__person", "successor")


class HandOver(models.Model):
    """A chair hands over to a successor, somebody joins as chair (nobody leaves), or one of two steps down.

    Confirming it writes the dated rows from which rights derive, so that they pass by themselves on the day.
    """

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="hand_overs")
    leaving = models.ForeignKey(ChairAppointment, models.PROTECT, null=True, blank=True, related_name="+")
    successor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    takes_place_on = models.DateField()
    arranged_at = models.DateTimeField(default=timezone.now)
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    appointment = models.OneToOneField(  # the successor's, written when it is confirmed
        ChairAppointment, models.PROTECT, null=True, blank=True, related_name="hand_over"
    )
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField("why it was called off", max_length=4000, blank=True)

    objects = HandOverQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("-arranged_at", "-pk")
        constraints = [
            paired("hand_over_confirmed_pair", "confirmed_at", "confirmed_by"),
            paired("hand_over_called_off_pair", "called_off_at", "called_off_by"),
            models.CheckConstraint(
                name="hand_over_changes_something", condition=~Q(leaving=None) | Q(successor__isnull=False)
            ),
            models.CheckConstraint(
                name="hand_over_appointment_when_confirmed", condition=Q(appointment=None) | ~Q(confirmed_at=None)
            ),
            models.UniqueConstraint(
                name="hand_over_one_waiting_a_group",
                fields=["group"],
                condition=Q(confirmed_at=None, called_off_at=None),
                violation_error_message="A change of chair waits for confirmation already",
            ),
        ]

    def __str__(self) -> str:
        return f"Change of chair {self.pk} of {self.group_id} on {self.takes_place_on}"

    def get_absolute_url(self) -> str:
        return reverse("members:hand_over", args=[self.group_id, self.pk])

    def is_ahead(self, on: date) -> bool:
        """Whether it can still be called off."""
        return self.called_off_at is None and (self.confirmed_at is None or self.takes_place_on > on)

    @property
    def words(self) -> str:
        """Who hands over to whom, joins or steps down."""
        if self.leaving is None:
            return f"{self.successor} becomes chair"
        if self.successor is None:
            return f"{self.leaving.person} steps down as chair"
        return f"{self.leaving.person} hands over to {self.successor}"
