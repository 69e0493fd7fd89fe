"""Who leads the regulator’s support for a group."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

from accounts.enums import OfficialRole
from members.models.dated import DatedQuerySet, ends_after_start, key_range, served
from portal.history import HistoricalRecords


class GroupOfficialQuerySet(DatedQuerySet):
    def at_hand(self, on: date) -> GroupOfficialQuerySet:
        """Those who lead a group on that day and can act: accounts that work, of product managers."""
        leading = self.current(on)
        return leading.filter(user__is_active=True, user__official_role=OfficialRole.PRODUCT_MANAGER)  # type: ignore[return-value]


class GroupOfficial(models.Model):
    """The product manager who leads the regulator's support for a group, dated."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="officials")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="groups_led")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = GroupOfficialQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            ends_after_start("group_official_ends_on_or_after_start"),
            ExclusionConstraint(
                name="group_official_one_at_a_time",
                index_type="GIST",
                expressions=[key_range("group"), served()],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} leads {self.group_id} from {self.started_on}"
