"""A meeting is held: who came, and the check for declarations person by person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from conflicts.actions import declaring
from conflicts.models import Declaration
from groups.actions import mark_changed
from meetings import emails
from meetings.actions.agenda import add_fixed_items
from meetings.actions.locking import lock_unclosed, out_of_order
from meetings.enums import Check, Presence
from meetings.models import Attendance, Meeting, Motion, Vote
from meetings.models.answers import ANSWER_FIELDS
from members.models import Membership, Person
from portal import history


@dataclass(frozen=True, slots=True)
class Row:
    """What is recorded of one person: presence (Presence), and of those who came mode (Mode) and check (Check)."""

    presence: str
    mode: str = ""
    check: str = ""


@transaction.atomic
def record(
    *,
    meeting: Meeting,
    rows: Mapping[int, Row],
    competition_statement: bool | None,
    also_there: str = "",
    by: User,
    now: datetime,
) -> Meeting:
    """The meeting was held on its day: keep who came, by the key of the person, or correct what is kept.

    `competition_statement`: whether it was read, or another step taken; None keeps what is recorded of it.
    `also_there`: who came and does not serve on the group, in words. Everybody whose row is new or changed is told what
    was recorded of them, and can say until the minutes are agreed that it is not so.

    Raises Conflict, and keeps nothing: before that day; of a meeting called off; once the minutes are agreed; where
    nobody came; where somebody who came was not asked for further declarations; for people who did not serve on the
    group that day; and where somebody whose vote or presence counted in a motion would be marked as not there.
    """
    meeting = lock_unclosed(meeting)
    _refuse_incomplete(meeting, rows, timezone.localdate(now))
    people = _people(meeting, rows)
    _refuse_absence_of_counted(meeting, people, rows)
    for person_id, row in rows.items():
        _keep(meeting, people[person_id], row, by=by, now=now)
    is_first = meeting.held_on is None
    if is_first:
        add_fixed_items(meeting, by=by)
    meeting.held_on = meeting.day
    meeting.declarations_checked = True
    if competition_statement is not None:
        meeting.competition_statement = competition_statement
    meeting.also_there = also_there
    fields = ["held_on", "declarations_checked", "competition_statement", "also_there"]
    history.save(meeting, by=by, why="Meeting held" if is_first else "Record of a meeting corrected", fields=fields)
    mark_changed(meeting.group, now)
    return meeting


@transaction.atomic
def declare_for(
    *, attendance: Attendance, interests: Sequence[Mapping[str, Any]], by: User, now: datetime
) -> Declaration:
    """What somebody declared in the meeting, written down for them: it is on the register, and the person hears of it.

    `interests`: at least one, as `write_declaration` takes them. Raises Conflict once the minutes are agreed, and where
    the person does not serve on the group any more.
    """
    meeting = lock_unclosed(attendance.meeting)
    attendance = Attendance.objects.select_related("person").get(pk=attendance.pk)
    person, on = attendance.person, timezone.localdate(now)
    membership = Membership.objects.current(on).filter(group=meeting.group, person=person).first()
    if membership is None:
        raise out_of_order(meeting, f"{person.name} does not serve on the group any more.")
    membership.group, membership.person = meeting.group, person
    declaration = declaring.declare(membership=membership, interests=interests, by=by, now=now)
    attendance.declarations.add(declaration)
    if attendance.check_answer != Check.DECLARED:
        attendance.check_answer, attendance.recorded_at, attendance.recorded_by = Check.DECLARED, now, by
        attendance.forget_answer()
        fields = ["check_answer", "recorded_at", "recorded_by", *ANSWER_FIELDS]
        history.save(attendance, by=by, why="Declared in the meeting", fields=fields)
    if person.email and person.user_id != by.pk:
        emails.declared_for(declaration, meeting, to=person.email, by=by)
    return declaration


def people_of(meeting: Meeting) -> list[Membership]:
    """Everybody who served on the group on the meeting's day, employers first, with person and organisation."""
    serving = Membership.objects.current(meeting.day).filter(group=meeting.group_id)
    members = serving.select_related("person", "organisation").order_by("person__name", "pk")
    return sorted(members, key=lambda attendance: attendance.kind != "employer")


def _refuse_incomplete(meeting: Meeting, rows: Mapping[int, Row], on: date) -> None:
    came = [row for row in rows.values() if row.presence == Presence.CAME]
    if meeting.day > on:
        raise out_of_order(meeting, "Who came can be recorded from the day of the meeting.")
    if not came:
        raise out_of_order(meeting, "A meeting that nobody came to was not held.")
    if not all(row.check for row in came):
        raise out_of_order(meeting, "Everybody who came must be asked for further declarations of interest.")


def _people(meeting: Meeting, rows: Mapping[int, Row]) -> dict[int, Person]:
    """Those named: people who served that day, or are on record for the meeting."""
    people = {person.person_id: person.person for person in people_of(meeting)}
    people |= {attendance.person_id: attendance.person for attendance in meeting.attendances.select_related("person")}
    if set(rows) - set(people):
        raise out_of_order(meeting, "Only people who served on the group on the day of the meeting can be recorded.")
    return people


def _refuse_absence_of_counted(meeting: Meeting, people: Mapping[int, Person], rows: Mapping[int, Row]) -> None:
    """Nobody who voted, or was counted as a voter in a closed motion, can be marked absent afterwards."""
    motions = list(Motion.objects.select_for_update().filter(meeting=meeting).order_by("pk"))
    counted = set(Vote.objects.filter(motion__in=motions).values_list("person", flat=True))
    for motion in motions:
        counted |= {voter["person"] for voter in (motion.outcome or {}).get("voters", [])}
    gone = [people[pk].name for pk, row in rows.items() if row.presence != Presence.CAME and pk in counted]
    if gone:
        raise out_of_order(
            meeting,
            f"{' and '.join(gone)} took part in a motion of this meeting, so cannot be marked as not there.",
        )


def _keep(meeting: Meeting, person: Person, row: Row, *, by: User, now: datetime) -> None:
    kept = Attendance.objects.filter(meeting=meeting, person=person).first() or Attendance(
        meeting=meeting, person=person
    )
    before = Row(kept.presence, kept.mode, kept.check_answer)
    if kept.pk and before == row:
        return
    kept.presence, kept.mode, kept.check_answer = row.presence, row.mode, row.check
    kept.recorded_at, kept.recorded_by = now, by
    kept.forget_answer()
    history.save(kept, by=by, why="Attendance recorded")
    if person.email and person.user_id != by.pk:
        emails.attendance_recorded(kept, to=person.email, by=by)
