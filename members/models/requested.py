"""Members whom the regulator asks for."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from members.models.memberships import Membership
from portal.history import HistoricalRecords


class RequestedMemberQuerySet(models.QuerySet["RequestedMember"]):
    def open(self, on: date) -> RequestedMemberQuerySet:
        """Asked for by that day, and neither added nor struck on it."""
        return self.asked(on).filter(Q(met_on=None) | Q(met_on__gt=on))

    def asked(self, on: date) -> RequestedMemberQuerySet:
        """Asked for by that day and not struck, added or not."""
        return self.filter(Q(struck_on=None) | Q(struck_on__gt=on), requested_on__lte=on)


class RequestedMember(models.Model):
    """A member whom the regulator asks the group to add, as a condition of agreeing its occupation proposal."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="requested_members")
    description = models.TextField("who is asked for", max_length=4000)
    requested_on = models.DateField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField("to be added by", null=True, blank=True)
    met_on = models.DateField("added on", null=True, blank=True)
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="requests_met")

    struck_on = models.DateField("no longer asked for from", null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    strike_reason = models.TextField("why nobody is asked for any more", max_length=4000, blank=True, db_default="")

    objects = RequestedMemberQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("requested_on", "pk")
        constraints = [
            models.CheckConstraint(name="requested_member_is_described", condition=~Q(description="")),
        ]

    def __str__(self) -> str:
        return f"Member asked of {self.group_id} on {self.requested_on}"
