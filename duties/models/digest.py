"""The mail of a day to somebody: what is due of them, in one list."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Digest(models.Model):
    """To an account, or to a person without one. `until` is the moment up to which it tells what came due."""

    GROUP_PATH = None  # of no group
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey("members.Person", models.CASCADE, null=True, blank=True, related_name="+")
    day = models.DateField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="digest_one_a_reader_and_day", fields=["day", "user", "person"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="digest_is_for_somebody",
                condition=Q(user=None, person__isnull=False) | Q(user__isnull=False, person=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} for {self.user_id or self.person_id}"
