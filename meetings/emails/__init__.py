"""Messages about meetings and motions; each is a row in the caller's transaction, and exists once."""

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from conflicts.models import Declaration
from meetings.models import Action, Attendance, ItemAbsence, Meeting, Minutes, MinutesAnswer, Motion
from members.models import Person
from portal import ical, mail
from portal.links import absolute


# --- meetings --------------------------------------------------------------------------------------------------------
def meeting_planned(meeting: Meeting, *, to: str, name: str, is_official: bool, now: datetime) -> None:
    """To everybody who serves on the group, and to its product manager (`is_official`) as the notice of the meeting."""
    subject = f"Meeting on {_day(meeting)}: {meeting.group.name}"
    _announce(meeting, to, name, subject, "meeting_planned", is_official=is_official, now=now)


def meeting_changed(meeting: Meeting, *, to: str, name: str, is_official: bool, now: datetime) -> None:
    subject = f"Changed: meeting on {_day(meeting)}, {meeting.group.name}"
    _announce(meeting, to, name, subject, "meeting_changed", is_official=is_official, now=now)


def meeting_called_off(meeting: Meeting, *, to: str, name: str, is_official: bool, now: datetime) -> None:
    subject = f"Called off: meeting on {_day(meeting)}, {meeting.group.name}"
    _announce(meeting, to, name, subject, "meeting_called_off", is_official=is_official, now=now)


def meeting_reminder(
    meeting: Meeting, *, to: str, name: str, is_official: bool, actions: Sequence[Action], now: datetime
) -> None:
    """`actions`: what the reader took on and has yet to do."""
    subject = f"Reminder: meeting on {_day(meeting)}, {meeting.group.name}"
    _announce(meeting, to, name, subject, "meeting_reminder", is_official=is_official, actions=actions, now=now)


def declared_for(declaration: Declaration, meeting: Meeting, *, to: str, by: User) -> None:
    """To the person: what they declared in the meeting is on the register; not what it was, as mail may be read."""
    group = meeting.group
    mail.write(
        "meetings.declared_for",
        to=to,
        subject=f"What you declared in the meeting of {_day(meeting)}, {group.name}",
        key=f"declared-for-{declaration.pk}-{to}",
        meeting=meeting,
        group=group,
        name=declaration.person.name,
        by=by,
        link=absolute(reverse("overview:mine", args=[group.pk])),
    )


def attendance_recorded(attendance: Attendance, *, to: str, by: User) -> None:
    """To the person: what was recorded of them; once for each recording."""
    subject = "What was recorded of you in the meeting"
    _of_recorded(attendance, subject, "attendance_recorded", to=to, name=attendance.person.name, by=by)


def attendance_contradicted(attendance: Attendance, turned: Sequence[Motion], *, to: str, name: str) -> None:
    """To a chair or official; `turned`: motions that would have ended otherwise without the person."""
    subject = f"{attendance.person.name} contradicts the record of the meeting"
    _of_recorded(attendance, subject, "attendance_contradicted", to=to, name=name, turned=turned)


def left_recorded(absence: ItemAbsence, meeting: Meeting, what: str, *, by: User) -> None:
    """To whom somebody recorded as out of the room for an item or motion (`what`); nothing without an address."""
    person = absence.person
    if not person.email or person.user_id == by.pk:
        return
    mail.write(
        "meetings.left_recorded",
        to=person.email,
        subject=f"Recorded: you left for an item of the meeting of {_day(meeting)}, {meeting.group.name}",
        key=f"left-recorded-{absence.pk}-{person.email}",
        meeting=meeting,
        group=meeting.group,
        name=person.name,
        what=what,
        by=by,
        link=absolute(reverse("meetings:recorded_for_me", args=[meeting.group_id, meeting.pk])),
    )


def _of_recorded(attendance: Attendance, subject: str, template: str, *, to: str, **more: object) -> None:
    meeting = attendance.meeting
    moment = attendance.answered_at or attendance.recorded_at
    page = "recorded_for_me" if template == "attendance_recorded" else "detail"
    mail.write(
        f"meetings.{template}",
        to=to,
        subject=f"{subject} of {_day(meeting)}: {meeting.group.name}",
        key=f"{template.replace('_', '-')}-{attendance.pk}-{moment.timestamp()}-{to}",
        attendance=attendance,
        person=attendance.person,
        meeting=meeting,
        group=meeting.group,
        link=absolute(reverse(f"meetings:{page}", args=[meeting.group_id, meeting.pk])),
        **more,
    )


