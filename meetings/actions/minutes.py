"""Minutes: written by the chair over what was recorded, shown to everybody, agreed, and then frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.rules import stamp
from meetings import emails
from meetings.actions.locking import lock_unsettled, out_of_order
from meetings.actions.record import facts_of
from meetings.enums import Presence
from meetings.models import Meeting, Minutes
from members.models import Membership
from portal import history, mail
from portal.exceptions import StaleForm

Notes = Mapping[str, str]


def lacking(meeting: Meeting) -> list[str]:
    """What keeps the meeting from being closed, in words; nothing where its minutes can be shown and agreed."""
    if meeting.held_on is None:
        return ["It is not recorded who came."]
    found = []
    unasked = meeting.attendances.filter(presence=Presence.CAME, check_answer="").select_related("person")
    if names := [one.person.name for one in unasked]:
        found.append(f"The check for declarations is missing for {' and '.join(names)}.")
    elif not meeting.declarations_checked:
        found.append("The check for declarations is not recorded.")
    if not meeting.competition_statement:
        found.append("The competition statement is not recorded as read, nor another step in its place.")
    if meeting.motions.open().exists():
        found.append("A motion of the meeting is still open for votes.")
    return found


def stamp_of(minutes: Minutes | None) -> str:
    """What a form carries, to see whether somebody saved meanwhile."""
    return stamp(minutes.notes if minutes else {})


@transaction.atomic
def write(*, meeting: Meeting, notes: Notes, seen: str, by: User, now: datetime) -> Minutes:
    """Keep the chair's words: text by the item's key, "" for the whole. `seen`: `stamp_of` what the form showed.

    Raises Conflict before the meeting is held and once its minutes are agreed, StaleForm where somebody saved since.
    """
    meeting = lock_unsettled(meeting)
    if meeting.held_on is None:
        raise out_of_order(meeting, "Minutes are written of a meeting that was held: record first who came.")
    minutes = Minutes.objects.filter(meeting=meeting).first()
    kept = {key: text for key, text in notes.items() if text}
    if minutes is not None and minutes.notes == kept:
        return minutes
    if seen != stamp_of(minutes):
        raise _stale(meeting, minutes, kept)
    minutes = minutes or Minutes(meeting=meeting)
    minutes.meeting = meeting
    minutes.notes, minutes.changed_at, minutes.changed_by = kept, now, by
    return history.save(minutes, by=by, why="Minutes written")


def _stale(meeting: Meeting, theirs: Minutes | None, mine: Notes) -> StaleForm:
    titles = {"": "About the whole meeting"} | {str(item.pk): item.title for item in meeting.items.all()}

    def rows(notes: Notes) -> list[tuple[str, str]]:
        return [(titles.get(key, key), text) for key, text in notes.items()]

    return StaleForm(
        "Somebody else changed these minutes since you opened them. Nothing of yours was saved yet.",
        next_href=meeting.get_absolute_url() + "minutes/edit/",
        next_text="Open the minutes again and put your words in",
        theirs=rows(theirs.notes if theirs else {}),
        mine=rows(mine),
    )


@transaction.atomic
def show(*, meeting: Meeting, by: User, now: datetime) -> Minutes:
    """Close the meeting: its minutes are there for everybody in the group to read, who are told. Twice does once.

    Raises Conflict while something is lacking, and once they are agreed.
    """
    meeting = lock_unsettled(meeting)
    _refuse_lacking(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).first() or Minutes(meeting=meeting, changed_at=now, changed_by=by)
    minutes.meeting = meeting
    if minutes.shown_at:
        return minutes
    minutes.shown_at, minutes.shown_by = now, by
    history.save(minutes, by=by, why="Minutes shown to members")
    _tell(minutes, now)
    return minutes


@transaction.atomic
def agree(*, meeting: Meeting, agreed_on: date, agreed_in: Meeting | None, by: User, now: datetime) -> Minutes:
    """The group agreed the minutes, in a later meeting of it (`agreed_in`) or otherwise: they and the record stand.

    Raises Conflict while something is lacking or they were not shown, once they are agreed, and for a day before the
    meeting or to come.
    """
    meeting = lock_unsettled(meeting)
    _refuse_lacking(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None or minutes.shown_at is None:
        raise out_of_order(meeting, "Minutes are shown to the members before they are agreed.")
    if not meeting.day <= agreed_on <= timezone.localdate(now) or not _is_later(agreed_in, meeting):
        raise out_of_order(meeting, "Minutes are agreed after their meeting, and not in the future.")
    minutes.agreed_at, minutes.agreed_by, minutes.agreed_in = now, by, agreed_in
    minutes.record = facts_of(meeting)
    history.save(minutes, by=by, why="Minutes agreed", fields=["agreed_at", "agreed_by", "agreed_in", "record"])
    meeting.minutes_agreed_on = agreed_on
    history.save(meeting, by=by, why="Minutes agreed", fields=["minutes_agreed_on"])
    minutes.meeting = meeting
    return minutes


def _is_later(agreed_in: Meeting | None, meeting: Meeting) -> bool:
    if agreed_in is None:
        return True
    is_ours = agreed_in.group_id == meeting.group_id and agreed_in.pk != meeting.pk
    return is_ours and agreed_in.held_on is not None and agreed_in.held_on >= meeting.day


def _refuse_lacking(meeting: Meeting) -> None:
    if found := lacking(meeting):
        raise out_of_order(meeting, f"The meeting cannot be closed yet. {' '.join(found)}")


def _tell(minutes: Minutes, now: datetime) -> None:
    serving = Membership.objects.current(timezone.localdate(now)).filter(group=minutes.meeting.group_id)
    for address, name in mail.addresses(serving, "person").items():
        emails.minutes_shown(minutes, to=address, name=name)
