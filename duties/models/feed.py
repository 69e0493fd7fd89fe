"""Calendars that somebody's calendar program reads by itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class CalendarFeed(models.Model):
    """The link of one person to a calendar of all their groups, or of one. Whoever has the link reads it, so only a
    digest of its token is kept: it is shown once. A new one revokes the one before."""

    GROUP_PATH = None  # changes nothing of the group
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    group = models.ForeignKey("groups.Group", models.CASCADE, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the token
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="calendar_feed_one_at_a_time",
                fields=["user", "group"],
                condition=Q(revoked_at=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"calendar {self.pk} of {self.user_id}"
