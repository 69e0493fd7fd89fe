"""Who says before a meeting whether they come."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.models.meetings import Meeting
from portal.history import HistoricalRecords


class Reply(models.Model):
    """Somebody of the group, or an official, says whether they come; changed in place until the meeting is held.

    `replied_at` is when they first said it, for that is what they were asked for.
    """

    GROUP_PATH = "meeting__group"
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="replies")
    person = models.ForeignKey("members.Person", models.PROTECT, null=True, blank=True, related_name="meeting_replies")
    user = models.ForeignKey(  # an official, who is nobody of the group
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="meeting_replies"
    )
    comes = models.BooleanField()
    note = models.TextField("anything to add", max_length=1000, blank=True)
    replied_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ("meeting", "pk")
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(
                name="reply_of_a_person_or_an_official",
                condition=Q(person__isnull=False, user=None) | Q(person=None, user__isnull=False),
            ),
            models.UniqueConstraint(
                name="reply_once_a_person_and_meeting",
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
            ),
            models.UniqueConstraint(
                name="reply_once_an_official_and_meeting", fields=["meeting", "user"], condition=Q(user__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Reply of {self.person_id or self.user_id} to meeting {self.meeting_id}"
