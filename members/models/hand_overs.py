"""A change of who chairs a group: proposed for a day, accepted by the new chair, confirmed by the regulator."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from members.models.chairs import ChairAppointment
from members.models.people import Person
from portal.constraints import paired
from portal.dated import key_range
from portal.history import HistoricalRecords

WAITING = Q(confirmed_at=None, called_off_at=None)


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def waiting(self) -> HandOverQuerySet:
        """For a word of the person proposed, or of the regulator."""
        return self.filter(WAITING)

    def to_accept(self) -> HandOverQuerySet:
        """For the word of the person proposed."""
        return self.waiting().filter(accepted_at=None, successor__isnull=False)

    def to_confirm(self) -> HandOverQuerySet:
        """For the regulator alone: accepted, or nobody has to accept. With `ready_at`, since when."""
        ready = self.waiting().exclude(accepted_at=None, successor__isnull=False)
        return ready.annotate(ready_at=Coalesce("accepted_at", "arranged_at"))

    def ahead(self, on: date) -> HandOverQuerySet:
        """Waiting, or confirmed for a later day."""
        return self.filter(Q(confirmed_at=None) | Q(takes_place_on__gt=on), called_off_at=None)

    def of(self, user: User, on: date) -> HandOverQuerySet:
        """Ahead, and this user hands over or follows."""
        is_own = Q(successor__user=user) | Q(leaving__person__user=user)
        return self.ahead(on).filter(is_own).select_related("leaving__person", "successor")


class HandOver(models.Model):
    """A chair hands over to a successor, somebody joins as chair (nobody leaves), or one of two steps down.

    Accepting it gives the two confirmations of a chair, under the words kept here. Confirming it writes the dated rows
    from which rights derive, so that they pass by themselves on the day. Several may wait: two co-chairs are two rows.
    """

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="hand_overs")
    leaving = models.ForeignKey(ChairAppointment, models.PROTECT, null=True, blank=True, related_name="+")
    successor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    takes_place_on = models.DateField()
    arranged_at = models.DateTimeField(default=timezone.now)
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    wording_version = models.CharField(max_length=40, blank=True, db_default="")  # of what was accepted
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    appointment = models.OneToOneField(  # the successor's, written when it is confirmed
        ChairAppointment, models.PROTECT, null=True, blank=True, related_name="hand_over"
    )
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField("why it was called off", max_length=4000, blank=True)

    # of the user, where a page brings it
    is_asked: bool
    is_seen: bool

    objects = HandOverQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("-arranged_at", "-pk")
        constraints = [
            paired("hand_over_accepted_pair", "accepted_at", "accepted_by"),
            models.CheckConstraint(
                name="hand_over_accepted_by_a_successor",
                condition=Q(accepted_at=None) | Q(successor__isnull=False),
            ),
            paired("hand_over_confirmed_pair", "confirmed_at", "confirmed_by"),
            paired("hand_over_called_off_pair", "called_off_at", "called_off_by"),
            models.CheckConstraint(
                name="hand_over_changes_something", condition=~Q(leaving=None) | Q(successor__isnull=False)
            ),
            models.CheckConstraint(
                name="hand_over_appointment_when_confirmed", condition=Q(appointment=None) | ~Q(confirmed_at=None)
            ),
            ExclusionConstraint(
                name="hand_over_one_waiting_a_successor",
                expressions=[key_range("group"), key_range("successor")],
                condition=WAITING & Q(successor__isnull=False),
                violation_error_message="This person is proposed as chair already",
            ),
            ExclusionConstraint(
                name="hand_over_one_waiting_a_chair",
                expressions=[key_range("leaving")],
                condition=WAITING & Q(leaving__isnull=False),
                violation_error_message="This chair hands over already",
            ),
        ]

    def __str__(self) -> str:
        return f"Change of chair {self.pk} of {self.group_id} on {self.takes_place_on}"

    def get_absolute_url(self) -> str:
        return reverse("chairs:hand_over", args=[self.group_id, self.pk])

    def is_ahead(self, on: date) -> bool:
        """Whether it can still be called off."""
        return self.called_off_at is None and (self.confirmed_at is None or self.takes_place_on > on)

    @property
    def waits_for_acceptance(self) -> bool:
        return self.successor_id is not None and not (self.accepted_at or self.confirmed_at or self.called_off_at)

    @property
    def waits_for_confirmation(self) -> bool:
        is_open = self.confirmed_at is None and self.called_off_at is None
        return is_open and not self.waits_for_acceptance

    @property
    def summary(self) -> str:
        """Who hands over to whom, joins or steps down."""
        if self.leaving is None:
            return f"{self.successor} becomes chair"
        if self.successor is None:
            return f"{self.leaving.person} steps down as chair"
        return f"{self.leaving.person} hands over to {self.successor}"
