"""Votes on motions, each written together with the question whether the motion takes it; and who left for an item."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connections, models
from django.db.models import Q
from django.utils import timezone

from meetings.enums import Choice
from meetings.models.answers import ANSWER_WHOLE, RecordedForSomebody
from portal.constraints import paired
from portal.history import HistoricalRecords

# The state is asked for in the statement that writes, and the motion stays as it was found until the transaction ends:
# whoever closes it waits for the votes that are being written, and who writes while it is being closed finds it closed.
PUT = """
    INSERT INTO meetings_vote AS kept (motion_id, person_id, choice, cast_at, recorded_by_id, is_own)
    SELECT motion.id, %(person)s, %(choice)s, %(now)s, %(by)s, %(is_own)s
    FROM meetings_motion AS motion
    WHERE motion.id = %(motion)s
      AND motion.closed_at IS NULL
      AND (motion.closes_on IS NULL OR motion.closes_on >= %(on)s)
    FOR SHARE
    ON CONFLICT (motion_id, person_id) DO UPDATE
    SET choice = excluded.choice, cast_at = excluded.cast_at, recorded_by_id = excluded.recorded_by_id,
        is_own = excluded.is_own, answer = '', answered_at = NULL, answer_words = ''
    WHERE (excluded.is_own OR NOT kept.is_own)
      AND (excluded.is_own, excluded.choice) IS DISTINCT FROM (kept.is_own, kept.choice)
    RETURNING kept.id, kept.xmax = 0
"""


class VoteQuerySet(models.QuerySet["Vote"]):
    def put(
        self, *, motion: int, person: int, choice: str, by: int, now: datetime, is_own: bool
    ) -> tuple[Vote, bool] | None:
        """Write a vote (all by key), if the motion takes votes at that moment, in place of the person's earlier one.

        Returns the vote as written, and whether it is the first. None where nothing is written: the motion is closed or
        its last day past, the vote is there already, or a recorded one would replace one that the person cast. Call it
        in a transaction: until its end the motion cannot be closed.
        """
        content: dict[str, Any] = {
            "motion": motion,
            "person": person,
            "choice": str(choice),
            "by": by,
            "is_own": is_own,
        }
        with connections[self.db].cursor() as cursor:
            cursor.execute(PUT, content | {"now": now, "on": timezone.localdate(now)})
            written = cursor.fetchone()
        return (self.get(pk=written[0]), written[1]) if written else None


class Vote(RecordedForSomebody):
    """One person's vote; changed until the motion closes. Cast by the person, or recorded by a chair in a meeting.

    Of a recorded one the person may say, once the motion is closed, whether it is so (`answer`).
    """

    GROUP_PATH = "motion__group"
    motion = models.ForeignKey("meetings.Motion", models.PROTECT, related_name="votes")
    person = models.ForeignKey("members.Person", models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=7, choices=Choice)
    cast_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_own = models.BooleanField("cast by the person", default=True)

    objects = VoteQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("motion", "cast_at", "pk")
        constraints = [
            models.UniqueConstraint(name="vote_one_a_person_and_motion", fields=["motion", "person"]),
            models.CheckConstraint(name="vote_answer_whole", condition=ANSWER_WHOLE),
            models.CheckConstraint(
                name="vote_cast_by_the_person_needs_no_answer", condition=Q(is_own=False) | Q(answer="")
            ),
        ]

    def __str__(self) -> str:
        return f"Vote of {self.person_id} on motion {self.motion_id}"


class ItemAbsence(models.Model):
    """A person who came to the meeting left for one item: not in the denominator of its motions.

    Recorded for a motion, it counts until `returned_at`. Recorded for an item of the agenda it counts for all motions
    on the item, also when the person came back to the room after it (`returned_at`), unless it is struck as a mistake.
    """

    GROUP_PATH = "motion__group"
    motion = models.ForeignKey("meetings.Motion", models.PROTECT, null=True, blank=True, related_name="item_absences")
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="item_absences")
    person = models.ForeignKey("members.Person", models.PROTECT, related_name="item_absences")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)  # from a motion also where it was marked by mistake
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ("motion", "recorded_at", "pk")
        constraints = [
            models.UniqueConstraint(
                name="item_absence_one_a_person_and_motion",
                fields=["motion", "person"],
                condition=Q(returned_at=None),
            ),
            models.UniqueConstraint(
                name="item_absence_one_a_person_and_item", fields=["item", "person"], condition=Q(struck_at=None)
            ),
            models.CheckConstraint(
                name="item_absence_from_a_motion_or_an_item",
                condition=Q(motion__isnull=False, item=None) | Q(motion=None, item__isnull=False),
            ),
            paired("item_absence_struck_pair", "struck_at", "struck_by"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} left for motion {self.motion_id}" if self.motion_id else f"{self.person_id} left"
