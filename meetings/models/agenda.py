"""The agenda of a meeting: standing items and the group's own, each with its papers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse

from conflicts.enums import Subject
from meetings.enums import ItemKind
from portal.constraints import paired
from portal.history import HistoricalRecords

if TYPE_CHECKING:
    from meetings.models.motions import Motion
    from meetings.models.votes import ItemAbsence


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def on_agenda(self) -> AgendaItemQuerySet:
        """On the agenda still, in its order."""
        return self.filter(dropped_at=None).order_by("position", "pk")

    def with_papers(self) -> AgendaItemQuerySet:
        """With who leads it, and in `shown_papers` what is attached; one more statement."""
        papers = Paper.objects.filter(removed_at=None)
        return self.select_related("led_by").prefetch_related(Prefetch("papers", papers, to_attr="shown_papers"))


class AgendaItem(models.Model):
    """One item of a meeting. `subject`, where it is given, tells who is barred from its decision."""

    GROUP_PATH = "meeting__group"
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="items")
    kind = models.CharField(max_length=12, choices=ItemKind, default=ItemKind.OWN)
    title = models.CharField(max_length=200)
    details = models.TextField(max_length=4000, blank=True)
    subject = models.CharField("what is decided", max_length=8, choices=Subject, blank=True)
    led_by = models.ForeignKey("members.Person", models.PROTECT, null=True, blank=True, related_name="items_led")
    position = models.PositiveSmallIntegerField()
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    # where the page of the meeting brings it
    leader: str
    statement: list[str]  # what is read out
    barred: Sequence[object]  # who may not decide it
    left: list[ItemAbsence]
    item_motions: list[Motion]  # of the meeting

    objects = AgendaItemQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("meeting", "position", "pk")
        constraints = [
            paired("agendaitem_dropped_pair", "dropped_at", "dropped_by"),
            models.CheckConstraint(name="agendaitem_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="agendaitem_standing_ones_stay", condition=Q(kind=ItemKind.OWN) | Q(dropped_at=None)
            ),
            models.UniqueConstraint(
                name="agendaitem_standing_once_a_meeting", fields=["meeting", "kind"], condition=~Q(kind=ItemKind.OWN)
            ),
        ]

    def __str__(self) -> str:
        return f"Item {self.position} of meeting {self.meeting_id}"

    @property
    def is_fixed(self) -> bool:
        """Put there by the portal: it can be moved, and stays."""
        return self.kind != ItemKind.OWN

    @property
    def anchor(self) -> str:
        """Where it stands on the meeting's page."""
        return f"{reverse('meetings:detail', args=[self.meeting.group_id, self.meeting_id])}#item-{self.pk}"


def paper_path(paper: Paper, name: str) -> str:
    """Where an upload lies: under a name that nobody chose, so that none can lead elsewhere."""
    return f"papers/{uuid4().hex}{PurePath(name).suffix}"


class Paper(models.Model):
    """A document for an item, judged by its content when it came."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    file = models.FileField(upload_to=paper_path, max_length=200)
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField("bytes")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ("item", "added_at", "pk")
        constraints = [paired("paper_removed_pair", "removed_at", "removed_by")]

    def __str__(self) -> str:
        return f"Paper {self.pk} of item {self.item_id}"
