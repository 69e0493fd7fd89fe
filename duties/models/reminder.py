"""What is said of duties, and when: written with the duty, sent when its time comes."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from duties.enums import SENT, Outcome

WAITING = Q(outcome=Outcome.WAITING)


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def waiting(self, now: datetime) -> ReminderQuerySet:
        """Those whose time has come and that nobody sent yet."""
        return self.filter(WAITING, sent_at=None, due_at__lte=now)


class Reminder(models.Model):
    """A step of a duty: its beginning, some days before it is due, and each time after it. `due_on` is the last day on
    which the duty is not overdue, as it was when the step was written: a day that moves has steps of its own."""

    GROUP_PATH = None  # goes with its duty
    duty = models.ForeignKey("duties.Duty", models.CASCADE, related_name="reminders")
    step = models.CharField(max_length=16)
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default=Outcome.WAITING)
    # of a duty that was overdue for long: who heard of it besides its holder
    escalated_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    escalated_person = models.ForeignKey("members.Person", models.CASCADE, null=True, blank=True, related_name="+")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "pk")
        constraints = [
            models.UniqueConstraint(
                name="reminder_step_once_a_due_day", fields=["duty", "step", "due_on"], nulls_distinct=False
            ),
            models.CheckConstraint(name="reminder_outcome_is_declared", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="reminder_sent_has_its_time",
                condition=Q(outcome__in=SENT, sent_at__isnull=False) | (~Q(outcome__in=SENT) & Q(sent_at__isnull=True)),
            ),
        ]
        indexes = [models.Index("due_at", name="reminder_waiting", condition=WAITING)]

    def __str__(self) -> str:
        return f"{self.step} of duty {self.duty_id}"


class ReminderStart(models.Model):
    """When reminders began here: what came due before is history, and nobody hears of it. One row, of the migration;
    without it everything is said."""

    began_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"since {self.began_at}"


class DigestLine(models.Model):
    """A reminder that somebody reads in their next digest."""

    GROUP_PATH = None  # goes with its duty
    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="lines")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey("members.Person", models.CASCADE, null=True, blank=True, related_name="+")
    digest = models.ForeignKey("duties.Digest", models.CASCADE, null=True, blank=True, related_name="lines")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="digest_line_once_a_reader", fields=["reminder", "user", "person"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="digest_line_is_for_somebody",
                condition=Q(user=None, person__isnull=False) | Q(user__isnull=False, person=None),
            ),
        ]
        indexes = [models.Index(name="digest_line_waiting", fields=["user", "person"], condition=Q(digest=None))]

    def __str__(self) -> str:
        return f"{self.reminder_id} for {self.user_id or self.person_id}"
