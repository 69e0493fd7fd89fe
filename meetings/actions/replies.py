"""People of the group and its product manager say whether they come to a meeting, until it is held."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions.recipients import leaders
from meetings.actions.attendance import people_of
from meetings.actions.locking import lock_planned, out_of_order
from meetings.emails.replies import official_replied, reply_recorded
from meetings.models import Meeting, Reply
from members.models import Membership, Person
from portal import history


@transaction.atomic
def reply(*, meeting: Meeting, person: Person, comes: bool, note: str, by: User, now: datetime) -> Reply:
    """The person comes to the meeting, or sends apologies; of somebody else a chair records it, and they are told.

    Raises Conflict once the meeting is held or called off, and where the person does not serve on its day.
    """
    meeting = lock_planned(meeting)
    membership = serving(meeting, person)
    row = meeting.replies.filter(person=person).first() or Reply(meeting=meeting, person=membership.person)
    if _keep(row, comes, note, by=by, now=now) and person.user_id != by.pk:
        reply_recorded(row, meeting, by=by)
    return row


@transaction.atomic
def reply_as_official(*, meeting: Meeting, comes: bool, note: str, by: User, now: datetime) -> Reply:
    """An official comes, or not; the chairs are told. Raises Conflict once the meeting is held or called off."""
    meeting = lock_planned(meeting)
    row = meeting.replies.filter(user=by).first() or Reply(meeting=meeting, user=by)
    if _keep(row, comes, note, by=by, now=now):
        for address, name in leaders(meeting.group, timezone.localdate(now)).items():
            official_replied(row, meeting, to=address, name=name)
    return row


def serving(meeting: Meeting, person: Person | None) -> Membership:
    """The person's membership on the day of the meeting. Raises Conflict where there is none."""
    for membership in people_of(meeting):
        if person is not None and membership.person_id == person.pk:
            return membership
    raise out_of_order(meeting, "Only people who serve on the group on the day of the meeting are asked to reply.")


def _keep(row: Reply, comes: bool, note: str, *, by: User, now: datetime) -> bool:
    """Whether it was not said already; `replied_at` stays what it was at first."""
    is_new = row.pk is None
    if not is_new and (row.comes, row.note) == (comes, note):
        return False
    row.comes, row.note, row.recorded_by = comes, note, by
    why = "Comes to the meeting" if comes else "Does not come to the meeting"
    if is_new:
        row.replied_at = now
        history.save(row, by=by, why=why)
    else:
        row.changed_at = now
        history.save(row, by=by, why=why, fields=["comes", "note", "recorded_by", "changed_at"])
    return True