def minutes_shown(minutes: Minutes, until: date | None, *, to: str, name: str) -> None:
    """To everybody who serves on the group: the minutes are there to read, and not agreed yet.

    `until`: the last day on which who came says whether they are right; None for who did not come.
    """
    subject = f"Minutes of the meeting of {_day(minutes.meeting)}"
    _of_minutes(minutes, subject, "minutes_shown", "", to=to, name=name, until=until)


def minutes_changed(minutes: Minutes, *, to: str, name: str) -> None:
    """To who had agreed them as they read before."""
    subject = f"Changed: minutes of the meeting of {_day(minutes.meeting)}"
    _of_minutes(minutes, subject, "minutes_changed", minutes.changed_at.timestamp(), to=to, name=name)


def correction_asked(minutes: Minutes, person: Person, text: str, *, to: str, name: str, now: datetime) -> None:
    """To a chair: somebody asks for a correction of the minutes."""
    subject = f"{person.name} asks for a correction of the minutes of {_day(minutes.meeting)}"
    about = f"{person.pk}-{now.timestamp()}"
    _of_minutes(minutes, subject, "correction_asked", about, to=to, name=name, person=person, words=text)


def correction_settled(minutes: Minutes, correction: MinutesAnswer, *, to: str, name: str) -> None:
    """To who asked for it: what became of the correction."""
    subject, moment = f"Your correction of the minutes of {_day(minutes.meeting)}", correction.settled_at
    about = f"{correction.pk}-{moment.timestamp() if moment else ''}"
    _of_minutes(minutes, subject, "correction_settled", about, to=to, name=name, correction=correction)


def agreement_recorded(minutes: Minutes, agreed_in: Meeting, *, to: str, name: str, by: User, now: datetime) -> None:
    """To somebody for whom a chair recorded that they agreed the minutes in a later meeting."""
    subject = f"Recorded: you agreed the minutes of {_day(minutes.meeting)}"
    more = {"agreed_in": agreed_in, "by": by}
    _of_minutes(minutes, subject, "agreement_recorded", now.timestamp(), to=to, name=name, **more)


def minutes_agreed(minutes: Minutes, *, to: str, name: str) -> None:
    """To a chair: the last day for answers is past, and the minutes are agreed."""
    subject = f"Agreed: minutes of the meeting of {_day(minutes.meeting)}"
    _of_minutes(minutes, subject, "minutes_agreed", "", to=to, name=name)


def _of_minutes(minutes: Minutes, subject: str, template: str, about: object, *, to: str, **more: object) -> None:
    """`about`: what else, beside the meeting, makes it another message."""
    meeting = minutes.meeting
    mail.write(
        f"meetings.{template}",
        to=to,
        subject=f"{subject}, {meeting.group.name}",
        key="-".join(str(part) for part in (template.replace("_", "-"), meeting.pk, about, to) if part != ""),
        meeting=meeting,
        group=meeting.group,
        link=absolute(minutes.get_absolute_url()),
        **more,
    )


def _announce(
    meeting: Meeting, to: str, name: str, subject: str, template: str, *, now: datetime, **more: object
) -> None:
    """With the calendar file; once for each state of the plan."""
    mail.write(
        f"meetings.{template}",
        to=to,
        subject=subject,
        key=f"{template.replace('_', '-')}-{meeting.pk}-{meeting.sequence}-{to}",
        attachment=mail.Attachment(ical.NAME, ical.TYPE, calendar_of(meeting, now)),
        meeting=meeting,
        group=meeting.group,
        name=name,
        link=absolute(meeting.get_absolute_url()),
        **more,
    )


def _day(meeting: Meeting) -> str:
    return f"{meeting.day:%-d %B %Y}"


def calendar_of(meeting: Meeting, now: datetime) -> str:
    """The meeting as a calendar file; it names nobody."""
    link = absolute(meeting.get_absolute_url())
    occasion = ical.Occasion(
        uid=f"meeting-{meeting.pk}@{urlsplit(settings.BASE_URL).hostname}",
        sequence=meeting.sequence,
        title=f"{meeting.name}: {meeting.group.name}",
        day=meeting.day,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        place=meeting.place,
        text=f"A meeting of {meeting.group.name} ({meeting.group.reference}). Agenda and papers are in the portal.",
        link=link,
        is_cancelled=meeting.called_off_at is not None,
    )
    return ical.file_of(occasion, now=now)


# --- motions ---------------------------------------------------------------------------------------------------------


# --- travel ----------------------------------------------------------------------------------------------------------
