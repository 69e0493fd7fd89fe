"""Groups that work together, and the over-arching chair whom they chose."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Role
from groups.models import Group
from members.models.chairs import ChairAppointment
from members.models.people import Person
from portal.dated import ends_after_start
from portal.history import HistoricalRecords


class Collaboration(models.Model):
    """“Trailblazer groups often work together”: begun by one group's chair, joined by those of the others."""

    name = models.CharField("name of the collaboration", max_length=200)
    purpose = models.TextField("what the groups do together", max_length=4000)
    begun_on = models.DateField()
    history = HistoricalRecords()

    # of the user, where chairs.access brought it
    roles: frozenset[Role]
    chaired: list[Group]
    asked: list[Group]
    sees_states: bool

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("overview:collaboration", args=[self.pk])


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def joined(self, on: date) -> ParticipationQuerySet:
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), joined_on__lte=on)

    def open(self, on: date) -> ParticipationQuerySet:
        """Asked or joined, and neither declined nor left."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on))

    def asked_of(self, user: User, on: date) -> ParticipationQuerySet:
        """Asked of groups that this user chairs, and not answered yet."""
        own = ChairAppointment.objects.leading(on).filter(person__user=user).values("group")
        return self.filter(joined_on=None, ended_on=None, group__in=own).select_related("collaboration")


class Participation(models.Model):
    """A group in a collaboration: asked, joined from a day on when its chair agrees, until it leaves."""

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="participations")
    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="participations")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    joined_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="participation_ends_on_or_after_joining",
                condition=Q(ended_on=None) | Q(joined_on=None) | Q(ended_on__gte=models.F("joined_on")),
            ),
            models.UniqueConstraint(
                name="participation_one_at_a_time", fields=["collaboration", "group"], condition=Q(ended_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Group {self.group_id} in collaboration {self.collaboration_id}"


class OverArchingChairQuerySet(models.QuerySet["OverArchingChair"]):
    def current(self, on: date) -> OverArchingChairQuerySet:
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), started_on__lte=on)

    def proposed(self) -> OverArchingChairQuerySet:
        """Not agreed by every group yet."""
        return self.filter(started_on=None, ended_on=None)


class OverArchingChair(models.Model):
    """Who coordinates the groups; from the day on which every group has agreed, until one no longer does."""

    GROUP_PATH = "collaboration__participations__group"
    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="chairs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = OverArchingChairQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints = [
            ends_after_start("over_arching_chair_ends_on_or_after_start"),
            models.UniqueConstraint(
                name="over_arching_chair_one_proposed",
                fields=["collaboration"],
                condition=Q(started_on=None, ended_on=None),
            ),
            models.UniqueConstraint(
                name="over_arching_chair_one_at_a_time",
                fields=["collaboration"],
                condition=Q(started_on__isnull=False, ended_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for collaboration {self.collaboration_id}"


class GroupAgreement(models.Model):
    """A group's chair agrees that this person is the over-arching chair."""

    chair = models.ForeignKey(OverArchingChair, models.PROTECT, related_name="agreements")
    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="group_agreement_once", fields=["chair", "group"]),
        ]

    def __str__(self) -> str:
        return f"Group {self.group_id} agrees to {self.chair_id}"
