"""The minutes of a meeting: what was recorded of it, with the chair's words, frozen once agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from meetings.enums import MinutesState
from portal.constraints import paired
from portal.history import HistoricalRecords

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def to_agree(self) -> MinutesQuerySet:
        """Shown, and not agreed yet."""
        return self.filter(shown_at__isnull=False, agreed_at=None)


class Minutes(models.Model):
    """The chair's words by agenda item; `record` is what was recorded when they were agreed (`actions.record`)."""

    meeting = models.OneToOneField("meetings.Meeting", models.PROTECT, related_name="minutes")
    notes: Any = models.JSONField(default=dict, blank=True)  # text by the item's key as text; "" is about the whole
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shown_at = models.DateTimeField("shown to members at", null=True, blank=True)
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(  # with whose answer; empty where time passed and the portal did
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_in = models.ForeignKey(  # the later meeting that agreed them, if one did
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="+"
    )
    record: Any = models.JSONField(null=True, blank=True)
    reasons: Any = models.JSONField(null=True, blank=True)  # why the record lacks something, as `actions.gaps` keys it
    history = HistoricalRecords()

    answers: RelatedManager[MinutesAnswer]

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            paired("minutes_shown_pair", "shown_at", "shown_by"),
            models.CheckConstraint(
                name="minutes_agreed_were_shown_and_are_frozen",
                condition=Q(agreed_at=None, agreed_by=None, agreed_in=None, record=None)
                | Q(agreed_at__isnull=False, shown_at__isnull=False, record__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Minutes of meeting {self.meeting_id}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:minutes", args=[self.meeting.group_id, self.meeting_id])

    @property
    def state(self) -> MinutesState:
        if self.agreed_at:
            return MinutesState.AGREED
        return MinutesState.SHOWN if self.shown_at else MinutesState.DRAFT


class MinutesAnswer(models.Model):
    """What one person says of minutes that are shown: they agree, or ask for a correction; the newest of each counts.

    `seen` is `actions.agreement.content_digest` of what was agreed. One that a chair recorded names the later meeting
    in which the person agreed. A correction is open until a chair says what became of it.
    """

    GROUP_PATH = "minutes__meeting__group"
    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="answers")
    person = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    words = models.TextField("what is to be corrected", max_length=2000, blank=True)
    seen = models.CharField(max_length=16)
    answered_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_in = models.ForeignKey("meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_words = models.TextField("what became of it", max_length=2000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("person__name", "pk")
        constraints = [
            models.UniqueConstraint(name="minutes_answer_one_a_person", fields=["minutes", "person"]),
            models.CheckConstraint(
                name="minutes_answer_agrees_or_says_what",
                condition=Q(agrees=True, words="") | Q(agrees=False) & ~Q(words=""),
            ),
            models.CheckConstraint(
                name="minutes_answer_recorded_is_agreement", condition=Q(agreed_in=None) | Q(agrees=True)
            ),
            models.CheckConstraint(
                name="minutes_answer_settled_whole",
                condition=Q(settled_at=None, settled_by=None, settled_words="")
                | Q(settled_at__isnull=False, settled_by__isnull=False, agrees=False) & ~Q(settled_words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Answer of {self.person_id} to minutes {self.minutes_id}"

    @property
    def is_own(self) -> bool:
        return self.agreed_in_id is None

    @property
    def is_open_correction(self) -> bool:
        return not self.agrees and self.settled_at is None
