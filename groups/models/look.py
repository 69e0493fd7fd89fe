"""When an official last looked at a submitted membership."""

from django.conf import settings
from django.db import models

from groups.models.group import Group


class MembershipLook(models.Model):
    """Up to which moment an official says they have seen a group's membership; the newest look alone is kept."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="membership_looks")
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="membership_look_once_an_official", fields=["group", "looked_by"]),
        ]

    def __str__(self) -> str:
        return f"{self.looked_by_id} at {self.group_id}"
