"""A meeting is planned, changed, called off; everybody hears of it, with a calendar file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions.recipients import managers
from groups.actions.registering import lock
from groups.models import Group
from meetings import emails
from meetings.actions.agenda import add_fixed_items
from meetings.actions.locking import lock_planned
from meetings.models import Action, Meeting
from members.models import Membership
from portal import history, mail
from portal.calendar import add_days

PLAN = ("title", "planned_on", "planned_time", "planned_until", "place")
REMIND_DAYS = 2  # before the meeting
Write = Callable[..., None]


@transaction.atomic
def plan(*, group: Group, answers: Mapping[str, Any], by: User, now: datetime) -> Meeting:
    """A meeting on a day, past or to come, with the standing items on its agenda. `answers`: as PLAN names, those left
    out empty. Of one to come everybody who serves on the group and the product manager are told, with a calendar file.
    """
    meeting = Meeting(group=lock(group), **{name: answers[name] for name in PLAN if name in answers})
    is_to_come = meeting.is_to_come(now)
    meeting.announced_on = timezone.localdate(now) if is_to_come else None
    meeting.remind_on = _reminder(meeting, now)
    history.save(meeting, by=by, why="Meeting planned")
    add_fixed_items(meeting, by=by)
    if is_to_come:
        _tell(emails.meeting_planned, meeting, now)
    return meeting


@transaction.atomic
def change_plan(*, meeting: Meeting, answers: Mapping[str, Any], by: User, now: datetime) -> Meeting:
    """Correct a meeting that is not held yet; everybody is told, unless nothing changed or it is past.

    Raises Conflict once it is held or called off.
    """
    meeting = lock_planned(meeting)
    before = {name: getattr(meeting, name) for name in PLAN}
    was_to_come = meeting.is_to_come(now)
    for name in PLAN:
        setattr(meeting, name, answers.get(name, before[name]))
    if before == {name: getattr(meeting, name) for name in PLAN}:
        return meeting
    meeting.sequence += 1
    if before["planned_on"] != meeting.planned_on:
        meeting.remind_on, meeting.reminded_at = _reminder(meeting, now), None
    is_to_come = meeting.is_to_come(now)
    if is_to_come and meeting.announced_on is None:
        meeting.announced_on = timezone.localdate(now)
    fields = [*PLAN, "announced_on", "sequence", "remind_on", "reminded_at"]
    history.save(meeting, by=by, why="Meeting changed", fields=fields)
    if was_to_come or is_to_come:
        _tell(emails.meeting_changed, meeting, now)
    return meeting


@transaction.atomic
def cancel(*, meeting: Meeting, reason: str, by: User, now: datetime) -> Meeting:
    """The meeting does not take place: everybody is told why, and calendars are to drop it.

    Raises Conflict once it is held or called off.
    """
    return _cancel(lock_planned(meeting), reason=reason, by=by, now=now, doer=by, why="Meeting called off")


def cancel_all(*, group: Group, reason: str, by: User, now: datetime) -> list[Meeting]:
    """The portal calls off every meeting of today or later that is not held; as `cancel`. Under the group's lock.

    `by` decided what ends them and stands on the row; the history names nobody.
    """
    planned = Meeting.objects.filter(
        group=group, held_on=None, called_off_at=None, planned_on__gte=timezone.localdate(now)
    )
    meetings = list(planned.select_for_update(of=("self",)).select_related("group").order_by("planned_on", "pk"))
    return [_cancel(meeting, reason=reason, by=by, now=now, doer=None, why=reason) for meeting in meetings]


def _cancel(meeting: Meeting, *, reason: str, by: User, now: datetime, doer: User | None, why: str) -> Meeting:
    was_to_come = meeting.is_to_come(now)
    meeting.called_off_at, meeting.called_off_by, meeting.called_off_reason = now, by, reason
    meeting.sequence += 1
    fields = ["called_off_at", "called_off_by", "called_off_reason", "sequence"]
    history.save(meeting, by=doer, why=why, fields=fields)
    if was_to_come:
        _tell(emails.meeting_called_off, meeting, now)
    return meeting


@transaction.atomic
def remind(*, meeting: Meeting, now: datetime) -> bool:
    """Write once to everybody before the meeting; whether it was done. Nothing is done twice or after it began."""
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    is_due = Meeting.objects.to_remind(timezone.localdate(now)).filter(pk=locked.pk).exists()
    if not is_due or not locked.is_to_come(now):
        return False
    own = _open_actions(locked)
    for address, name, is_official in _readers(locked, now):
        emails.meeting_reminder(
            locked, to=address, name=name, is_official=is_official, actions=own.get(address, []), now=now
        )
    Meeting.objects.filter(pk=locked.pk).update(reminded_at=now)  # the moment itself is the record
    return True


def _reminder(meeting: Meeting, now: datetime) -> date | None:
    """Two days before; none where that is not after today, for then the notice itself reminds."""
    day = add_days(meeting.day, -REMIND_DAYS)
    return day if day > timezone.localdate(now) else None


def _tell(write: Write, meeting: Meeting, now: datetime) -> None:
    for address, name, is_official in _readers(meeting, now):
        write(meeting, to=address, name=name, is_official=is_official, now=now)


def _readers(meeting: Meeting, now: datetime) -> Iterator[tuple[str, str, bool]]:
    """Address and name of everybody who serves on the group now, and of the product manager, who is an official."""
    on = timezone.localdate(now)
    people = mail.addresses(Membership.objects.current(on).filter(group=meeting.group_id), "person")
    officials = managers(meeting.group, on)
    for address, name in (officials | people).items():
        yield address, name, address not in people


def _open_actions(meeting: Meeting) -> dict[str, list[Action]]:
    """What people took on in the group's meetings and is to be done still, by their address."""
    results: dict[str, list[Action]] = defaultdict(list)
    for action in Action.objects.open().filter(group=meeting.group_id, owner__isnull=False).select_related("owner"):
        if action.owner is not None and action.owner.email:
            results[action.owner.email].append(action)
    return results
