"""Minutes: written by the chair over what was recorded, and shown to everybody; `agreement` has how they are agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from meetings import emails
from meetings.actions.agreement import answers_until
from meetings.actions.gaps import gaps_of, lacking
from meetings.actions.locking import lock_unclosed, out_of_order
from meetings.enums import Presence
from meetings.models import Attendance, Meeting, Minutes
from members.models import Membership, Person
from portal import history, mail
from portal.edits import form_digest
from portal.exceptions import StaleForm

Notes = Mapping[str, str]


def minutes_digest(minutes: Minutes | None) -> str:
    """What a form carries, to see whether somebody saved meanwhile."""
    return form_digest(minutes.notes if minutes else {})


@transaction.atomic
def write(*, meeting: Meeting, notes: Notes, seen: str, by: User, now: datetime) -> Minutes:
    """Keep the chair's words: text by the item's key, "" for the whole. `seen`: `minutes_digest` what the form showed.

    Raises Conflict before the meeting is held and once its minutes are agreed, StaleForm where somebody saved since.
    """
    meeting = lock_unclosed(meeting)
    if meeting.held_on is None:
        raise out_of_order(meeting, "Minutes are written of a meeting that was held: record first who came.")
    minutes = Minutes.objects.filter(meeting=meeting).first()
    kept = {key: text for key, text in notes.items() if text}
    if minutes is not None and minutes.notes == kept:
        return minutes
    if seen != minutes_digest(minutes):
        raise _stale(meeting, minutes, kept)
    minutes = minutes or Minutes(meeting=meeting)
    minutes.meeting = meeting
    minutes.notes, minutes.changed_at, minutes.changed_by = kept, now, by
    history.save(minutes, by=by, why="Minutes written")
    for person in _agreed_before(minutes):
        if person.email and person.user_id != by.pk:
            emails.minutes_changed(minutes, to=person.email, name=person.name)
    return minutes


def _agreed_before(minutes: Minutes) -> list[Person]:
    """Who agreed the minutes as they read before: their agreement is asked for again."""
    agreed = minutes.answers.filter(agrees=True).select_related("person") if minutes.shown_at else []
    return [answer.person for answer in agreed]


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
def show(*, meeting: Meeting, reasons: Mapping[str, str] | None = None, by: User, now: datetime) -> Minutes:
    """Close the meeting: its minutes are there for everybody in the group to read, who are told. Twice does once.

    `reasons`: by the key of a gap, why the record lacks it; they stand in the minutes, and more can be given once they
    are shown. Raises Conflict while something is lacking that no reason explains, and once they are agreed.
    """
    meeting = lock_unclosed(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).first() or Minutes(meeting=meeting, changed_at=now, changed_by=by)
    minutes.meeting = meeting
    is_new = _explain(minutes, reasons or {}, by)
    if gaps := lacking(meeting, minutes.reasons):
        text = " ".join(gap.text for gap in gaps)
        raise out_of_order(meeting, f"The meeting cannot be closed yet. {text}")
    if minutes.shown_at:
        return history.save(minutes, by=by, why="Reasons added", fields=["reasons"]) if is_new else minutes
    minutes.shown_at, minutes.shown_by = now, by
    history.save(minutes, by=by, why="Minutes shown to members")
    _tell(minutes, now)
    return minutes


def _explain(minutes: Minutes, reasons: Mapping[str, str], by: User) -> bool:
    """Put the reasons for what is lacking now; whether one is new."""
    notes = {gap.key: gap.text for gap in gaps_of(minutes.meeting) if gap.is_explainable}
    given = {
        key: {"words": notes[key], "reason": reason, "by": str(by)}
        for key, reason in reasons.items()
        if reason and key in notes
    }
    before = minutes.reasons or {}
    minutes.reasons = before | given or None
    return before != (minutes.reasons or {})


def _tell(minutes: Minutes, now: datetime) -> None:
    serving = Membership.objects.current(timezone.localdate(now)).filter(group=minutes.meeting.group_id)
    came = Attendance.objects.filter(meeting=minutes.meeting, presence=Presence.CAME)
    there = set(mail.addresses(came, "person"))
    for address, name in mail.addresses(serving, "person").items():
        until = answers_until(minutes) if address in there else None
        emails.minutes_shown(minutes, until, to=address, name=name)
