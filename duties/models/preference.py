"""How somebody wants to hear of what is due."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duties.enums import Frequency
from duties.models.duty import URGENCIES
from guidance.duties.registry import Urgency


class Preference(models.Model):
    """Of an account, or of a person without one, for duties of one urgency; without a row `enums.USUAL` holds."""

    GROUP_PATH = None  # of no group
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey("members.Person", models.CASCADE, null=True, blank=True, related_name="+")
    urgency = models.CharField(max_length=1, choices=URGENCIES)
    frequency = models.CharField(max_length=7, choices=Frequency)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="preference_once_a_reader_and_urgency",
                fields=["user", "person", "urgency"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="preference_is_of_somebody",
                condition=Q(user=None, person__isnull=False) | Q(user__isnull=False, person=None),
            ),
            models.CheckConstraint(
                name="preference_of_urgent_comes_within_a_day",
                condition=~Q(urgency=Urgency.URGENT) | Q(frequency__in=[Frequency.AT_ONCE, Frequency.DAILY]),
                violation_error_message="Urgent things come at once or daily",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.urgency} {self.frequency} for {self.user_id or self.person_id}"
